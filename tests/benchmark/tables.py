"""Rows as DocTypes describe them, loaded in bulk.

The columns, what stands in them by default and what must not be missing come from each DocType's meta, so that a
new field needs no change here. Rows go through MariaDB Connector/Python, whose `executemany` sends them as one
package of binary values (COM_STMT_BULK_EXECUTE).
"""

import datetime
import hashlib

import frappe
from frappe.model import no_value_fields, table_fields

CHUNK = 2000
WHOLE = ("Int", "Check")
FRACTIONS = ("Float", "Currency", "Percent", "Rating", "Duration")
ADMINISTRATOR = "Administrator"


class RowError(ValueError):
	"""A row does not fit its DocType: a field that it lacks, or one that nobody knows."""


class Table:
	"""The rows of one DocType that wait to be written."""

	def __init__(self, doctype: str) -> None:
		meta = frappe.get_meta(doctype)
		self.doctype = doctype
		self.columns = list(dict.fromkeys(meta.get_valid_columns()))
		fields = {f.fieldname: f for f in meta.fields if f.fieldtype not in (*no_value_fields, *table_fields)}
		self.required = [f.fieldname for f in fields.values() if f.reqd]
		self.casts = {name: cast_for(fields[name].fieldtype) for name in self.columns if name in fields}
		self.casts |= {"docstatus": int, "idx": int}
		self.usual = dict.fromkeys(self.columns) | {"docstatus": 0, "idx": 0}
		self.usual |= {name: default_of(field) for name, field in fields.items() if name in self.columns}
		self.rows: list[tuple] = []
		self.written = 0

	def add(self, row: dict) -> None:
		unknown = row.keys() - self.usual.keys()
		missing = [
			name for name in ("name", *self.required) if row.get(name, self.usual.get(name)) in (None, "")
		]
		if unknown or missing:
			raise RowError(f"{self.doctype}: unknown {sorted(unknown)}, missing {missing} in {row}")
		values = self.usual | row
		self.rows.append(tuple(self.cast(name, values[name]) for name in self.columns))

	def as_read(self, row: dict) -> dict:
		"""The values of a row as the database gives them back: with what stands there by default."""
		values = self.usual | row
		return {
			name: self.casts[name](value or 0) if self.casts.get(name) else value
			for name, value in values.items()
		}

	def cast(self, name: str, value):
		cast = self.casts.get(name)
		if cast:
			return cast(value or 0)
		if isinstance(value, datetime.datetime):
			return value.isoformat(sep=" ", timespec="microseconds")
		return str(value) if isinstance(value, datetime.date | datetime.time) else value

	def statement(self) -> str:
		names = ", ".join(f"`{name}`" for name in self.columns)
		marks = ", ".join(["%s"] * len(self.columns))
		return f"insert into `tab{self.doctype}` ({names}) values ({marks})"


def cast_for(fieldtype: str):
	return int if fieldtype in WHOLE else float if fieldtype in FRACTIONS else None


def default_of(field):
	"""What Frappe would put into a new row: the default, where it is a plain value; else the first choice."""
	default = field.default
	if default in ("Today", "Now", "__user", "user"):
		return None
	if default in (None, "") and field.fieldtype == "Select" and field.reqd and field.options:
		return field.options.split("\n")[0]
	return default or None


class Loader:
	"""Writes rows through a DB-API cursor, a chunk at a time."""

	def __init__(self, cursor, commit) -> None:
		self.cursor = cursor
		self.commit = commit
		self.tables: dict[str, Table] = {}
		self.count = 0

	def table(self, doctype: str) -> Table:
		return self.tables.get(doctype) or self.tables.setdefault(doctype, Table(doctype))

	def add(self, doctype: str, row: dict) -> None:
		table = self.table(doctype)
		table.add(row)
		if len(table.rows) >= CHUNK:
			self.write(table)

	def add_document(self, doctype: str, row: dict, **tables: tuple[str, list[dict]]) -> None:
		"""Add a document with its tables: field=(child DocType, rows). Rows get their system columns here."""
		self.add(doctype, row)
		for field, (child, rows) in tables.items():
			for idx, values in enumerate(rows, 1):
				self.add(child, self.child_row(doctype, row, field, idx, values))

	def as_read(self, doctype: str, row: dict, **tables: tuple[str, list[dict]]):
		"""Return the document of a row and its tables (as for `add_document`) as it will be read."""
		rows = {
			field: [{**self.table(child).as_read(values), "doctype": child} for values in found]
			for field, (child, found) in tables.items()
		}
		return frappe.get_doc({"doctype": doctype, **self.table(doctype).as_read(row), **rows})

	def child_row(self, doctype: str, row: dict, field: str, idx: int, values: dict) -> dict:
		mark = f"{doctype}/{row['name']}/{field}/{idx}"
		return {
			"name": hashlib.blake2b(mark.encode(), digest_size=8).hexdigest(),
			"parent": row["name"],
			"parenttype": doctype,
			"parentfield": field,
			"idx": idx,
			"docstatus": row.get("docstatus", 0),
			**{key: row[key] for key in ("owner", "modified_by", "creation", "modified")},
			**values,
		}

	def write(self, table: Table) -> None:
		if table.rows:
			self.cursor.executemany(table.statement(), table.rows)
			table.written += len(table.rows)
			self.count += len(table.rows)
			table.rows = []

	def finish(self) -> None:
		for table in self.tables.values():
			self.write(table)
		self.commit()


def stamp(
	moment: datetime.datetime, owner: str = ADMINISTRATOR, modified: datetime.datetime | None = None
) -> dict:
	"""The system columns of a document."""
	return {"owner": owner, "modified_by": owner, "creation": moment, "modified": modified or moment}


def connect():
	"""A connection of MariaDB Connector/Python to the site's database, set up for loading."""
	import mariadb

	conf = frappe.conf
	connection = mariadb.connect(
		host=conf.db_host or "127.0.0.1",
		port=int(conf.db_port or 3306),
		user=conf.get("db_user") or conf.db_name,
		password=conf.db_password,
		database=conf.db_name,
	)
	cursor = connection.cursor()
	# the rows are known to fit: nothing is looked up while they go in
	for setting in ("unique_checks = 0", "foreign_key_checks = 0"):
		cursor.execute(f"set session {setting}")
	return connection
