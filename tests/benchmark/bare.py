"""Bare documents: what Frappe alone takes to save a document of the same shape.

For each governed DocType a custom one with the same fields and tables, links, rights and versions, but without
controller, workflow, scope or hooks; and copies of the documents that are measured.
"""

import frappe

KEPT = (
	"fieldname", "fieldtype", "label", "options", "reqd", "default", "read_only", "fetch_from", "no_copy",
	"allow_on_submit", "permlevel", "in_list_view", "in_standard_filter",
)  # fmt: skip
RIGHTS = ("role", "permlevel", "read", "write", "create", "submit", "cancel", "amend")


def name_of(doctype: str) -> str:
	return f"Bare {doctype}"


def make(doctype: str) -> str:
	"""Make the bare DocType and those of its tables, where they are missing; return its name."""
	if frappe.db.exists("DocType", name_of(doctype)):
		return name_of(doctype)
	meta = frappe.get_meta(doctype)
	for field in meta.get_table_fields():
		make(field.options)
	tables = {field.fieldname: name_of(field.options) for field in meta.get_table_fields()}
	fields = [
		{**{key: field.get(key) for key in KEPT}, "options": tables.get(field.fieldname, field.options)}
		for field in meta.fields
	]
	frappe.get_doc(
		{
			"doctype": "DocType",
			"name": name_of(doctype),
			"module": "Custom",
			"custom": 1,
			"istable": meta.istable,
			"is_submittable": meta.is_submittable,
			"track_changes": meta.track_changes,
			"title_field": meta.title_field,
			"fields": [own_link(field, doctype) for field in fields],
			"permissions": [{key: right.get(key) for key in RIGHTS} for right in meta.permissions],
		}
	).insert()
	return name_of(doctype)


def own_link(field: dict, doctype: str) -> dict:
	"""An amended document links to its own DocType."""
	if field["fieldtype"] == "Link" and field["options"] == doctype:
		return {**field, "options": name_of(doctype)}
	return field


def remove(doctype: str) -> None:
	"""Remove the bare DocTypes again."""
	tables = [field.options for field in frappe.get_meta(doctype).get_table_fields()]
	for each in (doctype, *tables):
		frappe.delete_doc("DocType", name_of(each), force=True, ignore_missing=True)
		frappe.db.sql_ddl(f"drop table if exists `tab{name_of(each)}`")


def copy(doctype: str, names: list[str]) -> None:
	"""Copy stored documents, with their tables, into the bare DocType."""
	meta = frappe.get_meta(doctype)
	_copy(doctype, "name", names)
	for field in meta.get_table_fields():
		_copy(field.options, "parent", names)
		frappe.db.sql(f"update `tab{name_of(field.options)}` set parenttype = %s", name_of(doctype))


def _copy(doctype: str, key: str, names: list[str]) -> None:
	bare = name_of(doctype)
	columns = ", ".join(f"`{name}`" for name in dict.fromkeys(frappe.get_meta(bare).get_valid_columns()))
	frappe.db.sql(f"delete from `tab{bare}`")
	frappe.db.sql(
		f"insert into `tab{bare}` ({columns}) select {columns} from `tab{doctype}` where `{key}` in %(names)s",
		{"names": tuple(names)},
	)
