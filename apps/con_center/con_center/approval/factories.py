"""Decisions for tests."""

from functools import partial

import frappe
from frappe.utils import add_days, today

from con_center.approval import decision
from con_center.approval.decision import decide
from con_center.organization.factories import areas_of, make_officer, signed_in


def decide_anyway(doctype, name, action, seen, comment=None, values=None):
	"""Take a decision, whatever is odd in the document."""
	return decide(doctype, name, action, seen, comment, values, passing="ลองดู")


# the session user's decision that leads to a state of this meaning, whatever is odd in the document
take_to = partial(decision.take, passing="ลองดู")


def take(order, *steps):
	"""Take the order through (kind of officer, action[, reason]) steps, whatever is odd in it; return it afterwards."""
	areas = areas_of(order.area)
	for kind, action, *reason in steps:
		with signed_in(make_officer(kind, areas)):
			order = decide_anyway(order.doctype, order.name, action, order.modified, *reason)
	return order


def ask(doc, by: str, asked: str, **values):
	"""Return the question of whoever has a document to another officer."""
	with signed_in(by):
		return frappe.get_doc(
			{
				"doctype": "Opinion",
				"reference_doctype": doc.doctype,
				"reference_name": doc.name,
				"asked": asked,
				"question": "รายชื่อครบถ้วนหรือไม่",
				"due_on": add_days(today(), 3),
				**values,
			}
		).insert()
