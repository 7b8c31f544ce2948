"""`make benchmark`: fills a site to national size and measures on it. See docs/performance.md.

`sizes` says how much, `tables` writes rows as the DocTypes describe them, `country` and `parts` make them up,
`households`, `disputes`, `learning` and `community` people and their cases, `officers` the users; `clock` times,
`measures` and `people` say what is timed against what, `bare` holds what Frappe alone would do. `day` has sessions of
officers over HTTP, who ask what `calls` lists: `crowd` serves them and counts, `sessions` is what locust runs, `scale` what
follows from it. `groups` names all that is measured, `run` is the program.
"""
