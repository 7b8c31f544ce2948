"""What the database is asked: for tests that bound it, and for the benchmark."""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe

# what is no question to the database
UNCOUNTED = ("savepoint", "rollback", "release", "commit", "start transaction")


@contextmanager
def counting() -> Iterator[list[str]]:
	"""Yield the list of the queries that are asked meanwhile."""
	assert "sql" not in vars(frappe.local.db), "replaced on the connection: nothing would be counted"
	database = type(frappe.local.db)
	ask, asked = database.sql, []

	def sql(self, query, *args, **kwargs):
		if not str(query).lstrip().lower().startswith(UNCOUNTED):
			asked.append(str(query))
		return ask(self, query, *args, **kwargs)

	database.sql = sql
	try:
		yield asked
	finally:
		database.sql = ask
