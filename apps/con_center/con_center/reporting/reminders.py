"""Daily: remind of all that a round asks for, before and after its day: the progress report and the other dated items.

Each officer is told what his own area owes, in the desk's notifications; who has done it is left alone.
"""

import frappe
from frappe import _
from frappe.utils import format_date, getdate, today

from con_center.access.posts import holders_in
from con_center.access.statements import among
from con_center.notices import mark, tell, with_thai
from con_center.notices.days import reminder_days, reminder_due
from con_center.notices.kinds import DUE_SOON, LATE
from con_center.reporting import round_items, rounds

# who sends: the officers of the office that reports
SENDER_ROLE = {rounds.DISTRICT_HOP: "CON District Officer", rounds.PROVINCE_HOP: "CON Province Officer"}


FIELDS = ("name", "title", "fiscal_year", "hop", "area", "period_from", "period_to", "deadline")
SETTINGS = ("remind_before", "remind_every", "reminded_on")


def remind() -> None:
	with_thai(remind_of_rounds)
	with_thai(remind_of_items)


def open_rounds() -> list[frappe._dict]:
	return frappe.get_all("Reporting Round", filters={"status": "Open"}, fields=[*FIELDS, *SETTINGS])


def remind_of_rounds() -> None:
	"""Remind of the progress reports of every open round that is due for it, each at most once a day."""
	day = getdate(today())
	due = [row for row in open_rounds() if is_due(row, row, day)]
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
		tell(kind_of(row, day), officers.get(area, []), doctype, name, subject(row, place, day))


def remind_of_items() -> None:
	"""Remind of the other dated items of the open rounds, as often as of the report, each at most once a day."""
	day = getdate(today())
	of_round = {row.name: row for row in open_rounds()}
	dated = frappe.get_all(
		"Reporting Round Item",
		filters={
			"parenttype": "Reporting Round",
			"parent": among(of_round),
			"deadline": ("is", "set"),
		},
		fields=["name", "parent", "item", "kind", "assessment_round", "deadline", "reminded_on"],
		order_by="parent, idx",
	)
	due = []
	for item in dated:
		row = of_round[item.parent]
		# of what is not recorded nobody can tell whether it has been done: reminding of it would never end
		over = item.deadline < day and item.kind not in round_items.ASKS
		if not over and is_due(item, row, day):
			due.append(item)
			remind_of_item(item, row, day)
	mark("Reporting Round Item", due)


def is_due(dated, row, day) -> bool:
	"""Tell whether to remind today of what is dated (a round or an item of it), by the days set in the round."""
	before = reminder_days(row.remind_before)
	return reminder_due(day, dated.deadline, dated.reminded_on, before, row.remind_every or 0)


def remind_of_item(item, row, day) -> None:
	"""Tell the officers of each area in which the item is not done; a fixed number of queries."""
	undone = round_items.undone(item, row)
	owing = [place for place in rounds.must_send(row) if undone is None or undone.get(place.area)]
	officers = officers_of(SENDER_ROLE[row.hop], [place.area for place in owing])
	for place in owing:
		number = undone and undone[place.area]
		text = subject_of_item(item, place, day, number)
		tell(kind_of(item, day), officers.get(place.area, []), "Reporting Round", row.name, text)


def kind_of(dated, day) -> str:
	return LATE if dated.deadline < day else DUE_SOON


def subject_of_item(item, place, day, number: int | None) -> str:
	when = format_date(item.deadline)
	late = item.deadline < day
	if number is None:
		return _("{0}: {1} is due on {2}").format(item.item, place.full_name, when)
	text = (
		_("{0}: {1} is late since {2}, {3} places are not done")
		if late
		else _("{0}: {1} is due on {2}, {3} places are not done")
	)
	return text.format(item.item, place.full_name, when, number)


def subject(row, place, day) -> str:
	when = format_date(row.deadline)
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
