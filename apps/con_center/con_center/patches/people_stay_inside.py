"""Named people's cases: no role makes reports of them, nobody follows them, and their lists hold no words of comments."""

import frappe

from con_center import registry
from con_center.seams.frappe_documents import without_words


def execute():
	of_people = ("in", registry.of_people())
	frappe.db.set_value("Custom DocPerm", {"parent": of_people}, "report", 0)
	frappe.db.delete("Document Follow", {"ref_doctype": of_people})
	for doctype in registry.of_people():
		told = {"_comments": ("like", "%{%")}
		for name, comments in frappe.get_all(doctype, told, ["name", "_comments"], as_list=True):
			counted = frappe.as_json(without_words(frappe.parse_json(comments)), indent=None)
			frappe.db.set_value(doctype, name, "_comments", counted, update_modified=False)
