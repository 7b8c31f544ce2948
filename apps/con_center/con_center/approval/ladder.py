"""The ladders of approval, as Frappe Workflows: seeded once, then the admin's.

A module's `workflow.py` has its ladders; here is what they share.
"""

from collections.abc import Iterable
from typing import NamedTuple

import frappe

SUB, DISTRICT, PROVINCE = "CON Sub-district Officer", "CON District Officer", "CON Province Officer"

SIGN_DISTRICT, SIGN_PROVINCE = "CON District Signatory", "CON Province Signatory"

CENTRAL = "CON Central Officer"

OF_SUB_DISTRICT = 'doc.level == "Sub-district"'

OF_DISTRICT = 'doc.level == "District"'

OF_PROVINCE = 'doc.level == "Province"'

OF_COUNTRY = 'doc.level == "Country"'

STATE_STYLES = {
	"Draft": "",
	"District Review": "Primary",
	"Province Review": "Primary",
	"Awaiting Signature": "Warning",
	"Returned": "Danger",
	"Issued": "Success",
	"Acknowledged by Province": "Success",
	"Acknowledged by the Department": "Success",
	"Cancelled": "Inverse",
	"Self-assessment": "",
	"District Scoring": "Primary",
	"Scoring Complete": "Warning",
	"Confirmed": "Success",
	"Collecting": "",
	"Unlocked": "Danger",
	"Central Review": "Primary",
	"Plan Approved": "Success",
	"Report Sent": "Primary",
	"Report Checked": "Primary",
	"Report Accepted": "Success",
}


class Ladder(NamedTuple):
	"""A Workflow as it is seeded.

	states: (state, docstatus, role that may edit in it); transitions: (state, action, next state, role, condition, may
	who made the document do it himself).
	"""

	name: str
	doctype: str
	states: Iterable[tuple]
	transitions: Iterable[tuple]


def seed_all(ladders: Iterable[Ladder]) -> None:
	for ladder in ladders:
		seed(ladder)


def seed(ladder: Ladder) -> None:
	"""Insert the workflow, and the states and actions it uses, where they are missing."""
	for state in {row[0] for row in ladder.states}:
		_insert_missing("Workflow State", state, workflow_state_name=state, style=STATE_STYLES.get(state, ""))
	for action in {row[1] for row in ladder.transitions}:
		_insert_missing("Workflow Action Master", action, workflow_action_name=action)
	if frappe.db.exists("Workflow", ladder.name):
		return
	frappe.get_doc(
		{
			"doctype": "Workflow",
			"workflow_name": ladder.name,
			"document_type": ladder.doctype,
			"is_active": 1,
			# who can decide is told by the list of what waits for him, and by area: not every holder of the role
			"send_email_alert": 0,
			"workflow_state_field": "workflow_state",
			"states": [
				{"state": state, "doc_status": str(docstatus), "allow_edit": role}
				for state, docstatus, role in ladder.states
			],
			"transitions": [
				{
					"state": state,
					"action": action,
					"next_state": next_state,
					"allowed": role,
					"condition": condition,
					"allow_self_approval": self_approval,
				}
				for state, action, next_state, role, condition, self_approval in ladder.transitions
			],
		}
	).insert(ignore_permissions=True)


def _insert_missing(doctype: str, name: str, **values) -> None:
	if not frappe.db.exists(doctype, name):
		frappe.get_doc({"doctype": doctype, **values}).insert(ignore_permissions=True)
