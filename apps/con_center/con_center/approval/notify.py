"""Who can decide next, of this area and not every holder of a role: told to them, and to who has sent it."""

from collections.abc import Callable

import frappe
from frappe import _
from frappe.model.workflow import get_workflow, is_transition_condition_satisfied

from con_center.access import secrecy
from con_center.access.areas import COUNTRY
from con_center.access.posts import holders
from con_center.approval import meaning as meanings
from con_center.approval.meaning import AsRead, is_waited_for
from con_center.notices import tell_later, with_thai
from con_center.notices.kinds import ACKNOWLEDGED, CONFIRMED, ISSUED, RETURNED, WAITS


def next_posts(doc, ask: Callable = holders, state: str | None = None) -> list[dict]:
	"""Return the posts (`access.posts.holders`) that can decide on the document in its state, or in another one.

	The nearest first, and of what is secret those alone whose holders may take it on.
	"""
	state, as_read = state or doc.workflow_state, AsRead(doc)
	roles = {
		t.allowed
		for t in get_workflow(doc.doctype).transitions
		if t.state == state
		and is_waited_for(doc.doctype, t)
		and is_transition_condition_satisfied(t, as_read)
	}
	found = [post for role in sorted(roles) for post in ask(role, doc.area, doctype=doc.doctype)]
	return secrecy.without_secrets(doc, found, changing=True)


def next_deciders(posts: list[dict]) -> list[str]:
	"""Return the users of `next_posts`, without who has just decided."""
	return sorted({post.user for post in posts} - {frappe.session.user})


def nearest(posts: list[dict]) -> list[dict]:
	"""Return those of `next_posts` that one thinks of first: who could do it for a wider area is left out."""
	length = max((len(post.area) for post in posts if post.area != COUNTRY), default=0)
	return [post for post in posts if not length or (len(post.area) == length and post.area != COUNTRY)]


def tell_next_deciders(doc, posts: list[dict]) -> None:
	"""Tell those of `next_posts` that it waits for them, once this is committed."""
	kind = RETURNED if doc.get_meaning() == meanings.RETURNED else WAITS
	tell_later(kind, next_deciders(posts), doc.doctype, doc.name, subject_of(doc))


def tell_who_sent(doc, posts: list[dict]) -> None:
	"""Tell who made the document, and who has decided on it before, what has become of it, once this is committed."""
	if not (kind := kind_of(doc)):
		return
	filters = {"reference_doctype": doc.doctype, "reference_name": doc.name}
	before = {doc.owner, *frappe.get_all("Approval Log", filters=filters, pluck="user", distinct=True)}
	users = sorted(before - {frappe.session.user, *next_deciders(posts)})
	tell_later(kind, users, doc.doctype, doc.name, subject_of(doc))


def kind_of(doc) -> str | None:
	"""Return what kind of news the document's state is to who has sent it, if it is any."""
	meaning = doc.get_meaning()
	if meaning == meanings.IN_FORCE:
		return ISSUED if doc.get("number") else CONFIRMED
	return {meanings.ACKNOWLEDGED: ACKNOWLEDGED, **dict.fromkeys(meanings.BACK, RETURNED)}.get(meaning)


def subject_of(doc) -> str:
	"""Return the state and the title, in the site's language: it goes to several people."""
	return with_thai(lambda: f"{_(doc.workflow_state)}: {doc.get_title()}")
