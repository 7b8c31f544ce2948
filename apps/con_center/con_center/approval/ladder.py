"""The ladders of approval, as Frappe Workflows: seeded once, then the admin's.

A module's `workflow.py` has its ladders; here is what they share.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

import frappe
from frappe.utils import cint

from con_center.approval.meaning import (
	BACK,
	CANCELLED,
	IN_FORCE,
	OWN_WORK,
	PASSED,
	RETURNED,
	REVIEW,
	TO_SIGN,
)

SUB, DISTRICT, PROVINCE = "CON Sub-district Officer", "CON District Officer", "CON Province Officer"

SIGN_DISTRICT, SIGN_PROVINCE = "CON District Signatory", "CON Province Signatory"

CENTRAL = "CON Central Officer"

OF_SUB_DISTRICT = 'doc.level == "Sub-district"'

OF_DISTRICT = 'doc.level == "District"'

OF_PROVINCE = 'doc.level == "Province"'

OF_COUNTRY = 'doc.level == "Country"'

# a document is sent to the level above it
SENT_UP = (
	("District Review", SUB, OF_SUB_DISTRICT, 1),
	("District Review", DISTRICT, OF_SUB_DISTRICT, 1),
	("Province Review", DISTRICT, OF_DISTRICT, 1),
	("Province Review", PROVINCE, OF_PROVINCE, 1),
)

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
	"Convened": "Primary",
	"Held": "Warning",
	"Minutes Draft": "Info",
	"Minutes Corrected": "Info",
	"Adopted": "Success",
	"Agreed in Forum": "Primary",
	"Passed On": "Warning",
	"Funded": "Success",
	"Not Funded": "Danger",
	"Done": "Success",
	"Merged": "",
	"Split": "",
	"Withdrawn": "",
	"Unit Review": "Primary",
	"Signed": "Info",
	"Letter Sent": "Success",
	"Letter Closed": "",
	"Awaiting Resolution": "Warning",
	"By-law in Force": "Success",
	"By-law Replaced": "",
	"By-law Repealed": "Inverse",
	"Application Received": "Primary",
	"Before the Meeting": "Warning",
	"Member of the Center": "Success",
	"Membership Refused": "Danger",
	"Application Withdrawn": "",
	"Membership Ended": "",
	"Cooperation Confirmed": "Success",
	"Cooperation Ended": "",
	"Fund in Force": "Success",
	"Fund Closed": "",
	"Sharing Agreed": "Success",
	"Sharing Replaced": "",
	"Sharing Ended": "",
	"Fund Withdrawn": "Inverse",
	"Sharing Withdrawn": "Inverse",
	"Account Approved": "Success",
	"Account Withdrawn": "Inverse",
	"Help Agreed": "Success",
	"Dispute Received": "",
	"Consented": "Primary",
	"In Mediation": "Primary",
	"Agreement Reached": "Warning",
	"Ended Without Agreement": "Danger",
	"Dispute Sent On": "Info",
	"Agreement Kept": "Success",
	"Agreement Broken": "Danger",
	"Dispute Closed": "",
	"Dispute Reopened": "Danger",
	"Dispute Withdrawn": "Inverse",
	"Registration Open": "Primary",
	"Training Closed": "Success",
	"Called Off": "Inverse",
	"Lesson Published": "Success",
}


class Ladder(NamedTuple):
	"""A Workflow as it is seeded.

	states: (state, docstatus, role that may edit in it); transitions: (state, action, next state, role, condition, may
	who made the document do it himself); meanings: what each state means (`meaning.py`); follows: actions that nobody
	takes himself; asks: actions that ask for a reason, besides those that take something back; asks_for: what an action
	asks for besides, a question that the module's form and controller know; waits: whether documents wait for
	somebody once they are sent; rests: states in which they do not all the same.
	"""

	name: str
	doctype: str
	states: Iterable[tuple]
	transitions: Iterable[tuple]
	meanings: Mapping[str, str]
	follows: Iterable[str] = ()
	asks: Iterable[str] = ()
	asks_for: Mapping[str, str] = MappingProxyType({})
	waits: bool = True
	rests: Iterable[str] = ()

	def flags_of_state(self, state: str) -> dict:
		meaning = self.meanings[state]
		waits = self.waits and meaning != OWN_WORK and state not in self.rests
		return {"con_meaning": meaning, "con_waits": int(waits)}

	def flags_of_step(self, state: str, action: str, next_state: str) -> dict:
		meaning, next_meaning = self.meanings[state], self.meanings[next_state]
		follows = action in self.follows
		takes_back = next_meaning in BACK and not follows
		return {
			"con_asks_reason": int(takes_back or action in self.asks),
			"con_asks_again": int(meaning == TO_SIGN and next_meaning == IN_FORCE),
			"con_asks_for": self.asks_for.get(action),
			"con_follows": int(follows),
		}


def from_maker(action: str, *leads: tuple) -> tuple[tuple, ...]:
	"""Return the steps of an action from where the maker has the document: (next state, role, condition, himself) each."""
	return tuple((state, action, *lead) for state in ("Draft", "Returned") for lead in leads)


def of_an_office(name: str, doctype: str, step: str, end: str) -> Ladder:
	"""Return the ladder of what each level makes for itself, from the sub-district to the province.

	step: what is decided at its end; end: the state that it leads to. No source names anybody above the province who
	decides on what is the province's own: a second officer of the same office reads it, so that nobody approves what he
	wrote. The same holds for the central office.
	"""
	makers = (SUB, DISTRICT, PROVINCE, CENTRAL)
	states = (
		*(("Draft", 0, role) for role in makers),
		("District Review", 0, DISTRICT),
		("Province Review", 0, PROVINCE),
		("Central Review", 0, CENTRAL),
		*(("Returned", 0, role) for role in makers),
		(end, 1, PROVINCE),
		("Cancelled", 2, PROVINCE),
	)
	transitions = (
		*from_maker("Send Up", *SENT_UP, ("Central Review", CENTRAL, OF_COUNTRY, 1)),
		("District Review", "Forward to Province", "Province Review", DISTRICT, None, 0),
		("District Review", "Return", "Returned", DISTRICT, None, 1),
		("Province Review", step, end, PROVINCE, None, 0),
		("Province Review", "Return", "Returned", PROVINCE, None, 1),
		("Central Review", step, end, CENTRAL, None, 0),
		("Central Review", "Return", "Returned", CENTRAL, None, 1),
		(end, "Cancel Document", "Cancelled", PROVINCE, 'doc.level != "Country"', 1),
		(end, "Cancel Document", "Cancelled", CENTRAL, OF_COUNTRY, 1),
	)
	meanings = {
		"Draft": OWN_WORK,
		"District Review": REVIEW,
		"Province Review": PASSED,
		"Central Review": PASSED,
		"Returned": RETURNED,
		end: IN_FORCE,
		"Cancelled": CANCELLED,
	}
	return Ladder(name, doctype, states, transitions, meanings)


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
				{
					"state": state,
					"doc_status": str(docstatus),
					"allow_edit": role,
					**ladder.flags_of_state(state),
				}
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
					**ladder.flags_of_step(state, action, next_state),
				}
				for state, action, next_state, role, condition, self_approval in ladder.transitions
			],
		}
	).insert(ignore_permissions=True)


def flag(ladder: Ladder) -> None:
	"""Say in a workflow that was seeded before there were flags what its states and steps mean, by their names.

	What an admin has added means what is usual (`meaning.fill_in`), and waits for somebody.
	"""
	if not frappe.db.exists("Workflow", ladder.name):
		return
	workflow = frappe.get_doc("Workflow", ladder.name)
	for row in workflow.states:
		row.update(ladder.flags_of_state(row.state) if row.state in ladder.meanings else {"con_waits": 1})
	for row in workflow.transitions:
		if {row.state, row.next_state} <= ladder.meanings.keys():
			row.update(ladder.flags_of_step(row.state, row.action, row.next_state))
		if cint(row.con_follows):
			# what follows from another document is known by its flag, and asks the database nothing
			row.condition = None
	workflow.flags.ignore_permissions = True
	workflow.save()


def _insert_missing(doctype: str, name: str, **values) -> None:
	if not frappe.db.exists(doctype, name):
		frappe.get_doc({"doctype": doctype, **values}).insert(ignore_permissions=True)
