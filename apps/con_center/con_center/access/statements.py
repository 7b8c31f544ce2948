"""Queries that are built once a process, with named parameters, and then only asked.

For those that a request always asks, or that bring few rows: building them takes as long as asking them.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

import frappe
from pypika.terms import Parameter

# nothing is called so
NO_NAME = "-"


def parameter(name: str) -> Parameter:
	"""Return the term that stands for the value of this name."""
	return Parameter(f"%({name})s")


def ask(statement: str, values: dict[str, Any], as_dict: bool = False) -> list:
	"""Return the rows of a statement that the query builder has made, with the values of its parameters."""
	return frappe.db.sql(statement, values, as_dict=as_dict)


def stored(doctype: str, name: str, fields: Iterable[str]) -> frappe._dict | None:
	"""Return these fields of a document as it is stored; None where there is none.

	`frappe.db.get_value` takes the name of each field apart, with a parser of SQL, every time it is asked.
	"""
	rows = ask(_fields_of(doctype, frozenset(fields)), {"name": str(name)}, as_dict=True)
	return rows[0] if rows else None


def stored_value(doctype: str, name: str, field: str) -> Any:
	"""Return one field of a document as it is stored; None where there is no such document."""
	return (stored(doctype, name, [field]) or {}).get(field)


@cache
def _fields_of(doctype: str, fields: frozenset[str]) -> str:
	table = frappe.qb.DocType(doctype)
	return frappe.qb.from_(table).select(*sorted(fields)).where(table.name == parameter("name")).get_sql()


def among(names: Iterable[str] | None) -> tuple[str, list[str]]:
	"""Return the filter of lists for these names; for none of them one that finds nothing.

	An empty text would not do: for it Frappe reads the whole table (`ifnull`).
	"""
	return "in", [*(names or ())] or [NO_NAME]
