"""What a center itself has in a fiscal year: one query each, whatever there is to find.

The caller sees to it that the user may read the DocType in the center's area.
"""

from itertools import pairwise

import frappe
from frappe.query_builder.functions import Count

from con_center.approval.meaning import CANCELLED, states
from con_center.assessments.confirming import is_complete
from con_center.meetings import rules as meeting_rules
from con_center.overview.rules import Year


def in_office(committee, year: Year):
	"""Return the query criterion: the committee held office on the day on which the year is looked at."""
	if not year.over:
		return committee.status == "Current"
	return (
		committee.status.isin(["Current", "Ended"])
		& (committee.term_start <= year.day)
		& (committee.ended_on.isnull() | (committee.ended_on > year.day))
	)


def committees(center: str, year: Year) -> list[frappe._dict]:
	"""Return the committees in office, and of a running year those that are elected: name, title, kind, status,
	term_end, sitting_members, appointment_order, order_number, instrument, order_dated, waits_until."""
	committee, order = frappe.qb.DocType("Committee"), frappe.qb.DocType("Appointment Order")
	asked = in_office(committee, year)
	if not year.over:
		asked = asked | (committee.status == "Elected")
	return (
		frappe.qb.from_(committee)
		.left_join(order)
		.on(order.name == committee.appointment_order)
		.select(
			committee.name,
			committee.title,
			committee.kind,
			committee.status,
			committee.term_end,
			committee.sitting_members,
			committee.appointment_order,
			order.number.as_("order_number"),
			order.instrument,
			order.dated.as_("order_dated"),
			order.waits_until,
		)
		.where((committee.center == center) & asked)
		.orderby(committee.kind, committee.term_start)
	).run(as_dict=True)


def pending_orders(center: str) -> list[frappe._dict]:
	"""Return the orders on the center's committees that are not issued yet: name, title, workflow_state."""
	return frappe.get_all(
		"Appointment Order",
		filters={"center": center, "docstatus": 0},
		fields=["name", "title", "workflow_state"],
		order_by="modified desc",
	)


def meetings(center: str, year: Year) -> list[frappe._dict]:
	"""Return the center's meetings of the year, the first one first; the cancelled ones are left out."""
	return frappe.get_all(
		"Meeting",
		filters={
			"center": center,
			"fiscal_year": year.number,
			"workflow_state": ("not in", states("Meeting", CANCELLED)),
		},
		fields=[
			"name",
			"title",
			"number",
			"kind",
			"workflow_state",
			"starts_on",
			"meeting_date",
			"has_quorum",
		],
		order_by="starts_on asc",
	)


def held(center: str, year: Year) -> dict[str, int]:
	"""Return how many meetings counted, by kind of committee."""
	return {kind: n for (_c, kind), n in meeting_rules.held_by_body(year.number, centers=[center]).items()}


def plans(center: str, year: Year) -> list[frappe._dict]:
	"""Return the center's plans of the year that are not cancelled, the approved one first."""
	return frappe.get_all(
		"Action Plan",
		filters={"center": center, "fiscal_year": year.number, "docstatus": ("<", 2)},
		fields=[
			"name",
			"title",
			"docstatus",
			"workflow_state",
			"planned_total",
			"spent_total",
			"progress_percent",
			"return_reason",
		],
		order_by="docstatus desc, modified desc",
	)


def assessments(center: str, year: Year) -> list[frappe._dict]:
	"""Return the center's assessments up to the year, the latest round first."""
	return frappe.get_all(
		"Assessment",
		filters={"center": center, "fiscal_year": ("<=", year.number)},
		fields=[
			"name",
			"fiscal_year",
			"`round`",
			"workflow_state",
			"percent",
			"band",
			"notice",
			"return_reason",
		],
		order_by="fiscal_year desc, `tabAssessment`.`round` desc",
		limit=24,
	)


def changes(rows: list) -> dict[str, float]:
	"""Return, by name of assessment, how a complete result differs from the complete one before it (points)."""
	complete = [row for row in rows if is_complete(row)]
	return {
		row.name: round((row.percent or 0) - (before.percent or 0), 2) for row, before in pairwise(complete)
	}


def open_tasks(center: str, day) -> dict[str, int]:
	"""Return the numbers of the center's open tasks: {"open", "overdue"}, as of `day`."""
	task = frappe.qb.DocType("Meeting Task")
	rows = (
		frappe.qb.from_(task)
		.select(task.due_date < day, Count("*"))
		.where((task.center == center) & (task.status == "Open"))
		.groupby(task.due_date < day)
	).run()
	by_lateness = {bool(late): number for late, number in rows}
	return {"open": sum(by_lateness.values()), "overdue": by_lateness.get(True, 0)}
