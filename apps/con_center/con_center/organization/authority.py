"""By what somebody signs for another: what is written of it with his post, and whether it holds on a day.

Whose power it is, and how it is handed on, the act on the administration of the state says (B.E. 2534, sections 38-50),
of which only secondary sources were read: so what is wrong is told as wrong, and what cannot be known as unknown.
"""

import datetime
from typing import NamedTuple

import frappe
from frappe import _
from frappe.utils import getdate

from con_center import registry
from con_center.access.posts import matters_of

FIELDS = (
	"authority_number",
	"authority_date",
	"authority_file",
	"authority_from",
	"authority_until",
	"matters",
)
UNKNOWN, GIVEN_LATER, NOT_YET, NO_MORE = "Unknown", "Given Later", "Not Yet", "No More"


class Authority(NamedTuple):
	"""An order in writing, or a law (which has no day), and the days between which it holds."""

	number: str | None
	dated: datetime.date | None = None
	begins: datetime.date | None = None
	ends: datetime.date | None = None


class MattersError(frappe.ValidationError):
	pass


def doubt(authority: Authority, day: datetime.date) -> str | None:
	"""Return what is doubtful about an authority on the day of a signature, or None."""
	if not (authority.number or "").strip():
		return UNKNOWN
	if authority.dated and authority.dated > day:
		return GIVEN_LATER
	if authority.begins and authority.begins > day:
		return NOT_YET
	if authority.ends and authority.ends < day:
		return NO_MORE
	return None


def of_assignment(assignment) -> Authority:
	days = (assignment.authority_date, assignment.authority_from, assignment.authority_until)
	return Authority(assignment.authority_number, *(getdate(day) if day else None for day in days))


def checked_matters(written: str | None) -> str:
	"""Return the kinds of documents as they are kept, one a line; refuse what is decided on nowhere."""
	chosen = {line.strip() for line in matters_of(written)} - {""}
	if strange := sorted(chosen - set(registry.governed())):
		frappe.throw(
			_(
				"For Which Documents: {0} has no approval. Choose from the list, or leave it empty for all."
			).format(frappe.bold(frappe.utils.escape_html(", ".join(strange)))),
			MattersError,
		)
	return "\n".join(sorted(chosen))


def tell_the_desk(bootinfo) -> None:
	"""Hook extend_bootinfo: for which kinds of documents one may act for another (public/js/matters.js)."""
	bootinfo.con_center_matters = registry.governed()
