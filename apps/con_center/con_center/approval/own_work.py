"""Nobody signs what he has prepared, and nobody is two people on one document.

What he began, or took a step up with, somebody else signs. And where the ladder wants another person, nobody takes one
step in his own right and another one for somebody else, or two for two others, whether they sign or check.

Frappe's Workflow knows only who made a document (`allow_self_approval`). Where it allows that somebody decides on what
is his own, as of a progress report, which its reporter signs, this rule does not forbid it. A post that its holder has
given to himself signs nothing at all in which he has had a hand.
"""

from collections import defaultdict
from collections.abc import Iterable

import frappe
from frappe import _
from frappe.utils import escape_html

from con_center.access.posts import Post, holders
from con_center.access.roles import SIGNATORY_ROLES
from con_center.access.statements import among
from con_center.approval.meaning import BACK, is_waited_for


def is_own_work(doc, transition, post: Post, user: str) -> bool:
	"""Tell whether by this transition the user would sign what he has prepared himself, or be two people at once."""
	if signs(doc.doctype, transition) and is_self_given(post, user):
		return has_prepared(doc, user) or has_written_in(doc, user)
	if transition.allow_self_approval:
		return False
	if doc.owner == user:
		return True
	if not is_waited_for(doc.doctype, transition):
		return False
	if signs(doc.doctype, transition) and has_prepared(doc, user):
		return True
	return bool(taken_as_another(doc, post, user))


def signs(doctype: str, transition) -> bool:
	"""Tell whether the transition is a signature."""
	return transition.allowed in SIGNATORY_ROLES and is_waited_for(doctype, transition)


def is_self_given(post: Post, user: str) -> bool:
	return frappe.get_cached_value("Officer Assignment", post.assignment, "appointed_by") == user


def has_prepared(doc, user: str) -> bool:
	"""Tell whether the user began the document or took a step up with it."""
	return doc.owner == user or bool(taken(doc, user))


def taken_as_another(doc, post: Post, user: str) -> dict | None:
	"""Return the user's step up by another post, where by that one or by this he stands for somebody else."""
	return next(
		(
			step
			for step in taken(doc, user)
			if step.assignment != post.assignment and (step.on_behalf_of or not post.own_right)
		),
		None,
	)


def taken(doc, user: str) -> list[dict]:
	"""Return the steps up that the user took with the document; lists ask for those of all their documents at once."""
	if doc.flags.taken is None:
		doc.flags.taken = steps_up(doc.doctype, [doc.name], user)[doc.name]
	return doc.flags.taken


def steps_up(doctype: str, names: Iterable[str], user: str) -> dict[str, list[dict]]:
	"""Return the steps up that the user took with each of the documents, by its name, in one query."""
	filters = {
		"reference_doctype": doctype,
		"reference_name": among(names),
		"user": user,
		"to_meaning": ("not in", BACK),
	}
	fields = ["reference_name", "assignment", "position", "on_behalf_of"]
	found = defaultdict(list)
	for step in frappe.get_all("Approval Log", filters=filters, fields=fields, order_by="decided_on"):
		found[step.reference_name].append(step)
	return found


def has_written_in(doc, user: str) -> bool:
	return doc.modified_by == user or bool(
		frappe.db.exists("Version", {"ref_doctype": doc.doctype, "docname": doc.name, "owner": user})
	)


def why(doc, transition, post: Post, user: str) -> str:
	"""Return in words why the user does not take this step, and who can (HTML)."""
	step = taken_as_another(doc, post, user)
	if step and doc.owner != user:
		said = _(
			"You have decided on {0} already, as {1}. As {2} somebody else decides: two steps are there so that two people look."
		).format(doc.name, _called(step.position, step.on_behalf_of), _called(*_of(post)))
	elif signs(doc.doctype, transition):
		said = _(
			"{0} was prepared by you: somebody else signs it, who holds the post or acts for it."
		).format(doc.name)
	else:
		said = _("{0} was made by you: somebody else takes this step.").format(doc.name)
	return f"{said} {_who_can(doc, transition, user)}"


def _of(post: Post) -> tuple[str, str | None]:
	acted_for = frappe.get_cached_value("Officer Assignment", post.assignment, "acting_for_position")
	return post.position, acted_for


def _called(position: str, acted_for: str | None) -> str:
	said = _("{0} for {1}").format(_(position), acted_for) if acted_for else _(position)
	return frappe.bold(escape_html(said))


def _who_can(doc, transition, user: str) -> str:
	others = [
		post for post in holders(transition.allowed, doc.area, doctype=doc.doctype) if post.user != user
	]
	if not others:
		return _("Nobody else holds the post: who is above it names a substitute.")
	names = dict.fromkeys(escape_html(f"{_(post.position)} ({post.officer_name})") for post in others[:3])
	return _("It can be done by: {0}.").format(", ".join(names))
