"""The figures of a province's yearly report: read once, kept with the report, and the words and pages made of them alone.

So what is told, drawn and listed cannot disagree, and a report that was sent stays as it was. Numbers only: nobody is
named, and of people in need no number is told from which somebody would be known.
"""

import frappe
from frappe import _

from con_center.access import numbers, small
from con_center.access.areas import level_of
from con_center.assessments.confirming import complete_states
from con_center.compat.aggregates import aggregate
from con_center.households import figures as households
from con_center.learning import figures as learning
from con_center.mediation import figures as disputes
from con_center.meetings import rules as meeting_rules
from con_center.overview import areas_below, measures, scale, year
from con_center.reporting import figures as reporting

# of a part of the province, what is kept
OF_PART = ("area", "title", *areas_below.SUMS, "progress", "assessed")
REGISTER = (
	"register_sub_committees",
	"register_sub_people",
	"register_district_committees",
	"register_district_people",
	"register_province_people",
)
OF_HOUSEHOLDS, OF_LEARNING = (
	("households", "helped", "times", "value"),
	("trainings", "people", "lessons", "publicity"),
)


def collect(area: str, fiscal_year: int) -> dict:
	"""Return the figures of a province in a fiscal year (BE) as they are kept: as JSON has them.

	Raises PermissionError where the session user may not read all that they are made of.
	"""
	asked = year.asked_year(fiscal_year)
	found = year.below(area, level_of(area), asked)
	if not (found and found["rows"] and found["reporting"]):
		frappe.throw(
			_(
				"{0}: you may not read all that its yearly report is made of, or it has no centers yet."
			).format(frappe.get_cached_value("Area", area, "full_name")),
			frappe.PermissionError,
		)
	kept, counted = (*OF_PART, "reporters", "reports"), reporting.of_area(area, asked.number)
	figures = {
		"area": area,
		"province": frappe.get_cached_value("Area", area, "area_name"),
		"year": asked.number,
		"needed_meetings": meeting_rules.settings().needed,
		"rounds": found["rounds"],
		"parts": [{key: row[key] for key in kept} for row in found["rows"]],
		"total": {key: found["total"][key] for key in kept if key not in ("area", "title")},
		"register": {key: counted[key] for key in REGISTER},
		"bands": bands(area, asked.number, found["rounds"]),
		"measures": measured(area, asked.number),
		"below": measures.below(area, asked.number),
		"centers": measures.by_level_below(area),
		"learning": learned(area, asked.number),
		"households": helped(area, asked.number),
		"disputes": settled(area, asked.number),
	}
	return frappe.parse_json(frappe.as_json(figures, indent=None))


def bands(area: str, fiscal_year: int, rounds: list[int]) -> list[dict]:
	"""Return how many sub-districts reached each band in the last round of which there are results, the lowest first."""
	rows = frappe.get_all(
		"Assessment",
		filters={
			"fiscal_year": fiscal_year,
			"province": area,
			"workflow_state": ("in", complete_states()),
		},
		fields=[
			"`round`",
			"band",
			aggregate("count", "name", "number"),
			aggregate("avg", "percent", "percent"),
		],
		group_by="`tabAssessment`.`round`, band",
		order_by=None,
	)
	last = max((row.round for row in rows), default=0)
	of_last = sorted((row for row in rows if row.round == last), key=lambda row: row.percent or 0)
	return [{"band": row.band or "–", "number": row.number, "round": last} for row in of_last]


def measured(area: str, fiscal_year: int) -> list[dict]:
	"""Return the measures of success of an area: key, value, of (centers), is_share and trend."""
	found, trend = measures.of(area, fiscal_year), measures.trend(area, fiscal_year)
	return [
		{
			"key": key,
			"value": figure.value,
			"centers": figure.centers,
			"of": figure.of,
			"is_share": measures.BY_KEY[key].of_centers,
			"trend": trend.get(key, {}),
		}
		for key, figure in found.items()
	]


def learned(area: str, fiscal_year: int) -> dict[str, int]:
	found = learning.learned("province", fiscal_year, area).get(area, {})
	return {key: found.get(key, 0) for key in OF_LEARNING}


def helped(area: str, fiscal_year: int) -> dict | None:
	"""Return households and their help in numbers; what is so small that somebody would be known is None."""

	def count(codes: list[str], length: int) -> list[dict]:
		return households.by_part(codes, length, fiscal_year)

	row = told(households, area, count, "area", households.OF_AREA, households.WITH_HELPED)
	return row and {key: row.get(key, 0) for key in OF_HOUSEHOLDS}


def settled(area: str, fiscal_year: int) -> dict | None:
	"""Return disputes in numbers, as `helped`."""

	def count(codes: list[str], length: int) -> list[dict]:
		return disputes.by_part(codes, length, fiscal_year)

	row = told(disputes, area, count, "part", [disputes.ALL], disputes.WITH_CASES)
	return row and {key: row.get(key, 0) for key in (*disputes.OUTCOMES, "received")}


def told(figures, area: str, count, key: str, counted, with_parts: dict) -> dict | None:
	"""Return the numbers of an area as the tables around it tell them; None where the user is told none."""
	if numbers.readable(figures.TOLD_WITH, area) != [area]:
		return None
	rows = count([area], len(area))
	if not rows:
		return {key: area}
	smallest = figures.smallest_number()
	untold = numbers.untold(figures.TOLD_WITH, area, count, key, counted, smallest)
	[row] = small.hide(rows, counted, with_parts, smallest)
	return small.without(row, untold, with_parts)


def last_round(figures: dict) -> int:
	return max(figures["rounds"], default=0)


def assessed(row: dict, figures: dict) -> int:
	"""Return how many centers of a part were assessed in the last round; JSON has the rounds as texts."""
	return row["assessed"].get(str(last_round(figures)), 0)


def percent(part: float, whole: float) -> str:
	return f"{scale.share(part, whole) or 0:,.10g}"
