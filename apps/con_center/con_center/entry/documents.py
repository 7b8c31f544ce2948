"""The one check before a document is saved, whichever way it comes: `seams/table.py` puts it before Frappe's first step.

Frappe's hooks come too late: links, names and rights have been looked up by then, with whatever was sent.
"""

import inspect
import re
from functools import cache

import frappe
from frappe import _
from frappe.model import child_table_fields
from frappe.model.base_document import BaseDocument

from con_center.access.saving import WrittenWhenChanged
from con_center.entry import markup, stored, typed
from con_center.entry.refusing import RowsError, Where, label, refuse
from con_center.seams import is_here, is_ours

APP = "con_center"
# rows of one table of a document: far more than any office has, and saved within half a minute
MOST_ROWS = 1000

OUR_DOCTYPE = re.compile(rf"{APP}\.\w+\.doctype\.")
# what Frappe keeps in a document besides its fields, and what of its code is a field, too
KEPT_IN_DOCUMENTS = {"__setup__", "_action", "_metaclass", "_original_modified", "_parent_doc", "_precision"}
MEANT_FOR_SOME = ("amended_from", "parent", "parenttype", "parentfield")
SENT_BY_NAME = {"docstatus"}
# what Frappe compares with the user, as text
ACCOUNTS = ("owner", "modified_by")


def check_unseen(doc, method: str | None = None) -> None:
	"""Hook before_validate: check what is saved where nothing is installed, as from the console."""
	if not doc.flags.pop("entry_checked", False):
		check(doc)


def check(doc) -> None:
	"""Check every field of a document and of its rows: types, signs, lengths as stored, and in this app what it means.

	EntryError names row, field and remedy.
	"""
	ours = is_ours(doc.doctype)
	tables = [(table, doc.get(table.fieldname) or []) for table in doc.meta.get_table_fields()]
	for table, rows in tables:
		if ours and len(rows) > MOST_ROWS:
			refuse(
				_("{0}: {1} rows are too many. A table holds {2} at most: divide it into several documents."),
				label(table, doc.doctype),
				len(rows),
				MOST_ROWS,
			)
	_check_row(doc, "", ours)
	# read a moment ago to be saved: rows that are as they were stored have been checked then
	before = doc.flags.as_read if ours and isinstance(doc.flags.as_read, BaseDocument) else None
	for table, rows in tables:
		for number, row in enumerate(rows, 1):
			if before and isinstance(row, WrittenWhenChanged) and row.is_stored(before):
				continue
			_check_row(row, _("{0}, row {1}:").format(label(table, doc.doctype), number) + " ", ours)


def _check_row(row, place: str, ours: bool) -> None:
	types = frappe.db.type_map
	texts = []
	_drop_strange(row)
	for field in (*(stored.OF_ROWS if row.meta.istable else stored.STANDARD), *row.meta.fields):
		value = row.get(field.fieldname)
		if value is None or (isinstance(value, str) and not value) or field.get("is_virtual"):
			continue
		column = types.get(field.fieldtype)
		if not column:
			continue
		where = Where(place, field, row.doctype)
		stored.check_shape(value, column[0], where)
		if field.fieldname in ACCOUNTS and not isinstance(value, str):
			refuse(_("{0}: the name of an account is needed here."), where)
		markup.check_field(row, field, ours)
		if ours:
			typed.check_field(row, field, where)
		stored.check_column(row, field, column[0], where)
		if column[0] in stored.TEXTS:
			texts.append((field, where))
	stored.check_lengths(row, texts)


def _drop_strange(row) -> None:
	"""Let go what Frappe would read although this kind of document has no such field."""
	for name in MEANT_FOR_SOME:
		own = row.meta.has_field(name) or (row.meta.istable and name in child_table_fields)
		if row.get(name) is not None and not own:
			row.delete_key(name)
	# the name that a user types for a new document
	if not isinstance(row.get("__newname"), str | None):
		row.delete_key("__newname")
	if row.get("idx") in ("", None):
		row.idx = 0


# in Frappe's place


def insert(self, *args, **kwargs):
	if self.flags.in_print or is_unstored(self):
		return insert.of_frappe(self, *args, **kwargs)
	check(self)
	self.flags.entry_checked = True
	return insert.of_frappe(self, *args, **kwargs)


def save(self, *args, **kwargs):
	# a new document is inserted, which checks it
	if self.get("__islocal") or not self.get("name") or self.flags.in_print or is_unstored(self):
		return save.of_frappe(self, *args, **kwargs)
	check(self)
	self.flags.entry_checked = True
	return save.of_frappe(self, *args, **kwargs)


def is_unstored(doc) -> bool:
	"""Tell whether nothing of the document comes into a table, or the tables are only being made."""
	return bool(
		not is_here() or doc.meta.get("is_virtual") or frappe.flags.in_install or frappe.flags.in_migrate
	)


def extend(self, key, value):
	"""Fill a table with rows, which come as a list."""
	if isinstance(value, str | bytes | dict) or not hasattr(value, "__iter__"):
		_refuse_rows(self, key)
	extend.of_frappe(self, key, value)


def init_child(self, value, key):
	if not isinstance(value, dict | BaseDocument):
		_refuse_rows(self, key)
	return init_child.of_frappe(self, value, key)


def _refuse_rows(doc, key) -> None:
	refuse(
		_("{0}: this is a table, and its rows were not sent as such. Reload the page and try again."),
		_(doc.meta.get_label(key)),
		error=RowsError,
	)


class NoSuchKindError(frappe.DoesNotExistError, ImportError):
	"""There are no documents of this kind; who makes the kind itself looks for the ImportError."""


def import_controller(doctype):
	try:
		return import_controller.of_frappe(doctype)
	except ImportError:
		if frappe.db.exists("DocType", doctype):
			raise
		# not thrown: what is caught would be told all the same. `answers.py` says it
		raise NoSuchKindError(doctype) from None


@cache
def names_of_code(owner: type) -> frozenset[str]:
	"""Return what no field of a document can be called: what is sent under such a name would stand in a method's place.

	None for documents of Frappe, some of whose own DocTypes have fields of such names.
	"""
	if not OUR_DOCTYPE.match(owner.__module__):
		return frozenset()
	code = {name for name in dir(owner) if hasattr(inspect.getattr_static(owner, name), "__get__")}
	return KEPT_IN_DOCUMENTS | (code - SENT_BY_NAME)
