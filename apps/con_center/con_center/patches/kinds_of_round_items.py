"""The dated items of rounds say by which documents they are done: those that were seeded, or copied from them."""

import frappe

from con_center.reporting.seeds import WHAT_TELLS


def execute():
	row = frappe.qb.DocType("Reporting Round Item")
	for item, values in WHAT_TELLS.items():
		query = frappe.qb.update(row).where(
			(row.item == item) & (row.kind.isnull() | (row.kind == "Not Recorded Here"))
		)
		for field, value in values.items():
			query = query.set(row[field], value)
		query.run()
