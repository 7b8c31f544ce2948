"""What a meeting has resolved on a center's own affairs: the row of its agenda by which it was decided.

The meeting is of the same center, its minutes are written, and the row has the outcome that is recorded. So no by-law,
no membership, no fund and no sharing of benefits comes about that no meeting has decided on.
"""

from collections.abc import Iterator

import frappe
from frappe import _
from frappe.utils import getdate

from con_center.access.statements import among
from con_center.approval.findings import STOP, Finding
from con_center.approval.meaning import states
from con_center.meetings.workflow import CLOSED
from con_center.thai import thai_date

APPROVED, REFUSED = "Approved", "Not Approved"
MOST = 100


class ResolutionError(frappe.ValidationError):
	pass


@frappe.whitelist()
def choices(center: str, outcome: str | None = None) -> list[dict]:
	"""Return the resolutions of the center's meetings, the latest first, as the desk offers them.

	outcome: Approved or Not Approved, else both. Each is a dict of value (name of the row), label, meeting and
	resolution. Only of meetings that the session user may read.
	"""
	frappe.get_doc("CON Center", center).check_permission("read")
	titles = _closed_meetings(center)
	rows = frappe.get_all(
		"Meeting Agenda Item",
		filters={
			"parent": among(titles),
			"parenttype": "Meeting",
			"outcome": ("in", [outcome] if outcome in (APPROVED, REFUSED) else [APPROVED, REFUSED]),
		},
		fields=["name", "parent", "number", "subject", "outcome", "resolution"],
		order_by="idx",
	)
	order = list(titles)
	return [
		{
			"value": row.name,
			"label": f"{titles[row.parent]}: {row.number} {row.subject} ({_(row.outcome)})",
			"meeting": row.parent,
			"resolution": row.resolution,
		}
		for row in sorted(rows, key=lambda row: order.index(row.parent))
	]


def _closed_meetings(center: str) -> dict[str, str]:
	"""Return {name: title} of the meetings of a center that the session user may read, the latest first."""
	rows = frappe.get_list(
		"Meeting",
		filters={"center": center, "workflow_state": ("in", states("Meeting", *CLOSED))},
		fields=["name", "title"],
		order_by="meeting_date desc",
		limit_page_length=MOST,
	)
	return {row.name: row.title for row in rows}


def record(doc, outcome: str):
	"""Write into a document by which resolution it is decided (of `flags.given`: agenda_row); return the meeting.

	Raises ResolutionError, which names what is missing.
	"""
	meeting, row = find(doc, outcome)
	doc.meeting, doc.agenda_row = meeting.name, row.name
	doc.resolution_number, doc.resolution = row.resolution_number, row.resolution
	return meeting


def told(row) -> str:
	"""Return a resolution in words: its number, and what was resolved."""
	return ": ".join(filter(None, (row.resolution_number, row.resolution)))


def find(doc, outcome: str) -> tuple:
	"""Return the meeting and the row of its agenda that are given for a step (`flags.given`: agenda_row), as `record`."""
	name = (doc.flags.given or {}).get("agenda_row")
	row = frappe.db.get_value(
		"Meeting Agenda Item",
		{"name": str(name or ""), "parenttype": "Meeting"},
		["name", "parent", "outcome", "resolution", "resolution_number"],
		as_dict=True,
	)
	if not row:
		_refuse(_("Resolution: choose the item of the meeting's agenda by which it was decided."))
	meeting = frappe.get_doc("Meeting", row.parent)
	meeting.check_permission("read")
	if meeting.center != doc.center:
		_refuse(_("Resolution: choose a meeting of the same center."))
	if meeting.get_meaning() not in CLOSED:
		_refuse(
			_("Resolution: close the meeting {0} first, so that its resolutions stand.").format(
				frappe.bold(meeting.title)
			)
		)
	if row.outcome != outcome:
		_refuse(
			_("Resolution: the outcome of this item is {0}. Choose one whose outcome is {1}.").format(
				frappe.bold(_(row.outcome) if row.outcome else "–"), frappe.bold(_(outcome))
			)
		)
	return meeting, row


def find_later(doc, since) -> tuple:
	"""Return the same of what ends a document: another resolution than the one that it began with, and not before a day."""
	meeting, row = find(doc, APPROVED)
	if row.name == doc.agenda_row or getdate(meeting.meeting_date) < getdate(since):
		_refuse(
			_("Resolution: choose one of {0} or later, and another one than it began with.").format(
				thai_date(getdate(since), thai=False)
			)
		)
	return meeting, row


def waits_for_its_day(doc) -> Iterator[Finding]:
	"""Find a day from which it is to be in force that has not come: until then what was before is in force."""
	if doc.effective_on and getdate(doc.effective_on) > getdate():
		yield Finding(
			STOP,
			_("They are in force from {0}: take this step on that day, or correct the day.").format(
				thai_date(getdate(doc.effective_on), thai=False)
			),
			"effective_on",
		)


def set_effective(doc, resolved_on, error: type[Exception]) -> None:
	"""Put it in force from the day that it names, or from that of the resolution; raises error for an earlier one."""
	doc.effective_on = doc.effective_on or resolved_on
	if getdate(doc.effective_on) < getdate(resolved_on):
		frappe.throw(
			_("In Force From: {0} lies before the resolution of {1}. Correct the day.").format(
				thai_date(getdate(doc.effective_on), thai=False), thai_date(getdate(resolved_on), thai=False)
			),
			error,
		)


def _refuse(said: str) -> None:
	frappe.throw(said, ResolutionError)
