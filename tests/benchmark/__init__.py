"""`make benchmark`: fills a site to national size and measures on it. See docs/performance.md.

`sizes` says how much, `tables` writes rows as the DocTypes describe them, `country` and `parts` make them up,
`households`, `disputes`, `learning` and `community` people and their cases, `officers` the users; `clock` times,
`measures` and `people` say what is timed against what, `day` what sessions over HTTP do (`crowd`, `sessions`) and `scale`
what follows from it, `groups` names it, `bare` holds what Frappe alone would do, `run`
is the program.
"""
