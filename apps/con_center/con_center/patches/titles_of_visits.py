"""Visits that were noted before they had titles get theirs."""

import frappe

from con_center.community.doctype.support_visit.support_visit import title_of


def execute():
	without = {"title": ["is", "not set"]}
	for visit in frappe.get_all("Support Visit", filters=without, fields=["name", "center", "visited_on"]):
		frappe.db.set_value("Support Visit", visit.name, "title", title_of(visit), update_modified=False)
