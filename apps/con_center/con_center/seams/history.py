"""The history of a document in its form: of fields at levels that its reader reads, as in the form itself.

Who reads a document without its history (`access.documents.reads_history`) gets no earlier version, and nothing of what
was written on it.
"""

import frappe

from con_center.access.documents import reads_history
from con_center.seams import is_here

# of what was changed, in Frappe's Version
FIELDS, ROWS = "changed", ("added", "removed")
OF_ROWS = "row_changed"


def get_versions(doc) -> list[dict]:
	if not _reads(doc.doctype, doc.name):
		return []
	versions = get_versions.of_frappe(doc)
	hidden = hidden_fields(doc) if is_here() and frappe.session.user != "Administrator" else {}
	if any(hidden.values()):
		for version in versions:
			version.data = frappe.as_json(
				readable(frappe.parse_json(version.data or "{}"), hidden), indent=None
			)
	return versions


def add_comments(doc, docinfo) -> list[dict]:
	"""Frappe's comments, each kind in a list of its own, and in 2023 the names of who has written them."""
	comments = add_comments.of_frappe(doc, docinfo)
	if _reads(doc.doctype, doc.name):
		return comments
	docinfo.update({kind: [] for kind, told in docinfo.items() if isinstance(told, list)}, user_info={})
	return []


def get_communications(doctype: str, name: str, start: int = 0, limit: int = 20) -> list[dict]:
	return get_communications.of_frappe(doctype, name, start, limit) if _reads(doctype, name) else []


def get_assignments(doctype: str, name: str) -> list[dict]:
	return get_assignments.of_frappe(doctype, name) if _reads(doctype, name) else []


def say_whether_it_is_told(doc, method: str | None = None) -> None:
	"""Hook onload: who does not read the history has no box for comments either, which would be refused."""
	if not _reads(doc.doctype, doc.name):
		doc.set_onload("history_closed", True)


def _reads(doctype: str, name: str) -> bool:
	return not is_here() or reads_history(doctype, name)


def hidden_fields(doc) -> dict[str | None, set[str]]:
	"""Return the fields of the document (None), and of the rows of each of its tables, at levels closed to the user."""
	levels = {0, *doc.get_permlevel_access("read")}

	def closed(meta) -> set[str]:
		return {field.fieldname for field in meta.fields if field.permlevel not in levels}

	tables = {
		table.fieldname: closed(frappe.get_meta(table.options)) for table in doc.meta.get_table_fields()
	}
	return {None: closed(doc.meta), **tables}


def readable(data: dict, hidden: dict[str | None, set[str]]) -> dict:
	"""Return what Frappe keeps of a change, without these fields: "changed" [field, old, new], "added" and "removed"
	[table, row], "row_changed" [table, index, name, [[field, old, new]]]."""
	own = hidden[None]
	told = {**data, FIELDS: without(data.get(FIELDS), own)}
	for kind in ROWS:
		told[kind] = [
			[table, {name: value for name, value in row.items() if name not in hidden.get(table, ())}]
			for table, row in data.get(kind) or []
			if table not in own
		]
	told[OF_ROWS] = [
		[table, index, name, without(changes, hidden.get(table, ()))]
		for table, index, name, changes in data.get(OF_ROWS) or []
		if table not in own
	]
	return told


def without(changes: list | None, fields) -> list:
	return [change for change in changes or [] if change[0] not in fields]
