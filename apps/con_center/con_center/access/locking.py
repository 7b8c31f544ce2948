"""One at a time: also where several nodes of MariaDB are written to, as for a second while one comes back."""

import frappe

# as Frappe counts names: a table that every site has, with a row for each key, which has to look like a series
TURN = "insert into `tabSeries` (name, current) values (%s, 1) on duplicate key update current = `tabSeries`.current + 1"


def lock(doctype: str, name: str) -> None:
	"""Let one transaction at a time go on from here to its end, of all that lock this document.

	Galera's nodes share no locks: of two transactions the later one is refused only if both have changed one row. So each
	writes that it has taken its turn.
	"""
	frappe.db.get_value(doctype, name, "name", for_update=True)
	frappe.db.sql(TURN, f"turn-{doctype}-{name}")
