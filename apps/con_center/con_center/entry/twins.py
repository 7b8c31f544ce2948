"""What stands already is told while a form is filled in, not only when it is saved."""

import frappe
from frappe.model.base_document import get_controller

from con_center import registry
from con_center.access.documents import twins_of
from con_center.seams.arguments import Dict


def tell_the_desk(bootinfo) -> None:
	"""Hook extend_bootinfo: of which fields together one document stands, by DocType."""
	found = {doctype: getattr(get_controller(doctype), "stands_once", ()) for doctype in registry.scoped()}
	bootinfo.con_center_stands_once = {doctype: fields for doctype, fields in found.items() if fields}


@frappe.whitelist()
def find(doctype: str, values: Dict) -> list[dict]:
	"""Return the documents, of those that the user may read, that stand for the same as what is being typed.

	values: of the fields that say what it stands for. Each with name, title and status.
	"""
	if doctype not in registry.scoped() or not frappe.has_permission(doctype, "read"):
		return []
	doc = frappe.new_doc(doctype)
	doc.update({field: values.get(field) for field in doc.stands_once})
	if not doc.stands_once or not all(
		isinstance(doc.get(f), str | int) and doc.get(f) for f in doc.stands_once
	):
		return []
	state = "workflow_state" if doctype in registry.governed() else "status"
	fields = ["name", f"{doc.meta.get_title_field()} as title"]
	if doc.meta.has_field(state):
		fields.append(f"{state} as state")
	return frappe.get_list(doctype, filters=twins_of(doc), fields=fields, limit=3)
