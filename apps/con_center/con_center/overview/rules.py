"""What is late, what comes soon: pure rules of the year at a glance.

Each state has a colour and a word, so that neither is needed to read the other.
"""

import datetime
from typing import NamedTuple

RED, ORANGE, BLUE, GREEN, GRAY = "red", "orange", "blue", "green", "gray"
# how long before its end a committee's term is spoken of: a new one takes a forum, an order and its signatures
EXPIRING_DAYS = 90
# how long before their day meetings that are still due are spoken of
DUE_DAYS = 90
# how long before its day a progress report is spoken of
REPORT_DAYS = 14
IN_OFFICE, EXPIRING, EXPIRED = "In Office", "Term Ends Soon", "Term Has Ended"
COLOUR_OF_TERM = {IN_OFFICE: GREEN, EXPIRING: ORANGE, EXPIRED: RED}


class Year(NamedTuple):
	"""A fiscal year (BE) as it is looked at: `day` is today, or the last day of a year that is over."""

	number: int
	start: datetime.date
	day: datetime.date
	begun: bool
	over: bool


def year_on(number: int, start: datetime.date, end: datetime.date, today: datetime.date) -> Year:
	"""Return the fiscal year that runs from `start` to `end` as it is looked at today."""
	return Year(number, start, min(today, end), today >= start, today > end)


def term_state(term_end: datetime.date | None, day: datetime.date) -> str:
	"""Return how a committee's term stands on `day`. The last day belongs to the term; without one, it goes on."""
	if term_end is None:
		return IN_OFFICE
	if term_end < day:
		return EXPIRED
	return EXPIRING if (term_end - day).days <= EXPIRING_DAYS else IN_OFFICE


def colour_of_meetings(state: str, due_on: datetime.date | None, day: datetime.date) -> str:
	"""Return the colour of a committee's meetings: Done, Due or Overdue (`meetings.rules`)."""
	if state == "Done":
		return GREEN
	if state == "Overdue":
		return RED
	return ORANGE if due_on and (due_on - day).days <= DUE_DAYS else GRAY


def colour_of_report(found: dict) -> str:
	"""Return the colour of a progress report as it stands (`reporting.rounds.state_of`).

	In a round that is not open, nobody is waited for.
	"""
	if found["handed_in"]:
		return GREEN if found["accepted"] else BLUE
	if found["status"] != "Open":
		return GRAY
	if found["days_late"]:
		return RED
	soon = found["days_left"] is not None and found["days_left"] <= REPORT_DAYS
	return ORANGE if soon or found["returned"] else GRAY


def colour_of_share(part: int, whole: int, missing: str = RED) -> str:
	"""Return the colour of "so many of so many": green for all, else `missing`, softened where some are there."""
	if not whole:
		return GRAY
	if part >= whole:
		return GREEN
	return ORANGE if part and missing == RED else missing


def colour_of_missing_meetings(year: Year) -> str:
	"""Return the colour of meetings that are not held: late once the year is over."""
	if year.over:
		return RED
	return ORANGE if year.begun else GRAY


def rounds(existing: list[int], needed: int) -> list[int]:
	"""Return the rounds of assessment to show: those that the criteria want, and whatever else there is."""
	return sorted({*range(1, needed + 1), *existing})


def colour_of_missing_round(number: int, needed: int, year: Year) -> str:
	"""Return the colour of a round that is not there: it comes up when its share of the year begins.

	No source gives the days of the rounds (domain.md 3): of two, the first is spoken of from October, the second
	from April, and both are late once the year is over.
	"""
	if year.over:
		return RED
	months = 12 * (number - 1) // max(needed, number)
	month = year.start.month - 1 + months
	return ORANGE if year.day >= datetime.date(year.start.year + month // 12, month % 12 + 1, 1) else GRAY
