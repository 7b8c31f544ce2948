"""Who signs for another does so by something in writing: looked at on the day of the signature.

What is wrong with it stops the signature; what nobody has noted passes with a reason.
"""

from collections.abc import Iterator

import frappe
from frappe import _
from frappe.utils import formatdate, getdate

from con_center.access.posts import Post
from con_center.approval.findings import ODD, STOP, Finding
from con_center.approval.own_work import signs
from con_center.organization import authority
from con_center.organization.authority import GIVEN_LATER, NO_MORE, NOT_YET, UNKNOWN


def find(doc, transition, post: Post) -> Iterator[Finding]:
	if signs(doc.doctype, transition):
		yield from doubts(post)


def doubts(post: Post) -> Iterator[Finding]:
	"""Find what is doubtful today about the authority by which a post signs for another."""
	if post.own_right:
		return
	assignment = frappe.get_cached_doc("Officer Assignment", post.assignment)
	written = authority.of_assignment(assignment)
	doubt = authority.doubt(written, getdate())
	if not doubt:
		return
	said = {
		UNKNOWN: _("It is not noted by which order or law you sign for {0}"),
		GIVEN_LATER: _("The order by which you sign for {0}, {1}, is dated later than today: {2}"),
		NOT_YET: _("The order by which you sign for {0}, {1}, holds only from {2}"),
		NO_MORE: _("The order by which you sign for {0}, {1}, held until {2}"),
	}[doubt]
	day = {GIVEN_LATER: written.dated, NOT_YET: written.begins, NO_MORE: written.ends}.get(doubt)
	yield Finding(
		ODD if doubt == UNKNOWN else STOP,
		said.format(assignment.acting_for_position, written.number, formatdate(day) if day else ""),
		"authority_number",
		("Officer Assignment", assignment.name),
	)
