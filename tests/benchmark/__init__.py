"""`make benchmark`: fills a site to national size and measures on it. See docs/performance.md.

`sizes` says how much, `tables` writes rows as the DocTypes describe them, `country` and `parts` make them up,
`officers` the users; `clock` times, `measures` says what is timed against what, `bare` holds what Frappe alone
would do, `run` is the program.
"""
