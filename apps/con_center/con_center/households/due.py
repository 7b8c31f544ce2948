"""What the first page says of households: who is to be visited, what help is due, and whose names are kept for too long."""

import frappe
from frappe import _
from frappe.utils import add_days, today

from con_center.access.posts import area_codes
from con_center.compat.aggregates import aggregate
from con_center.households import agreed, cases
from con_center.households.dimensions import NOT_CHECKED, OPEN
from con_center.households.retention import NAMES
from con_center.organization.retention import EARLIEST

RED, ORANGE = "red", "orange"


def entries() -> list[dict]:
	"""Return entries of the page of today for who writes cases: each with text, colour, state and to (a list)."""
	if not area_codes(cases.HOUSEHOLD, "write"):
		return []
	return [entry for entry in (visits(), agreed_help(), unchecked(), too_long()) if entry]


def visits() -> dict | None:
	filters = {"status": OPEN, "next_visit_on": _until(today())}
	number = _count(filters)
	if not number:
		return None
	return _entry(_("Households to visit: {0}").format(number), ORANGE, _("Visit"), filters)


def unchecked() -> dict | None:
	filters = {"status": OPEN, "check_result": NOT_CHECKED}
	number = _count(filters)
	if not number:
		return None
	return _entry(_("Households of lists to check: {0}").format(number), ORANGE, _("Check"), filters)


def agreed_help() -> dict | None:
	"""What was agreed and has not come: the day on which it was due is over, and nothing was given."""
	filters = {"next_due_on": _until(add_days(today(), -1))}
	number = _count(filters, agreed.PLAN)
	if not number:
		return None
	text = _("Plans whose agreed help is overdue: {0}").format(number)
	return _entry(text, RED, _("Follow Up"), filters, agreed.PLAN)


def too_long() -> dict | None:
	filters = NAMES.told()
	number = _count(filters) if filters else 0
	if not number:
		return None
	text = _("Names of closed cases are kept longer than the office has set: {0}").format(number)
	return _entry(text, RED, _("Remove"), filters)


def _until(day: str) -> list:
	"""Return the filter of a date up to a day: Frappe takes an empty one for the first of all days."""
	return ["Between", [EARLIEST, day]]


def _count(filters: dict, doctype: str = cases.HOUSEHOLD) -> int:
	return frappe.get_list(
		doctype, filters=filters, fields=[aggregate("count", "*", "total")], order_by=None
	)[0].total


def _entry(text: str, colour: str, state: str, filters: dict, doctype: str = cases.HOUSEHOLD) -> dict:
	return {
		"text": text,
		"colour": colour,
		"state": state,
		"to": {"doctype": doctype, "filters": filters},
	}
