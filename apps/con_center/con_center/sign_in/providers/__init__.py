"""Signing in by an office's OpenID Connect provider, which an administrator enters as Frappe's *Social Login Key*.

Frappe shows its button, and has the addresses. What Frappe leaves open is done here: `states` takes back what this site
gave to this browser, once; `claims` asks the provider; `accounts` finds the account that is meant, and says who gets in;
`door` is where the provider leads back to; `fields` is what a Social Login Key says besides.
"""
