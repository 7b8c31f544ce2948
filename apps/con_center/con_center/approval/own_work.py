"""Nobody signs what he has prepared: what he began, or took a step up with, somebody else signs.

Frappe's Workflow knows only who made a document (`allow_self_approval`). Where it allows that somebody decides on what
is his own, as of a progress report, which its reporter signs, this rule does not forbid it. A post that its holder has
given to himself signs nothing at all in which he has had a hand.
"""

from collections.abc import Iterable

import frappe

from con_center.access.posts import Post
from con_center.access.roles import SIGNATORY_ROLES
from con_center.approval.meaning import BACK, is_waited_for


def is_own_work(doc, transition, post: Post, user: str) -> bool:
	"""Tell whether by this transition the user would sign what he has prepared himself."""
	if transition.allowed not in SIGNATORY_ROLES or not is_waited_for(doc.doctype, transition):
		return False
	if is_self_given(post, user):
		return has_prepared(doc, user) or has_written_in(doc, user)
	return not transition.allow_self_approval and has_prepared(doc, user)


def is_self_given(post: Post, user: str) -> bool:
	return frappe.get_cached_value("Officer Assignment", post.assignment, "appointed_by") == user


def has_prepared(doc, user: str) -> bool:
	"""Tell whether the user began the document or took a step up with it; lists ask for all of theirs at once."""
	if doc.owner == user:
		return True
	if doc.flags.prepared is None:
		doc.flags.prepared = bool(prepared(doc.doctype, [doc.name], user))
	return doc.flags.prepared


def prepared(doctype: str, names: Iterable[str], user: str) -> set[str]:
	"""Return those of the documents with which the user took a step up, in one query."""
	filters = {
		"reference_doctype": doctype,
		"reference_name": ("in", [*names] or [""]),
		"user": user,
		"to_meaning": ("not in", BACK),
	}
	return set(frappe.get_all("Approval Log", filters=filters, pluck="reference_name", distinct=True))


def has_written_in(doc, user: str) -> bool:
	return doc.modified_by == user or bool(
		frappe.db.exists("Version", {"ref_doctype": doc.doctype, "docname": doc.name, "owner": user})
	)
