"""The words of a province's yearly report: an admin's text, with the figures where placeholders stand. No code in it."""

from collections.abc import Callable

import frappe
from frappe import _

from con_center.appointments.text import fill as fill_text
from con_center.overview import measures, yearly

# how many parts a sentence names
MOST_NAMED = 8

PLACEHOLDERS = {
	"province": "Name of the province",
	"fiscal_year": "Fiscal Year",
	"districts": "Number of districts",
	"centers": "Centers of districts and sub-districts",
	"sub_centers": "Centers of sub-districts",
	"district_centers": "Centers of districts",
	"sub_people": "People on the committees of sub-districts",
	"district_people": "People on the committees of districts",
	"province_people": "People on the committee of the province",
	"in_office": "Centers with a committee in office",
	"in_office_percent": "Centers with a committee in office, percent",
	"in_office_missing": "Districts in which not all centers have a committee in office",
	"needed_meetings": "Meetings needed a year",
	"met": "Centers that met often enough",
	"met_percent": "Centers that met often enough, percent",
	"met_missing": "Districts in which not all centers met often enough",
	"plans": "Centers with an approved plan",
	"plans_percent": "Centers with an approved plan, percent",
	"plans_missing": "Districts in which not all centers have an approved plan",
	"progress": "Mean progress of the plans, percent",
	"planned": "Money planned (baht)",
	"spent": "Money spent (baht)",
	"spent_percent": "Money spent, percent of the plan",
	"assessed_round": "Last round of assessment",
	"assessed": "Centers assessed in the last round",
	"assessed_percent": "Centers assessed in the last round, percent",
	"assessed_missing": "Districts in which not all centers are assessed",
	"bands": "Centers by the band that they reached",
	"reporters": "Districts that have to report",
	"reports": "Districts that have reported",
	"reports_percent": "Districts that have reported, percent",
	"reports_missing": "Districts that have not reported",
	"trainings": "Trainings held",
	"trained_people": "People who came to trainings",
	"lessons": "Lessons published",
	"publicity": "What was made known",
	"households": "Target households",
	"households_helped": "Households helped in the year",
	"help_times": "Times that help was given",
	"help_value": "Value of the help (baht)",
	"disputes": "Disputes received",
	"disputes_agreed": "Disputes agreed on, or kept to",
	**{f"measure_{each.key}": each.title for each in measures.MEASURES},
	**{f"measure_{each.key}_change": "Its change since the year before" for each in measures.MEASURES},
}


@frappe.whitelist()
def known_placeholders() -> list[list[str]]:
	"""Return [name, meaning] of what the text of a form may name."""
	return [[name, _(meaning)] for name, meaning in PLACEHOLDERS.items()]


def fill(text: str | None, figures: dict) -> str:
	return fill_text(text, values(figures))


def values(figures: dict) -> dict[str, str]:
	"""Return what the placeholders stand for. All numbers are those of the tables; none is left blank."""
	total, register, parts = figures["total"], figures["register"], figures["parts"]
	found = {
		"province": figures["province"],
		"fiscal_year": str(figures["year"]),
		"districts": number(len(parts)),
		"centers": number(total["centers"]),
		"sub_centers": number(total["assessed_centers"]),
		"district_centers": number(total["centers"] - total["assessed_centers"]),
		"sub_people": number(register["register_sub_people"]),
		"district_people": number(register["register_district_people"]),
		"province_people": number(register["register_province_people"]),
		"needed_meetings": number(figures["needed_meetings"]),
		"progress": f"{total['progress'] or 0:,.10g}",
		"planned": money(total["planned"]),
		"spent": money(total["spent"]),
		"spent_percent": yearly.percent(total["spent"], total["planned"]),
		"assessed_round": number(yearly.last_round(figures)),
		"bands": bands(figures["bands"]),
		"reporters": number(total["reporters"]),
	}
	for key, whole in (("in_office", "centers"), ("met", "centers"), ("plans", "centers")):
		found |= done(key, figures, lambda row, key=key: row[key], whole)
	found |= done("assessed", figures, lambda row: yearly.assessed(row, figures), "assessed_centers")
	found |= done("reports", figures, lambda row: row["reports"], "reporters")
	return {**found, **of_people(figures), **of_measures(figures["measures"])}


def done(key: str, figures: dict, part: Callable[[dict], int], whole: str) -> dict[str, str]:
	"""Return number, percent and the districts that lack something."""
	total = figures["total"]
	lacking = [row["title"] for row in figures["parts"] if part(row) < row[whole]]
	return {
		key: number(part(total)),
		f"{key}_percent": yearly.percent(part(total), total[whole]),
		f"{key}_missing": named(lacking),
	}


def named(titles: list[str]) -> str:
	"""Return the districts of a sentence: อำเภอก อำเภอข และอีก 3 อำเภอ."""
	if not titles:
		return "ไม่มี"
	said = " ".join(f"อำเภอ{title}" for title in titles[:MOST_NAMED])
	more = len(titles) - MOST_NAMED
	return f"{said} และอีก {number(more)} อำเภอ" if more > 0 else said


def bands(rows: list[dict]) -> str:
	if not rows:
		return "ยังไม่มีผลการประเมิน"
	return " ".join(f"ระดับ{row['band']} {number(row['number'])} แห่ง" for row in reversed(rows))


def of_people(figures: dict) -> dict[str, str]:
	"""Return the figures of trainings, households and disputes; what is hidden is said to be few, what may not be read, too."""
	learned, helped, settled = figures["learning"], figures["households"] or {}, figures["disputes"] or {}
	agreed = (settled.get("agreed"), settled.get("kept"))
	return {
		"trainings": number(learned["trainings"]),
		"trained_people": number(learned["people"]),
		"lessons": number(learned["lessons"]),
		"publicity": number(learned["publicity"]),
		"households": told(helped.get("households")),
		"households_helped": told(helped.get("helped")),
		"help_times": told(helped.get("times")),
		"help_value": FEW if helped.get("value") is None else money(helped["value"]),
		"disputes": told(settled.get("received")),
		"disputes_agreed": FEW if None in agreed else number(sum(agreed)),
	}


# of numbers that would tell of somebody, or that nobody has
FEW = "(ไม่แสดงจำนวน)"


def told(value: float | None) -> str:
	return FEW if value is None else number(value)


def of_measures(rows: list[dict]) -> dict[str, str]:
	found = {}
	for measure in measures.MEASURES:
		row = next((row for row in rows if row["key"] == measure.key), None)
		found[f"measure_{measure.key}"] = number(row["value"]) if row else "–"
		found[f"measure_{measure.key}_change"] = change(row)
	return found


def change(row: dict | None) -> str:
	"""Return how a measure has changed since the year before: เพิ่มขึ้น 3 จากปีก่อน."""
	trend = sorted((row or {}).get("trend", {}).items())
	if len(trend) < 2:
		return "ยังไม่มีปีก่อนให้เทียบ"
	difference = trend[-1][1] - trend[-2][1]
	if not difference:
		return "เท่ากับปีก่อน"
	return f"{'เพิ่มขึ้น' if difference > 0 else 'ลดลง'} {number(abs(difference))} จากปีก่อน"


def number(value: float) -> str:
	return f"{value:,.10g}"


def money(value: float) -> str:
	return f"{value:,.2f}"
