"""The steps of a meeting that count stand in the log of decisions, as those of the governed documents do.

A meeting has no ladder: whoever may write it takes its steps. What is decided by one of them (that it was held and
has its number, that its minutes are adopted and locked, that it is cancelled) is logged with who, for whom, when,
and the hash of the content.
"""

import frappe
from frappe import _

from con_center.access.areas import COUNTRY
from con_center.access.posts import Post, post_with_role
from con_center.approval import log
from con_center.approval.decision import NotOfThisAreaError

HOLD, ADOPT, CANCEL = "Meeting Is Held", "Adopt the Minutes", "Cancel the Meeting"


def record(meeting, action: str, from_state: str, comment: str | None = None) -> None:
	"""Append the step that the session user has just taken to the log.

	Raises NotOfThisAreaError for who holds no post over the area, such as Administrator: he decides nothing.
	"""
	post = acting_post(meeting)
	if not post:
		frappe.throw(
			_("{0}: none of your posts lets you do “{1}” here.").format(meeting.title, _(action)),
			NotOfThisAreaError,
		)
	# as it is stored: that is what the log is verified against
	stored = frappe.get_doc(meeting.doctype, meeting.name)
	log.record(stored, action, from_state, stored.status, post, comment)


def acting_post(meeting) -> Post | None:
	"""Return the post by which the session user writes this meeting: the nearest, held in own right if there is."""
	roles = {p.role for p in meeting.meta.permissions if p.write and not p.permlevel}
	held = [post_with_role(role, meeting.area) for role in sorted(roles)]
	return max(
		filter(None, held),
		key=lambda post: (post.area != COUNTRY, len(post.area), post.own_right),
		default=None,
	)
