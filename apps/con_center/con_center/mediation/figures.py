"""Numbers of disputes without names: by the parts of an area or by kind, of the disputes received in a fiscal year.

One query each. Numbers that might tell of somebody are hidden from everybody (`access/small.py`): who keeps a case has
the case, and nobody reads those of others.
"""

import frappe
from frappe.query_builder.functions import Count, Sum
from frappe.utils import cint, flt
from pypika.terms import Case, CustomFunction

from con_center.access import small
from con_center.access.areas import COLUMN_BY_LENGTH, COUNTRY, covers
from con_center.access.posts import area_codes
from con_center.mediation.people import DOCTYPE
from con_center.organization.doctype.con_settings.con_settings import setting
from con_center.thai import fiscal_year_end, fiscal_year_start

# column: outcome of the case; they add up to all that was received
OUTCOMES = {
	"under_way": "",
	"agreed": "Agreed",
	"kept": "Kept",
	"broken": "Broken",
	"not_agreed": "Not Agreed",
	"referred": "Referred",
	"withdrawn": "Withdrawn",
}
SUMS = ("received", *OUTCOMES, "ended", "days")
date_diff = CustomFunction("DATEDIFF", ["to", "from"])


def smallest_number() -> int:
	return max(1, cint(setting("disputes_smallest_number")))


def readable(area: str) -> list[str]:
	"""Return the codes of the areas in `area` whose numbers the user may read: itself, parts of it, or none.

	Numbers are of the centers: who reads a center reads them.
	"""
	codes = area_codes("CON Center")
	if codes is None or any(covers(code, area) for code in codes):
		return [area]
	return [code for code in codes if covers(area, code)]


def own_area() -> str:
	"""Return the smallest area that holds all those whose numbers the user reads."""
	codes = area_codes("CON Center")
	if codes is None:
		return COUNTRY
	common = codes[0] if codes else ""
	while codes and not all(code.startswith(common) for code in codes):
		common = common[:-2]
	return common or COUNTRY


def by_part(codes: list[str], length: int, year: int) -> list[dict]:
	"""Return a row for each part of the areas: `part`, its code of this length, and SUMS."""
	table = frappe.qb.DocType(DOCTYPE)
	return _counted(table, table[COLUMN_BY_LENGTH[length]], codes, year)


def by_kind(codes: list[str], year: int) -> list[dict]:
	"""Return a row for each kind of dispute: `part`, the kind, and SUMS."""
	table = frappe.qb.DocType(DOCTYPE)
	return _counted(table, table.kind, codes, year)


def _counted(table, part, codes: list[str], year: int) -> list[dict]:
	ended = Case().when(table.ended_on.isnotnull(), 1)
	rows = (
		frappe.qb.from_(table)
		.select(part.as_("part"), Count("*").as_("received"), Count(ended).as_("ended"))
		.select(Sum(date_diff(table.ended_on, table.received_on)).as_("days"))
		.select(*(_of_outcome(table, outcome).as_(column) for column, outcome in OUTCOMES.items()))
		.where(table.received_on[fiscal_year_start(year) : fiscal_year_end(year)])
		.where(_within(table, codes))
		.groupby(part)
		.orderby(part)
	).run(as_dict=True)
	return [{**row, **{column: cint(row[column]) for column in SUMS}} for row in rows]


def _of_outcome(table, outcome: str):
	fits = table.outcome == outcome
	return Count(Case().when(fits if outcome else fits | table.outcome.isnull(), 1))


def _within(table, codes: list[str]):
	found = table.area == ""
	for code in codes:
		found |= table.area.isnotnull() if code == COUNTRY else table[COLUMN_BY_LENGTH[len(code)]] == code
	return found


def total_of(rows: list[dict]) -> dict:
	return {column: sum(row[column] for row in rows) for column in SUMS}


def told(rows: list[dict], smallest: int) -> tuple[list[dict], int]:
	"""Return the rows with the average of days in the place of their sum, and without what is too small; and how many cells were hidden."""
	with_average = [
		{**row, "days": flt(row["days"] / row["ended"], 1) if row["ended"] else None} for row in rows
	]
	return small.hide(
		with_average,
		"received",
		(*OUTCOMES, "ended"),
		{"ended": ("days",)},
		smallest,
		divided=tuple(OUTCOMES),
	)
