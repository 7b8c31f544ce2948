"""Daily: remind those who have to send a report, before and after the deadline. In the desk's notifications."""

import frappe
from frappe import _
from frappe.utils import getdate, today

from con_center.meetings.reminders import mark, tell, with_thai
from con_center.reporting import rounds
from con_center.scope import holders_in
from con_center.thai import thai_date

# who sends: the officers of the office that reports
SENDER_ROLE = {rounds.DISTRICT_HOP: "CON District Officer", rounds.PROVINCE_HOP: "CON Province Officer"}


def remind() -> None:
	with_thai(remind_of_rounds)


def remind_of_rounds() -> None:
	"""Remind of every open round that is due for it, each at most once a day."""
	day = getdate(today())
	open_rounds = frappe.get_all(
		"Reporting Round",
		filters={"status": "Open", "deadline": ("is", "set")},
		fields=[
			"name",
			"title",
			"fiscal_year",
			"hop",
			"for_province",
			"deadline",
			"remind_before",
			"remind_every",
			"reminded_on",
		],
	)
	due = [
		row
		for row in open_rounds
		if rounds.reminder_due(
			day, row.deadline, row.reminded_on, rounds.reminder_days(row.remind_before), row.remind_every
		)
	]
	for row in due:
		remind_of(row, day)
	mark("Reporting Round", due)


def remind_of(row, day) -> None:
	"""Tell the officers of each area that has not sent its report; three queries, whatever the number of areas."""
	reports = rounds.reports_of(row.name)
	lacking = {
		place.area: place
		for place in rounds.must_send(row)
		if not rounds.standing(reports.get(place.area), row.deadline, day)["handed_in"]
	}
	officers = officers_of(SENDER_ROLE[row.hop], list(lacking))
	for area, place in lacking.items():
		report = reports.get(area)
		doctype, name = ("Progress Report", report.name) if report else ("Reporting Round", row.name)
		tell(officers.get(area, []), doctype, name, subject(row, place, day))


def subject(row, place, day) -> str:
	when = thai_date(row.deadline, short=True, thai=False)
	text = (
		_("Progress report of {0} is late since {1}")
		if row.deadline < day
		else _("Progress report of {0} is due on {1}")
	)
	return text.format(place.full_name, when)


def officers_of(role: str, areas: list[str]) -> dict[str, list[str]]:
	"""Return {area: users} who hold a post with this role in the area itself today."""
	found: dict[str, set[str]] = {}
	for row in holders_in(role, areas):
		found.setdefault(row.area, set()).add(row.user)
	return {area: sorted(users) for area, users in found.items()}
