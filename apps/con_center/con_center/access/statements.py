"""Queries that are built once a process, with named parameters, and then only asked.

For those that a request always asks, or that bring few rows: building them takes as long as asking them.
"""

from collections.abc import Iterable
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


def among(names: Iterable[str] | None) -> tuple[str, list[str]]:
	"""Return the filter of lists for these names; for none of them one that finds nothing.

	An empty text would not do: for it Frappe reads the whole table (`ifnull`).
	"""
	return "in", [*(names or ())] or [NO_NAME]
