"""What the number cards of the workspaces show: each counts within the areas of the session user.

A card returns what Frappe asks of one: a dict of value, fieldtype, route and route_options, which open the list or
the report that the number counts.
"""

import frappe
from frappe.utils import add_days, getdate, today

from con_center.access.posts import area_codes
from con_center.approval.meaning import UNDER_REVIEW, states
from con_center.assessments.confirming import complete_states
from con_center.compat.aggregates import aggregate
from con_center.meetings import rules as meeting_rules
from con_center.overview.rules import EXPIRING_DAYS
from con_center.thai import fiscal_year


def count(doctype: str, filters: dict) -> int:
	"""Return how many documents fit that the session user may read."""
	return frappe.get_list(
		doctype, filters=filters, fields=[aggregate("count", "*", "total")], order_by=None
	)[0].total


def card(value: int, route: list[str], options: dict) -> dict:
	return {"value": value, "fieldtype": "Int", "route": route, "route_options": options}


def of_list(doctype: str, filters: dict) -> dict:
	return card(count(doctype, filters), ["List", doctype, "List"], filters)


@frappe.whitelist()
def committees_ending() -> dict:
	"""Count the current committees whose term has ended or ends within 90 days, and whom nobody follows yet."""
	ending = {"status": "Current", "term_end": ["<=", add_days(today(), EXPIRING_DAYS)]}
	return of_list("Committee", {**ending, "ended_by": ["is", "not set"]})


@frappe.whitelist()
def centers_without_committee() -> dict:
	return of_list("CON Center", {"status": "Active", "current_committee": ["is", "not set"]})


@frappe.whitelist()
def committees_to_meet() -> dict:
	"""Count the centers' committees that have not met often enough in the running fiscal year."""
	year, kind = fiscal_year(getdate()), "Center Committee"
	centers = frappe.get_list(
		"Committee",
		filters={"status": "Current", "kind": kind},
		pluck="center",
		order_by=None,
		limit_page_length=0,
	)
	# of the whole country, counting all at once is cheaper than naming each
	everywhere = area_codes("Committee") is None
	held = meeting_rules.held_by_body(year, kind=kind, centers=None if everywhere else centers)
	needed = meeting_rules.settings().needed
	short = sum(held.get((center, kind), 0) < needed for center in centers)
	return card(short, ["query-report", "Meetings by Area"], {"fiscal_year": year})


@frappe.whitelist()
def plans_waiting() -> dict:
	"""Count the action plans that wait for a check or an approval."""
	return of_list("Action Plan", {"workflow_state": ["in", states("Action Plan", *UNDER_REVIEW)]})


@frappe.whitelist()
def assessments_not_complete() -> dict:
	"""Count the assessments of the running fiscal year that are begun and not complete."""
	return of_list(
		"Assessment",
		{"fiscal_year": fiscal_year(getdate()), "workflow_state": ["not in", complete_states()]},
	)


@frappe.whitelist()
def tasks_overdue() -> dict:
	return of_list("Meeting Task", {"status": "Open", "due_date": ["<", today()]})
