"""Whose workspaces those of Frappe are: Frappe names no roles for them, so they stand in everybody's sidebar."""

import frappe

ADMINISTRATORS = ("System Manager", "CON Administrator")


def leave_to_administrators() -> None:
	"""Give each workspace of Frappe that has no roles to administrators; one that an admin has given roles stays so.

	With every update, since an update of Frappe puts its workspaces back as they were.
	"""
	filters = {"public": 1, "module": ("in", frappe.get_module_list("frappe"))}
	theirs = set(frappe.get_all("Workspace", filters, pluck="name"))
	for name in theirs - set(frappe.get_all("Has Role", {"parenttype": "Workspace"}, pluck="parent")):
		for number, role in enumerate(ADMINISTRATORS, 1):
			frappe.get_doc(
				{
					"doctype": "Has Role",
					"parenttype": "Workspace",
					"parent": name,
					"parentfield": "roles",
					"idx": number,
					"role": role,
				}
			).db_insert()
		frappe.clear_document_cache("Workspace", name)
