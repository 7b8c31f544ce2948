"""What came in and waits for somebody: to be received at his office, given to him, or to be answered by his office."""

import frappe
from frappe.utils import getdate

from con_center.access.posts import posts
from con_center.access.roles import SIGNATORY_ROLES
from con_center.access.statements import among
from con_center.correspondence.handling import ASSIGNED, RECEIVED, TO_RECEIVE

DOCTYPE, ITEM = "Incoming Letter", "Incoming Letter Item"
FIELDS = ("name", "title", "area", "sender", "status", "assigned_to", "due", "urgency", "creation")
OPEN = {"answered_on": ("is", "not set"), "due": ("is", "set")}
# of each kind
MOST = 20


def of_me() -> list[dict]:
	"""Return the entries that wait for the session user, what is due first: dicts of FIELDS.

	due: the day that he was given, or on which his office has to answer first; None where nothing has a day.
	"""
	if not frappe.has_permission(DOCTYPE, "write"):
		return []
	mine = _entries(assigned_to=frappe.session.user, status=("in", (RECEIVED, ASSIGNED)))
	# who signs for an office does not keep its register
	areas = sorted({post.area for post in posts() if post.roles - {*SIGNATORY_ROLES}})
	of_office = {"area": among(areas), "assigned_to": ("is", "not set")}
	others = [*_entries(status=TO_RECEIVE, **of_office), *_to_answer(of_office)]
	days = _first_days([row.name for row in others])
	for row in others:
		row.due = days.get(row.name)
	return sorted([*mine, *others], key=lambda row: (getdate(row.due or "9999-12-31"), row.creation))


def _entries(**filters) -> list[dict]:
	return frappe.get_list(
		DOCTYPE, filters=filters, fields=[*FIELDS], order_by="creation desc", limit_page_length=MOST
	)


def _to_answer(of_office: dict) -> list[dict]:
	"""Return what the office has received, and given to nobody, although there is something to be answered by a day."""
	filters = [[DOCTYPE, field, *condition] for field, condition in of_office.items()]
	filters += [[DOCTYPE, "status", "=", RECEIVED], *([ITEM, field, *asked] for field, asked in OPEN.items())]
	return frappe.get_list(
		DOCTYPE,
		filters=filters,
		fields=[*FIELDS],
		order_by="creation desc",
		distinct=True,
		limit_page_length=MOST,
	)


def _first_days(entries: list[str]) -> dict:
	"""Return {entry: the day of what is still to be answered first} of those that have one, in one query."""
	filters = {"parent": among(entries), "parenttype": DOCTYPE, **OPEN}
	items = frappe.get_all(ITEM, filters=filters, fields=["parent", "due"], order_by="due desc")
	return {item.parent: item.due for item in items}
