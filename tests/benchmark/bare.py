"""Bare documents: what Frappe alone takes to save a document of the same shape, and to move it by its workflow.

For each governed DocType a custom one with the same fields and tables, links, rights and versions, but without
controller, scope or hooks; and copies of the documents that are measured. There are two families: "Bare …" has
no workflow, "Flow …" has the same Workflow as the DocType.
"""

import frappe
from frappe.model.workflow import get_workflow_name

KEPT = (
	"fieldname", "fieldtype", "label", "options", "reqd", "default", "read_only", "fetch_from", "no_copy",
	"allow_on_submit", "permlevel", "in_list_view", "in_standard_filter", "length",
)  # fmt: skip
RIGHTS = ("role", "permlevel", "read", "write", "create", "submit", "cancel", "amend")
BARE, FLOW = "Bare", "Flow"


def name_of(doctype: str, family: str = BARE) -> str:
	return f"{family} {doctype}"


def make(doctype: str, family: str = BARE) -> None:
	"""Make the DocType of a family and those of its tables, where they are missing."""
	if frappe.db.exists("DocType", name_of(doctype, family)):
		return
	meta = frappe.get_meta(doctype)
	for field in meta.get_table_fields():
		make(field.options, family)
	tables = {field.fieldname: name_of(field.options, family) for field in meta.get_table_fields()}
	fields = [
		{**{key: field.get(key) for key in KEPT}, "options": tables.get(field.fieldname, field.options)}
		for field in meta.fields
	]
	frappe.get_doc(
		{
			"doctype": "DocType",
			"name": name_of(doctype, family),
			"module": "Custom",
			"custom": 1,
			"istable": meta.istable,
			"is_submittable": meta.is_submittable,
			"track_changes": meta.track_changes,
			"title_field": meta.title_field,
			"fields": [own_link(field, doctype, family) for field in fields],
			"permissions": [{key: right.get(key) for key in RIGHTS} for right in meta.permissions],
		}
	).insert()
	if family == FLOW and not meta.istable:
		make_workflow(doctype)


def make_workflow(doctype: str) -> None:
	"""Give the Flow DocType the Workflow of the real one."""
	workflow = frappe.copy_doc(frappe.get_doc("Workflow", get_workflow_name(doctype)))
	workflow.update({"workflow_name": name_of(doctype, FLOW), "document_type": name_of(doctype, FLOW)})
	workflow.insert()


def own_link(field: dict, doctype: str, family: str) -> dict:
	"""An amended document links to its own DocType."""
	if field["fieldtype"] == "Link" and field["options"] == doctype:
		return {**field, "options": name_of(doctype, family)}
	return field


def remove(doctype: str, family: str) -> None:
	"""Remove the DocTypes of a family again."""
	frappe.delete_doc("Workflow", name_of(doctype, FLOW), force=True, ignore_missing=True)
	tables = [field.options for field in frappe.get_meta(doctype).get_table_fields()]
	for each in (doctype, *tables):
		frappe.delete_doc("DocType", name_of(each, family), force=True, ignore_missing=True)
		frappe.db.sql_ddl(f"drop table if exists `tab{name_of(each, family)}`")


def copy(doctype: str, family: str, names: list[str]) -> None:
	"""Copy stored documents, with their tables, into the DocType of a family."""
	meta = frappe.get_meta(doctype)
	_copy(doctype, family, "name", names)
	for field in meta.get_table_fields():
		_copy(field.options, family, "parent", names)
		table = name_of(field.options, family)
		frappe.db.sql(f"update `tab{table}` set parenttype = %s", name_of(doctype, family))


def _copy(doctype: str, family: str, key: str, names: list[str]) -> None:
	bare = name_of(doctype, family)
	columns = ", ".join(f"`{name}`" for name in dict.fromkeys(frappe.get_meta(bare).get_valid_columns()))
	frappe.db.sql(f"delete from `tab{bare}`")
	frappe.db.sql(
		f"insert into `tab{bare}` ({columns}) select {columns} from `tab{doctype}` where `{key}` in %(names)s",
		{"names": tuple(names)},
	)
