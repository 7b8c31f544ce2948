"""Adding a step to a ladder: what the guided dialog in the form of a Workflow shows, and makes.

What it makes is an ordinary Workflow of Frappe, which the admin changes further in its form.
"""

import frappe
from frappe import _
from frappe.utils import cint

from con_center import registry
from con_center.approval.meaning import RETURNED, REVIEW, USUAL, WITH_MAKER

ADMINS = {"CON Administrator", "System Manager"}


class StepError(frappe.ValidationError):
	pass


@frappe.whitelist(methods=["POST"])
def add_step(
	workflow: str,
	from_state: str,
	to_state: str,
	name: str,
	action: str,
	allowed: str,
	return_to: str | None = None,
	asks_reason: int | str = 1,
	save: int | str = 0,
) -> dict:
	"""Put a state between two states of a workflow; return the ladder {"before", "after"} (`picture`), saved or not.

	What led from the first to the second leads to the new state (name), and from there `action`, of who has the role
	`allowed`, to the second. return_to: the state to which he may return it. Of administrators alone, and saved by those
	who may change a Workflow; raises PermissionError for others, StepError for what does not fit.
	"""
	if not ADMINS & {*frappe.get_roles()}:
		frappe.throw(_("Ladders are changed by administrators."), frappe.PermissionError)
	doc = _workflow(workflow)
	before = picture(doc)
	_check(doc, from_state, to_state, name, allowed, return_to)
	_put_in(doc, from_state, to_state, name.strip(), action.strip(), allowed)
	if return_to:
		_let_return(doc, name.strip(), return_to, allowed, cint(asks_reason))
	if cint(save):
		for doctype, value, field in (
			("Workflow State", name.strip(), "workflow_state_name"),
			*(("Workflow Action Master", row.action, "workflow_action_name") for row in doc.transitions),
		):
			if not frappe.db.exists(doctype, value):
				frappe.get_doc({"doctype": doctype, field: value}).insert()
		doc.save()
	return {"before": before, "after": picture(doc)}


def picture(workflow) -> dict[str, list[dict]]:
	"""Return a workflow as it is drawn: states [{name, meaning}] and steps [{from, to, action, follows}], each once."""
	known = {row.state: {"name": row.state, "meaning": row.con_meaning} for row in workflow.states}
	steps = {
		(row.state, row.next_state, row.action): {
			"from": row.state,
			"to": row.next_state,
			"action": row.action,
			"follows": cint(row.con_follows),
		}
		for row in workflow.transitions
	}
	return {"states": list(known.values()), "steps": list(steps.values())}


def _workflow(name: str):
	if not frappe.db.exists("Workflow", name):
		frappe.throw(_("Workflow: choose one from the list."), StepError)
	doc = frappe.get_doc("Workflow", name)
	if doc.document_type not in registry.governed():
		frappe.throw(
			_("Workflow: {0} has none of this system's ladders.").format(_(doc.document_type)), StepError
		)
	return doc


def _check(doc, from_state: str, to_state: str, name: str, allowed: str, return_to: str | None) -> None:
	states = {row.state for row in doc.states}
	steps = {(row.state, row.next_state) for row in doc.transitions if not cint(row.con_follows)}
	if (from_state, to_state) not in steps or from_state == to_state:
		frappe.throw(
			_("Between: no step leads from “{0}” to “{1}”.").format(_(from_state), _(to_state)), StepError
		)
	if not name.strip() or name.strip() in states:
		frappe.throw(_("Name of the Step: give it one that no other step has."), StepError)
	if return_to and return_to not in states:
		frappe.throw(_("Return To: “{0}” is no step of this ladder.").format(_(return_to)), StepError)
	readers = {perm.role for perm in frappe.get_meta(doc.document_type).permissions if perm.read}
	if allowed not in readers:
		frappe.throw(_("Who Decides: {0} may not read such documents.").format(_(allowed)), StepError)


def _put_in(doc, from_state: str, to_state: str, name: str, action: str, allowed: str) -> None:
	first = next(row for row in doc.states if row.state == from_state)
	if not action:
		frappe.throw(_("Action: say what who decides does, as it is to stand on the button."), StepError)
	led = [
		row
		for row in doc.transitions
		if (row.state, row.next_state) == (from_state, to_state) and not cint(row.con_follows)
	]
	is_sent = first.con_meaning in WITH_MAKER
	doc.append(
		"states",
		{
			"state": name,
			"doc_status": first.doc_status,
			"allow_edit": allowed,
			"con_meaning": REVIEW if is_sent else first.con_meaning or USUAL[cint(first.doc_status)],
			"con_waits": 1,
		},
	)
	doc.append(
		"transitions",
		{
			"state": name,
			"action": action,
			"next_state": to_state,
			"allowed": allowed,
			"allow_self_approval": min(cint(row.allow_self_approval) for row in led),
			# what is asked before the second state is reached is asked by who leads there now
			"con_asks_again": max(cint(row.con_asks_again) for row in led),
		},
	)
	for row in led:
		row.next_state, row.con_asks_again = name, 0


def _let_return(doc, name: str, return_to: str, allowed: str, asks_reason: int) -> None:
	known = next((row.action for row in doc.transitions if row.next_state == return_to), None)
	is_return = next(row.con_meaning for row in doc.states if row.state == return_to) == RETURNED
	doc.append(
		"transitions",
		{
			"state": name,
			"action": known if is_return and known else "Return",
			"next_state": return_to,
			"allowed": allowed,
			"allow_self_approval": 1,
			"con_asks_reason": int(bool(asks_reason)),
		},
	)
