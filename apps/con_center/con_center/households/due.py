"""What the first page says of households: who is to be visited, and whose names are kept for too long."""

import frappe
from frappe import _
from frappe.utils import today

from con_center.access.posts import area_codes
from con_center.compat.aggregates import aggregate
from con_center.households import cases
from con_center.households.dimensions import OPEN
from con_center.households.retention import NAMES

RED, ORANGE = "red", "orange"


def entries() -> list[dict]:
	"""Return entries of the page of today for who writes cases: each with text, colour, state and to (a list)."""
	if not area_codes(cases.HOUSEHOLD, "write"):
		return []
	return [entry for entry in (visits(), too_long()) if entry]


def visits() -> dict | None:
	filters = {"status": OPEN, "next_visit_on": ["<=", today()]}
	number = _count(filters)
	if not number:
		return None
	return _entry(_("Households to visit: {0}").format(number), ORANGE, _("Visit"), filters)


def too_long() -> dict | None:
	filters = NAMES.told()
	number = _count(filters) if filters else 0
	if not number:
		return None
	text = _("Names of closed cases are kept longer than the office has set: {0}").format(number)
	return _entry(text, RED, _("Remove"), filters)


def _count(filters: dict) -> int:
	return frappe.get_list(
		cases.HOUSEHOLD, filters=filters, fields=[aggregate("count", "*", "total")], order_by=None
	)[0].total


def _entry(text: str, colour: str, state: str, filters: dict) -> dict:
	return {
		"text": text,
		"colour": colour,
		"state": state,
		"to": {"doctype": cases.HOUSEHOLD, "filters": filters},
	}
