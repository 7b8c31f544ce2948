"""What earlier meetings of the same committees have left: minutes to adopt, parked items, open tasks.

Earlier ones are those of the same center that were closed before, and that share a committee's kind: a committee
goes on over its terms.
"""

import frappe
from frappe.utils import get_datetime

from con_center.access.statements import among
from con_center.approval.meaning import CANCELLED, meaning, states
from con_center.meetings.workflow import CLOSED, TO_ADOPT


def meetings(meeting) -> list[frappe._dict]:
	"""Return the earlier meetings, the oldest first: name, number, meeting_date, workflow_state."""
	if not meeting.center or not meeting.starts_on:
		return []
	found = frappe.get_all(
		"Meeting",
		filters={
			"center": meeting.center,
			"workflow_state": ("in", states("Meeting", *CLOSED)),
			"starts_on": ("<", get_datetime(meeting.starts_on)),
			"name": ("!=", meeting.name or ""),
		},
		fields=["name", "number", "meeting_date", "workflow_state", "kind"],
		order_by="starts_on asc",
	)
	kinds = _kinds([row.name for row in found])
	own = {row.kind for row in meeting.committees}
	return [row for row in found if own & kinds.get(row.name, set()) or own == kinds.get(row.name, set())]


def _kinds(names: list[str]) -> dict[str, set[str]]:
	kinds: dict[str, set[str]] = {}
	for row in frappe.get_all(
		"Meeting Committee",
		filters={"parent": among(names), "parenttype": "Meeting"},
		fields=["parent", "kind"],
	):
		kinds.setdefault(row.parent, set()).add(row.kind)
	return kinds


def minutes_to_adopt(found: list[frappe._dict]) -> list[frappe._dict]:
	return [row for row in found if meaning("Meeting", row.workflow_state) in TO_ADOPT]


def parked_items(meeting, found: list[frappe._dict]) -> list[frappe._dict]:
	"""Return the parked agenda rows that no other meeting has taken up again: name, parent, part, subject, …"""
	rows = frappe.get_all(
		"Meeting Agenda Item",
		filters={
			"parent": among(row.name for row in found),
			"parenttype": "Meeting",
			"outcome": "Parked",
		},
		fields=["name", "parent", "part", "subject", "background", "minutes_of"],
		order_by="creation asc, idx asc",
	)
	taken = _taken_up([row.name for row in rows], meeting.name)
	return [row for row in rows if row.name not in taken]


def _taken_up(items: list[str], by_other_than: str | None) -> set[str]:
	item = frappe.qb.DocType("Meeting Agenda Item")
	meeting = frappe.qb.DocType("Meeting")
	query = (
		frappe.qb.from_(item)
		.join(meeting)
		.on((item.parent == meeting.name) & (item.parenttype == "Meeting"))
		.select(item.carried_item)
		.where(
			item.carried_item.isin(items or [""]) & meeting.workflow_state.notin(states("Meeting", CANCELLED))
		)
		.where(meeting.name != (by_other_than or ""))
	)
	return {row[0] for row in query.run()}


def open_tasks(found: list[frappe._dict]) -> list[frappe._dict]:
	"""Return the open tasks of these meetings, the first due first."""
	return frappe.get_all(
		"Meeting Task",
		filters={"meeting": among(row.name for row in found), "status": "Open"},
		fields=["name", "subject", "responsible", "due_date", "resolution_number", "progress"],
		order_by="due_date asc, name asc",
	)
