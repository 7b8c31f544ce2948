"""What is read outside of its area is read there without what was written on it, and why a lesson was returned once."""

import frappe

from con_center import registry
from con_center.seams.frappe_documents import without_words


def execute():
	frappe.db.set_value("Lesson", {"readable_by_all": 1}, "return_reason", None, update_modified=False)
	for doctype in registry.read_wider():
		count_comments(doctype)


def count_comments(doctype: str) -> None:
	"""Leave of the comments in a column that each list asks for how many there are."""
	told = {"_comments": ("like", "%{%")}
	for name, comments in frappe.get_all(doctype, told, ["name", "_comments"], as_list=True):
		counted = frappe.as_json(without_words(frappe.parse_json(comments)), indent=None)
		frappe.db.set_value(doctype, name, "_comments", counted, update_modified=False)
