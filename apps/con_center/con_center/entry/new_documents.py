"""What a new document begins with."""

import frappe

from con_center.seams import is_ours


def set_dynamic_default_values(doc, parent_doc, parentfield):
	"""Frappe's own; of ours, no hour is filled in that nobody has given. `public/js/new_documents.js` is its twin."""
	set_dynamic_default_values.of_frappe(doc, parent_doc, parentfield)
	if is_ours(doc["doctype"]):
		for field in frappe.get_meta(doc["doctype"]).get("fields", {"fieldtype": "Time"}):
			doc[field.fieldname] = field.default
