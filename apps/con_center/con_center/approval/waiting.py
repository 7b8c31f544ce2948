"""What waits for a user: the documents of his areas on which he can decide now."""

import ast
from collections.abc import Iterable, Iterator

import frappe
from frappe.model.workflow import get_workflow, get_workflow_name

from con_center import registry
from con_center.access.areas import COLUMN_BY_LENGTH, COUNTRY
from con_center.access.posts import area_codes, posts
from con_center.approval.decision import open_transitions
from con_center.approval.meaning import is_waited_for
from con_center.approval.own_work import steps_up

MOST = 500


def documents(user: str | None = None, doctypes: Iterable[str] | None = None) -> list[dict]:
	"""Return the documents that the user can decide on now, the longest waiting first.

	Each is a dict of doctype, name, title, area, workflow_state, modified, meaning (of the state), return_reason, and
	steps: the decisions, rows of the Workflow as `decision.open_transitions` has them.
	At most 500 of a DocType are looked at.
	"""
	user = user or frappe.session.user
	held = {role for post in posts(user) for role in post.roles}
	rows = [row for doctype in doctypes or registry.governed() for row in _of_doctype(doctype, user, held)]
	return sorted(rows, key=lambda row: row["modified"])


def _of_doctype(doctype: str, user: str, held: set[str]) -> list[dict]:
	if not get_workflow_name(doctype):
		return []
	flow = get_workflow(doctype)
	steps = [t for t in flow.transitions if t.allowed in held and is_waited_for(doctype, t)]
	if not steps:
		return []
	# the list keeps to the user's areas; what he may do on each is asked of the document itself
	filters = {flow.workflow_state_field: ("in", sorted({step.state for step in steps})), **_places(steps)}
	candidates = [
		row
		for place in _his_places(doctype, filters, user)
		for row in frappe.get_list(
			doctype,
			filters={**filters, **place},
			fields=["*"],
			order_by="modified asc",
			limit_page_length=MOST,
			user=user,
		)
	]
	own = steps_up(doctype, [row.name for row in candidates], user)
	found = []
	for row in candidates:
		document = frappe.get_doc({"doctype": doctype, **row})
		document.flags.taken = own[row.name]
		steps = [step for step, _post in open_transitions(document, user)]
		if steps:
			found.append(
				{
					"doctype": doctype,
					"name": row.name,
					"title": row.get(frappe.get_meta(doctype).title_field or "name"),
					"area": row.area,
					"workflow_state": row.workflow_state,
					"modified": row.modified,
					"meaning": steps[0].meaning,
					"return_reason": row.get("return_reason"),
					"steps": steps,
				}
			)
	return found


def _places(steps: list) -> dict:
	"""Return the filters of where documents lie on which these steps can be taken, as far as their conditions tell.

	Who sees the country does not look through all that waits in it for what is his.
	"""
	levels = {level_asked(step.condition) for step in steps}
	if levels == {"Country"}:
		# the one area of its level, whose documents are found by an index
		return {"area": COUNTRY}
	return {} if None in levels else {"level": ("in", sorted(levels))}


def _his_places(doctype: str, filters: dict, user: str) -> list[dict]:
	"""Return the filters of the areas in which the user has business, to be asked for one by one; {} for all at once.

	Of what is read wider than it lies, no index finds both his own and what is open to all: that would be looked through.
	"""
	codes = area_codes(doctype, "read", user) if doctype in registry.read_wider() else None
	if codes is None or "area" in filters:
		return [{}]
	return [{COLUMN_BY_LENGTH[len(code)]: code} for code in codes]


def level_asked(condition: str | None) -> str | None:
	"""Return the level of areas that a condition of a Workflow asks for, whatever it asks besides; None if it does not."""
	try:
		return next(_levels(ast.parse((condition or "").strip(), mode="eval").body), None)
	except SyntaxError:
		return None


def _levels(part: ast.expr) -> Iterator[str]:
	match part:
		case ast.BoolOp(op=ast.And(), values=parts):
			for each in parts:
				yield from _levels(each)
		case ast.Compare(
			left=ast.Attribute(value=ast.Name(id="doc"), attr="level"),
			ops=[ast.Eq()],
			comparators=[ast.Constant(value=str(level))],
		):
			yield level


@frappe.whitelist()
def card() -> dict:
	"""Return what the number card shows: how many documents wait for the session user, and where to read them."""
	return {
		"value": len(documents()),
		"fieldtype": "Int",
		"route": ["query-report", "Waiting for Me"],
		"route_options": {},
	}


def hide_workflow_actions(user: str | None = None) -> str:
	"""Condition on lists of Workflow Action: Frappe files them by role, whatever the area; ours are not shown.

	Who wants to know what he can decide asks `documents`.
	"""
	governed = ", ".join(frappe.db.escape(doctype) for doctype in registry.governed())
	return f"`tabWorkflow Action`.`reference_doctype` not in ({governed})"
