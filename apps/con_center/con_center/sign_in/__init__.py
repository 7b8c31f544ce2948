"""Who gets in, for how long, and what an answer tells: on top of Frappe's own sign-in and settings.

`attempts` bounds guesses, `door` says by which way one signs in, `settings` seeds Frappe's settings, `second_factor`
demands it of who signs and administers, `sessions` ends those of who signs earlier, `answers` looks at every answer,
`passwords` answers who forgot his, `providers` lets an office's own provider say who one is, `demo` says so.
"""
