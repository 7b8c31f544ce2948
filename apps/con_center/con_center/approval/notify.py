"""Tell those who can decide next, in the desk: of this area, not every holder of a role."""

import frappe
from frappe import _
from frappe.desk.doctype.notification_log.notification_log import enqueue_create_notification
from frappe.model.workflow import get_workflow, is_transition_condition_satisfied

from con_center.access.posts import holders
from con_center.approval.meaning import is_waited_for


def next_deciders(doc) -> list[str]:
	"""Return the users who can decide on the document in its state, without who has just decided."""
	roles = {
		t.allowed
		for t in get_workflow(doc.doctype).transitions
		if t.state == doc.workflow_state
		and is_waited_for(doc.doctype, t)
		and is_transition_condition_satisfied(t, doc)
	}
	users = {post.user for role in roles for post in holders(role, doc.area)}
	return sorted(users - {frappe.session.user})


def tell_next_deciders(doc) -> None:
	"""Put a notice into the desk of those who can decide next, once this is committed."""
	users = next_deciders(doc)
	if not users:
		return
	notice = {
		"type": "Alert",
		"document_type": doc.doctype,
		"document_name": doc.name,
		"subject": f"{_(doc.workflow_state)}: {doc.get_title()}",
		"from_user": frappe.session.user,
	}
	frappe.db.after_commit.add(lambda: enqueue_create_notification(users, notice))
