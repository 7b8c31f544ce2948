"""What states and steps mean: flags in the rows of a Workflow, which an admin edits there. Their names mean nothing.

A state has a meaning, and tells whether a document in it waits for somebody; a transition tells whether it asks for a
reason or for a second confirmation, and whether it only follows from a decision on another document. Several states
may mean the same, as where an admin has inserted a step.
"""

from collections.abc import Iterable
from functools import cached_property, partial

import frappe
from frappe import _
from frappe.custom.doctype.custom_field.custom_field import create_custom_fields
from frappe.custom.doctype.property_setter.property_setter import make_property_setter
from frappe.model.workflow import get_workflow, get_workflow_name
from frappe.utils import cint

from con_center import registry
from con_center.setup.seeding import custom_field

# with who makes it, for the first time or again
OWN_WORK, RETURNED = "Own Work", "Returned"
# on its way: at the first who checks it, past him, before who signs
REVIEW, PASSED, TO_SIGN = "Under Review", "Past the First Review", "To Be Signed"
IN_FORCE, ACKNOWLEDGED = "In Force", "In Force and Acknowledged"
# decided once, and open again; or out of force for good
REOPENED, CANCELLED = "Opened Again", "Cancelled or Withdrawn"

MEANINGS = (OWN_WORK, RETURNED, REVIEW, PASSED, TO_SIGN, IN_FORCE, ACKNOWLEDGED, REOPENED, CANCELLED)
WITH_MAKER = (OWN_WORK, RETURNED)
UNDER_REVIEW = (REVIEW, PASSED)
# a step to one of these takes something back
BACK = (RETURNED, REOPENED, CANCELLED)
# what a state means that an admin has put in without saying so, by docstatus
USUAL = {0: REVIEW, 1: IN_FORCE, 2: CANCELLED}
_field = partial(custom_field, "Approval")


def state_row(doctype: str, state: str | None):
	"""Return the row of a state in the DocType's Workflow, of no state the one in which documents begin; or None."""
	rows = get_workflow(doctype).states if get_workflow_name(doctype) else []
	return next((row for row in rows if not state or row.state == state), None)


def meaning(doctype: str, state: str | None) -> str | None:
	"""Return what a state means (one of the meanings above, or of the DocType's module)."""
	row = state_row(doctype, state)
	return row and row.con_meaning


def meaning_of(doc) -> str | None:
	return meaning(doc.doctype, doc.get(registry.STATE))


def states(doctype: str, *meanings: str) -> list[str]:
	"""Return the names of the states that mean one of these, as lists and queries filter by them; never empty."""
	if not get_workflow_name(doctype):
		return [""]
	rows = get_workflow(doctype).states
	return list(dict.fromkeys(row.state for row in rows if row.con_meaning in meanings)) or [""]


def tell_the_desk(bootinfo) -> None:
	"""Hook extend_bootinfo: what each state means, by DocType. A form filters what it links to by it, and Frappe brings along
	the Workflow of the form's own DocType alone."""
	bootinfo.con_center_meanings = {
		doctype: {row.state: row.con_meaning for row in get_workflow(doctype).states}
		for doctype in registry.governed()
		if get_workflow_name(doctype)
	}


def begins_in(doctype: str) -> str:
	"""Return the state in which documents begin."""
	return get_workflow(doctype).states[0].state


def enters(transition, *meanings: str) -> bool:
	"""Tell whether a step leads into a state of these meanings from one of other meanings.

	transition: with `meaning` and `next_meaning`, as decisions have it (`with_meanings`).
	"""
	return transition.next_meaning in meanings and transition.meaning not in meanings


class AsRead:
	"""A document as the conditions of a Workflow see it: Frappe turns it into values anew for each of them."""

	def __init__(self, doc) -> None:
		self.doc = doc

	@cached_property
	def values(self) -> dict:
		return self.doc.as_dict()

	def as_dict(self) -> dict:
		return self.values


def with_meanings(doctype: str, transition) -> frappe._dict:
	"""Return the row of a transition as a dict with what both its states mean: `meaning` and `next_meaning`."""
	return frappe._dict(
		transition.as_dict(),
		meaning=meaning(doctype, transition.state),
		next_meaning=meaning(doctype, transition.next_state),
	)


def is_waited_for(doctype: str, transition) -> bool:
	"""Tell whether a document in the transition's state waits for this decision, and not just allows it."""
	row = state_row(doctype, transition.state)
	takes_back = meaning(doctype, transition.next_state) in BACK
	return bool(row and cint(row.con_waits)) and not (takes_back or cint(transition.con_follows))


# the fields


def install(more: Iterable[str] = (), questions: Iterable[str] = ()) -> None:
	"""Put the flags into Frappe's Workflow, and let states be renamed.

	more: meanings of the modules' own; questions: what their steps ask for.
	"""
	create_custom_fields(
		{
			"Workflow Document State": [
				_field(
					"con_meaning",
					"What It Means",
					"Select",
					insert_after="doc_status",
					options="\n".join(("", *MEANINGS, *more)),
					in_list_view=1,
					description="Lists, figures and reports go by this, whatever the state is called.",
				),
				_field("con_waits", "Waits for Somebody", "Check", insert_after="con_meaning", default="1"),
			],
			"Workflow Transition": [
				_field("con_asks_reason", "Asks for a Reason", "Check", insert_after="allowed"),
				_field("con_asks_again", "Asks Once More", "Check", insert_after="con_asks_reason"),
				_field(
					"con_asks_for",
					"Asks For",
					"Select",
					insert_after="con_asks_again",
					options="\n".join(("", *questions)),
				),
				_field(
					"con_follows",
					"Follows from Another Document",
					"Check",
					insert_after="con_asks_for",
					description="Nobody takes this step himself.",
				),
			],
		}
	)
	if not frappe.db.exists("Property Setter", {"doc_type": "Workflow State", "property": "allow_rename"}):
		renaming = make_property_setter(
			"Workflow State", None, "allow_rename", "1", "Check", for_doctype=True
		)
		renaming.db_set("module", "Approval")


def fill_in(workflow, method: str | None = None) -> None:
	"""Hook of Workflow: each state of a governed DocType means something; rows of the same state mean the same."""
	if workflow.document_type not in registry.governed():
		return
	known: dict[str, str] = {}
	for row in workflow.states:
		row.con_meaning = row.con_meaning or known.get(row.state) or USUAL[cint(row.doc_status)]
		row.con_waits = 1 if row.con_waits is None else row.con_waits
		if known.setdefault(row.state, row.con_meaning) != row.con_meaning:
			frappe.throw(
				_("Row {0}: the state {1} means {2} in another row. Choose the same.").format(
					row.idx, frappe.bold(_(row.state)), frappe.bold(_(known[row.state]))
				)
			)
