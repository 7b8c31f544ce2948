import frappe
from frappe.query_builder.functions import Count

STATUS_WAS_IN = ("Meeting", "Plan Project")


def execute():
	"""Give meetings and projects the state in their workflow that has the name of their status until now.

	Before the workflow is seeded: Frappe would let all of them begin anew.
	"""
	for doctype in STATUS_WAS_IN:
		if not frappe.db.has_column(doctype, "status"):
			continue
		table = frappe.qb.DocType(doctype)
		(
			frappe.qb.update(table)
			.set(table.workflow_state, table.status)
			.where(table.workflow_state.isnull() | (table.workflow_state == ""))
		).run()
	count_open_referrals()


def count_open_referrals() -> None:
	"""Of the plans that a project was passed on to, which have still to answer: the step "answer" hangs on it."""
	row = frappe.qb.DocType("Plan Project Referral")
	waiting = (
		frappe.qb.from_(row)
		.select(row.parent, Count("*"))
		.where(row.state.isin(("Sent", "Accepted")))
		.groupby(row.parent)
	)
	for name, number in waiting.run():
		frappe.db.set_value("Plan Project", name, "open_referrals", number, update_modified=False)
