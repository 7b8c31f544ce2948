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
		drop_indexes_on_status(doctype)
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


def drop_indexes_on_status(doctype: str) -> None:
	"""Nothing asks for the old column any more; it stays as it was."""
	table = f"tab{doctype}"
	indexes = {row.Key_name for row in frappe.db.sql(f"show index from `{table}`", as_dict=True)}
	for name in indexes:
		columns = frappe.db.sql(f"show index from `{table}` where Key_name = %s", name, as_dict=True)
		if "status" in {row.Column_name for row in columns}:
			frappe.db.sql_ddl(f"alter table `{table}` drop index `{name}`")
