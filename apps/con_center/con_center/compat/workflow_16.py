"""For Frappe 16 up to 16.4.1, whose form asks for a column of Workflow that administrators alone may read
(frappe#34991, mended by #36955): no button of a workflow did anything for others. Goes when later ones are the oldest.
"""

import frappe
from frappe import client
from frappe.utils import get_safe_filters

from con_center.compat import MAJOR

ASKED = "enable_action_confirmation"


def overrides() -> dict[str, str]:
	"""Return what goes into the hook override_whitelisted_methods."""
	return {"frappe.client.get_value": "con_center.compat.workflow_16.get_value"} if MAJOR >= 16 else {}


@frappe.whitelist()
def get_value(
	doctype: str,
	fieldname: str | list | dict,
	filters: str | int | list | dict | None = None,
	as_dict: bool | int = True,
	debug: bool | int = False,
	parent: str | None = None,
):
	"""Frappe's value of a document; whether a workflow asks twice is for whoever may read what it governs."""
	if doctype == "Workflow" and fieldname == ASKED:
		found = get_safe_filters(filters)
		governed = found.get("document_type") if isinstance(found, dict) else None
		if isinstance(governed, str) and frappe.db.exists("DocType", governed):
			frappe.has_permission(governed, "read", throw=True)
			active = {"document_type": governed, "is_active": 1}
			return {ASKED: frappe.db.get_value("Workflow", active, ASKED)}
	return client.get_value(doctype, fieldname, filters, as_dict, debug, parent)
