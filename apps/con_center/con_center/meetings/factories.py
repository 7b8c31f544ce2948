"""Meetings for tests."""

from functools import cache

import frappe
from frappe.utils import add_days, add_to_date, get_datetime, today

from con_center.approval.factories import take
from con_center.committees.factories import MEETING_AREA, make_current_committee
from con_center.organization.factories import areas_of, make_officer, signed_in


def make_meeting(area: str = MEETING_AREA, days_ago: int = 1, user: str | None = None, **values):
	"""Return a draft meeting of the center's current committee, with one item to decide."""
	with signed_in(user or make_officer("district", areas_of(area))):
		return frappe.get_doc(
			{
				"doctype": "Meeting",
				"center": area,
				"kind": "Ordinary",
				"starts_on": add_to_date(get_datetime(today()), days=-days_ago, hours=9),
				"place": "ศาลาประชาคม",
				"agenda": [{"part": "For Consideration", "subject": "แผนปฏิบัติการประจำปี"}],
				**values,
			}
		).insert()


STEPS = {
	"convene": "Convene",
	"hold": "Meeting Is Held",
	"close": "Close the Meeting",
	"correct": "Correct the Minutes",
	"cancel": "Cancel the Meeting",
}


def take_meeting(meeting, *steps, comment: str | None = None):
	"""Take the meeting through steps, each as an officer of its district; return it as it is stored."""
	for name in steps:
		meeting = frappe.get_doc("Meeting", meeting.name)
		take(meeting, ("district", STEPS[name], comment))
	return frappe.get_doc("Meeting", meeting.name)


def record_meeting(meeting, present: int = 9, outcome: str | None = "Approved", **item):
	"""Note who is present, and the outcome of every item that has none; return the meeting."""
	with signed_in(make_officer("district", areas_of(meeting.area))):
		for n, row in enumerate(meeting.attendance):
			row.status = "Present" if n < present else "Absent"
		for row in meeting.agenda:
			if not row.outcome and not row.minutes_of:
				row.update({"outcome": outcome, **item})
		# of today, too, hours that have come
		meeting.update({"opened_at": "00:01", "closed_at": "00:02"})
		return meeting.save()


def make_closed_meeting(
	area: str = MEETING_AREA, days_ago: int = 1, present: int = 9, outcome: str = "Approved", **item
):
	"""Return a meeting that was held, with its minutes as a draft; earlier minutes are adopted."""
	meeting = take_meeting(make_meeting(area, days_ago), "convene", "hold")
	for row in meeting.agenda:
		if row.minutes_of:
			row.outcome = "Adopted"
	return take_meeting(record_meeting(meeting, present, outcome, **item), "close")


@cache
def held_meeting(area: str):
	"""Return a meeting that gave out the task of the samples."""
	make_current_committee(area)
	return make_closed_meeting(
		area, follow_up="ส่งแผน", responsible="นายทดสอบ1 ถ้อยแถลง", due_date=add_days(today(), 9)
	)


SAMPLES = {
	"Meeting": lambda areas: held_meeting(areas["sub_district"]),
	"Meeting Task": lambda areas: frappe.get_last_doc(
		"Meeting Task", {"meeting": held_meeting(areas["sub_district"]).name}
	),
}


def meeting_in(state: str, area: str):
	"""Return a meeting that has come as far as this state."""
	# of the sample's committee: a later one may be the center's current one by now
	committees = [{"committee": held_meeting(area).committees[0].committee}]
	return take_meeting(make_meeting(area, committees=committees), *("convene",)[: STEPS_TO[state]])


STEPS_TO = {"Draft": 0, "Convened": 1}
IN_STATES = {"Meeting": (STEPS_TO, meeting_in)}
