"""Named people's cases: no role makes reports of them, nobody follows them, and their lists hold no words of comments."""

import frappe

from con_center import registry
from con_center.patches.history_of_what_is_read_wider import count_comments


def execute():
	of_people = ("in", registry.of_people())
	frappe.db.set_value("Custom DocPerm", {"parent": of_people}, "report", 0)
	frappe.db.delete("Document Follow", {"ref_doctype": of_people})
	for doctype in registry.of_people():
		count_comments(doctype)
