"""The months of a fiscal year, October to September: pure functions. No Frappe here."""

import datetime
from collections.abc import Iterable

from con_center.thai import month_name, to_ce_year

# in the order of the fiscal year, each with its number in the calendar
MONTHS = {
	"October": 10,
	"November": 11,
	"December": 12,
	"January": 1,
	"February": 2,
	"March": 3,
	"April": 4,
	"May": 5,
	"June": 6,
	"July": 7,
	"August": 8,
	"September": 9,
}
NAMES = tuple(MONTHS)
FIELDS = tuple(name.lower() for name in NAMES)


def first_day(month: str, fiscal_year: int) -> datetime.date:
	"""Return the first day of a month (English name) of a fiscal year (BE): October 2567 → 1 October 2023.

	Raises ValueError for a year that `to_ce_year` refuses, KeyError for no month.
	"""
	number, year = MONTHS[month], to_ce_year(fiscal_year)
	return datetime.date(year - 1 if number >= 10 else year, number, 1)


def month_of(day: datetime.date) -> str:
	"""Return the English name of the month in which a day lies."""
	return next(name for name, number in MONTHS.items() if number == day.month)


def ticked(row) -> list[str]:
	"""Return the months that are ticked in a row (anything with `get`), in their order."""
	return [name for name in NAMES if int(row.get(name.lower()) or 0)]


def in_words(months: Iterable[str]) -> str:
	"""Return months in short Thai, neighbours as spans: October, January–March → "ต.ค., ม.ค.–มี.ค."."""
	chosen = set(months)
	spans: list[list[str]] = []
	for name in NAMES:
		if name not in chosen:
			continue
		if spans and NAMES.index(spans[-1][-1]) == NAMES.index(name) - 1:
			spans[-1].append(name)
		else:
			spans.append([name])
	return ", ".join(_span(span) for span in spans)


def _span(span: list[str]) -> str:
	ends = span if len(span) < 3 else [span[0], span[-1]]
	return ("–" if len(span) > 2 else ", ").join(month_name(MONTHS[name], short=True) for name in ends)
