"""What a careful reviewer would find in a meeting before its next step."""

from collections.abc import Iterator

from frappe import _

from con_center import numbering
from con_center.approval.findings import ODD, STOP, Finding
from con_center.approval.meaning import enters
from con_center.meetings.minutes import officers_of
from con_center.meetings.workflow import HELD, WRITTEN
from con_center.thai import thai_date


def find(meeting, transition) -> Iterator[Finding]:
	if enters(transition, HELD):
		yield from number_out_of_order(meeting)
	elif enters(transition, WRITTEN):
		yield from hours(meeting)
		yield from secretary(meeting)


def number_out_of_order(meeting) -> Iterator[Finding]:
	before = numbering.number_dated_later(meeting.area, "Meeting", meeting.meeting_date, meeting.series())
	if before:
		day = thai_date(meeting.meeting_date, thai=False)
		text = _("The number would be dated {0}, and no. {1} before it is dated {2}").format(day, *before)
		yield Finding(ODD, text, "starts_on")


def hours(meeting) -> Iterator[Finding]:
	for field in ("opened_at", "closed_at"):
		if not meeting.get(field):
			label = _(meeting.meta.get_label(field))
			yield Finding(STOP, _("{0}: the hour is not entered").format(label), field)


def secretary(meeting) -> Iterator[Finding]:
	_chair, writer = officers_of(meeting)
	if not writer.name:
		yield Finding(ODD, _("Nobody is named who takes the minutes"), "secretary_name")
