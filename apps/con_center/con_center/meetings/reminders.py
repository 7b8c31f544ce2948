"""Daily: remind of meetings that are near, and of tasks that are near or overdue. In the desk's notifications."""

import frappe
from frappe import _
from frappe.utils import add_days, format_date, get_datetime, getdate, today

from con_center.access.posts import holders
from con_center.approval.meaning import states
from con_center.meetings import rules
from con_center.meetings.follow_up import OFFICER_ROLE
from con_center.meetings.workflow import CONVENED
from con_center.notices import mark, tell, tell_later, with_thai
from con_center.notices.kinds import CALLED, DUE_SOON, LATE


def remind() -> None:
	with_thai(remind_of_meetings)
	with_thai(remind_of_tasks)


def remind_of_meetings() -> None:
	"""Remind the officers of the area some days ahead, and on the day."""
	before = rules.settings().meeting_days
	day = getdate(today())
	due = [
		row
		for row in frappe.get_all(
			"Meeting",
			filters={
				"workflow_state": ("in", states("Meeting", CONVENED)),
				"meeting_date": ("between", (day, add_days(day, before))),
			},
			fields=["name", "title", "area", "level", "meeting_date", "starts_on", "reminded_on"],
		)
		if rules.reminder_due(day, row.meeting_date, row.reminded_on, before, 0)
	]
	for row in due:
		tell(DUE_SOON, officers_at(row), "Meeting", row.name, _meeting_on(row))
	mark("Meeting", due)


def tell_of_call(meeting) -> None:
	"""Tell the officers of the area that a meeting has been called, but for who has called it."""
	users = [user for user in officers_at(meeting) if user != frappe.session.user]
	tell_later(CALLED, users, "Meeting", meeting.name, with_thai(lambda: _meeting_on(meeting)))


def _meeting_on(row) -> str:
	when = f"{format_date(row.meeting_date)} {get_datetime(row.starts_on):%H:%M}"
	return _("Meeting on {0}: {1}").format(when, row.title)


def remind_of_tasks() -> None:
	"""Remind who follows up, or else the officers of the area: ahead, on the day, and while it is overdue."""
	rule = rules.settings()
	day = getdate(today())
	due = [
		row
		for row in frappe.get_all(
			"Meeting Task",
			filters={"status": "Open", "due_date": ("<=", add_days(day, rule.task_days))},
			fields=[
				"name",
				"title",
				"area",
				"level",
				"due_date",
				"responsible",
				"responsible_user",
				"reminded_on",
			],
		)
		if rules.reminder_due(day, row.due_date, row.reminded_on, rule.task_days, rule.overdue_days)
	]
	for row in due:
		late = row.due_date < day
		text = _("Overdue since {0}: {1} ({2})") if late else _("Due on {0}: {1} ({2})")
		when = format_date(row.due_date)
		users = [row.responsible_user] if row.responsible_user else officers_at(row)
		subject = text.format(when, row.title, row.responsible)
		tell(LATE if late else DUE_SOON, users, "Meeting Task", row.name, subject)
	mark("Meeting Task", due)


def officers_at(row) -> list[str]:
	"""Return the users who care for the document's area at its own level; if nobody does, the next above."""
	found = holders(OFFICER_ROLE[row.level], row.area) or holders("CON District Officer", row.area)
	nearest = found[0].area if found else None
	return sorted({post.user for post in found if post.area == nearest})
