"""The history of a document in its form: of fields at levels that its reader reads, as in the form itself."""

import frappe

from con_center.seams import is_here

# of what was changed, in Frappe's Version
FIELDS, ROWS = "changed", ("added", "removed")
OF_ROWS = "row_changed"


def get_versions(doc) -> list[dict]:
	versions = get_versions.of_frappe(doc)
	hidden = hidden_fields(doc) if is_here() and frappe.session.user != "Administrator" else {}
	if any(hidden.values()):
		for version in versions:
			version.data = frappe.as_json(
				readable(frappe.parse_json(version.data or "{}"), hidden), indent=None
			)
	return versions


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
