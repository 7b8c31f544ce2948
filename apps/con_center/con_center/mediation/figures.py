"""Numbers of disputes without names: by the parts of an area or by kind, of the disputes received in a fiscal year.

One query each. Numbers that might tell of somebody are hidden from everybody (`access/small.py`): who keeps a case has
the case, and nobody reads those of others. What is told of an area fits to what is told of those around it, and by kind.
"""

import frappe
from frappe.query_builder.functions import Count, Sum
from frappe.utils import cint, flt
from pypika.terms import Case, CustomFunction

from con_center.access import small
from con_center.access.areas import COLUMN_BY_LENGTH
from con_center.mediation.people import DOCTYPE
from con_center.organization.doctype.con_settings.con_settings import setting
from con_center.planning.figures import in_areas
from con_center.thai import fiscal_year_end, fiscal_year_start

# whose readers are told numbers: they are of the centers
TOLD_WITH = "CON Center"
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
SUMS = ("received", *OUTCOMES, "ended", "days", "sessions", "complete")
ALL = small.Counted("received", (*OUTCOMES, "ended"), tuple(OUTCOMES))
# of all sessions, those to which all sides came
SESSIONS = small.Counted("sessions", ("complete",))
COUNTED = [ALL, SESSIONS]
# hidden with the cases of which they tell
WITH_CASES = {"ended": ("days",), "received": ("sessions", "complete")}
date_diff = CustomFunction("DATEDIFF", ["to", "from"])


def smallest_number() -> int:
	return max(1, cint(setting("disputes_smallest_number")))


def by_part(codes: list[str], length: int, year: int) -> list[dict]:
	"""Return a row for each part of the areas: `part`, its code of this length, and SUMS."""
	table = frappe.qb.DocType(DOCTYPE)
	return _counted(table, codes, year, table[COLUMN_BY_LENGTH[length]].as_("part"))


def by_part_and_kind(codes: list[str], length: int, year: int) -> list[dict]:
	"""Return a row for each part of the areas: `part`, SUMS, and SUMS of each kind of dispute, under `column_of`. Two queries."""
	table = frappe.qb.DocType(DOCTYPE)
	rows = _counted(table, codes, year, table[COLUMN_BY_LENGTH[length]].as_("part"), table.kind)
	nothing = dict.fromkeys((*SUMS, *(column_of(kind, column) for kind in kinds() for column in SUMS)), 0)
	found: dict[str, dict] = {}
	for row in rows:
		of_part = found.setdefault(row["part"], {"part": row["part"], **nothing})
		for column in SUMS:
			of_part[column] += row[column]
			of_part[column_of(row["kind"], column)] = row[column]
	return list(found.values())


def column_of(kind: str, column: str) -> str:
	return f"{kind}:{column}"


def by_kind(row: dict, untold=()) -> list[dict]:
	"""Return a row for each kind of dispute in an area: `part`, the kind, and SUMS.

	row: the area's numbers as in `by_part_and_kind`. untold: those of its columns that are hidden.
	"""
	found = []
	for kind in kinds() if row else ():
		of_kind = {column: row[column_of(kind, column)] for column in SUMS}
		hidden = {column for column in SUMS if column_of(kind, column) in untold}
		if of_kind["received"]:
			found.append({"part": kind, **small.without(of_kind, hidden, WITH_CASES)})
	return found


def kinds() -> list[str]:
	return frappe.get_all("Dispute Kind", pluck="name", order_by="name")


def of_kinds() -> tuple[list[small.Counted], list[tuple[str, tuple[str, ...]]]]:
	"""Return what counts what in the rows of `by_part_and_kind`, and which of the columns add up over the kinds."""
	names = kinds()
	of_kinds = [
		small.Counted(
			column_of(kind, counted.whole),
			tuple(column_of(kind, column) for column in counted.parts),
			tuple(column_of(kind, column) for column in counted.divided),
		)
		for kind in names
		for counted in COUNTED
	]
	told = [column for counted in COUNTED for column in (counted.whole, *counted.parts)]
	sums = [(column, tuple(column_of(kind, column) for kind in names)) for column in told]
	return [*COUNTED, *of_kinds], sums


def _counted(table, codes: list[str], year: int, *by) -> list[dict]:
	ended = Case().when(table.ended_on.isnotnull(), 1)
	rows = (
		frappe.qb.from_(table)
		.select(*by, Count("*").as_("received"), Count(ended).as_("ended"))
		.select(Sum(date_diff(table.ended_on, table.received_on)).as_("days"))
		.select(Sum(table.sessions_held).as_("sessions"), Sum(table.sessions_complete).as_("complete"))
		.select(*(_of_outcome(table, outcome).as_(column) for column, outcome in OUTCOMES.items()))
		.where(table.received_on[fiscal_year_start(year) : fiscal_year_end(year)])
		.where(in_areas(table, codes))
		.groupby(*by)
		.orderby(*by)
	).run(as_dict=True)
	return [{**row, **{column: cint(row[column]) for column in SUMS}} for row in rows]


def _of_outcome(table, outcome: str):
	fits = table.outcome == outcome
	return Count(Case().when(fits if outcome else fits | table.outcome.isnull(), 1))


def averaged(row: dict) -> dict:
	"""Return a row with the average of days in the place of their sum."""
	if not row.get("ended") or row.get("days") is None:
		return {**row, "days": None}
	return {**row, "days": flt(row["days"] / row["ended"], 1)}
