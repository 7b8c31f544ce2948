"""Who can decide next, of this area and not every holder of a role: told to them in the desk, and to who has decided."""

import frappe
from frappe import _
from frappe.desk.doctype.notification_log.notification_log import enqueue_create_notification
from frappe.model.workflow import get_workflow, is_transition_condition_satisfied
from frappe.utils import escape_html

from con_center.access.areas import COUNTRY
from con_center.access.posts import holders
from con_center.approval.meaning import is_waited_for


def next_posts(doc) -> list[dict]:
	"""Return the posts (`access.posts.holders`) that can decide on the document in its state, the nearest first."""
	roles = {
		t.allowed
		for t in get_workflow(doc.doctype).transitions
		if t.state == doc.workflow_state
		and is_waited_for(doc.doctype, t)
		and is_transition_condition_satisfied(t, doc)
	}
	return [post for role in sorted(roles) for post in holders(role, doc.area)]


def next_deciders(posts: list[dict]) -> list[str]:
	"""Return the users of `next_posts`, without who has just decided."""
	return sorted({post.user for post in posts} - {frappe.session.user})


def nearest(posts: list[dict]) -> list[dict]:
	"""Return those of `next_posts` that one thinks of first: who could do it for a wider area is left out."""
	length = max((len(post.area) for post in posts if post.area != COUNTRY), default=0)
	return [post for post in posts if not length or (len(post.area) == length and post.area != COUNTRY)]


def how_it_stands(doc, posts: list[dict]) -> list[str]:
	"""Return in sentences what has become of the document, and who of `next_posts` has it now."""
	number, title = doc.get("number"), escape_html(doc.get_title() or doc.name)
	names = dict.fromkeys(escape_html(f"{_(post.position)} ({post.officer_name})") for post in nearest(posts))
	lines = [
		_("{0} is in the status {1} now.").format(title, frappe.bold(_(doc.workflow_state))),
		_("Issued as no. {0}.").format(frappe.bold(number)) if number else None,
		_("It waits for: {0}").format(", ".join(names)) if names else None,
	]
	return [line for line in lines if line]


def tell_next_deciders(doc, posts: list[dict]) -> None:
	"""Put a notice into the desk of those of `next_posts`, once this is committed."""
	users = next_deciders(posts)
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
