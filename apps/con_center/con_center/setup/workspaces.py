"""Whose workspaces those of Frappe are: Frappe names no roles for them, so they stand in everybody's sidebar."""

import frappe

ADMINISTRATORS = ("System Manager", "CON Administrator")


def leave_to_administrators() -> None:
	"""Give each workspace of Frappe that has no roles to administrators; one that an admin has given roles stays so.

	With every update, since an update of Frappe puts its workspaces back as they were.
	"""
	for name in frappe.get_all("Workspace", filters={"public": 1}, pluck="name"):
		workspace = frappe.get_doc("Workspace", name)
		if workspace.roles or not _is_frappes(workspace):
			continue
		for role in ADMINISTRATORS:
			workspace.append("roles", {"role": role}).db_insert()
		frappe.clear_document_cache("Workspace", name)


def _is_frappes(workspace) -> bool:
	return frappe.local.module_app.get(frappe.scrub(workspace.module or "")) == "frappe"
