"""Of disputes: the next session stands in the case, sessions are counted by the sides that came, names that went are not taken up again."""

import frappe
from frappe.utils import get_datetime

from con_center.access.removal import GONE
from con_center.approval.meaning import states
from con_center.mediation import attendance
from con_center.mediation.appointment import TO_MEDIATE
from con_center.mediation.people import DOCTYPE
from con_center.mediation.workflow import CONDITIONS, LADDERS

WORKFLOW = LADDERS[0].name
NAMED = {
	"parties": ("Dispute Party", ["parent", "party_name", "side"]),
	"mediators": ("Dispute Mediator", ["parent", "mediator_name"]),
}


def execute():
	sessions = _by_case("Dispute Session", ["name", "parent", "came", "held_on", *_next_on()])
	rows = {table: _by_case(*of_table) for table, of_table in NAMED.items()}
	mediating = set(
		frappe.get_all(DOCTYPE, {"workflow_state": ["in", states(DOCTYPE, *TO_MEDIATE)]}, pluck="name")
	)
	for case, of_case in sessions.items():
		named = frappe._dict({table: found.get(case, []) for table, found in rows.items()})
		_count(case, of_case, named)
		if case in mediating:
			_move_next(case, of_case[-1])
	_keep_closed()


def _next_on() -> list[str]:
	return ["next_on"] if frappe.db.has_column("Dispute Session", "next_on") else []


def _by_case(doctype: str, fields: list[str]) -> dict[str, list]:
	found: dict[str, list] = {}
	for row in frappe.get_all(doctype, {"parenttype": DOCTYPE}, fields, order_by="parent, idx"):
		found.setdefault(row.parent, []).append(row)
	return found


def _count(case: str, sessions: list, named: dict) -> None:
	for row in sessions:
		# names that went are all the same
		row.sides = "" if row.came == GONE else attendance.sides(named, attendance.lines(row.came))
		if row.sides:
			frappe.db.set_value("Dispute Session", row.name, "sides", row.sides, update_modified=False)
	complete = sum(row.sides == attendance.ALL for row in sessions)
	values = {"sessions_held": len(sessions), "sessions_complete": complete}
	frappe.db.set_value(DOCTYPE, case, values, update_modified=False)


def _move_next(case: str, last: dict) -> None:
	if last.get("next_on") and get_datetime(last.next_on) > get_datetime(last.held_on):
		frappe.db.set_value(DOCTYPE, case, "next_on", last.next_on, update_modified=False)


def _keep_closed() -> None:
	"""Give the steps of the seeded workflow their conditions, where an admin has given them none."""
	for action, condition in CONDITIONS.items():
		bare = {
			"parent": WORKFLOW,
			"parenttype": "Workflow",
			"action": action,
			"condition": ["is", "not set"],
		}
		for name in frappe.get_all("Workflow Transition", bare, pluck="name"):
			frappe.db.set_value("Workflow Transition", name, "condition", condition, update_modified=False)
	frappe.clear_document_cache("Workflow", WORKFLOW)
