"""What lies below a district's, province's or the central center, by its parts: a fixed number of queries.

The caller sees to it that the user may read what lies below.
"""

from collections import Counter

import frappe
from frappe.query_builder.functions import Avg, Count, Sum
from frappe.utils import flt, getdate

from con_center.access.areas import COLUMN_BY_LENGTH, COUNTRY
from con_center.assessments.confirming import complete_states
from con_center.meetings import rules as meeting_rules
from con_center.organization.doctype.area.area import short_names
from con_center.overview.of_center import in_office
from con_center.overview.rules import (
	EXPIRED,
	GRAY,
	RED,
	Year,
	colour_of_missing_meetings,
	colour_of_missing_round,
	colour_of_share,
	term_state,
)
from con_center.planning.figures import below as in_area
from con_center.reporting.rounds import DISTRICT_HOP, days_late, must_send, round_for, states_handed_in

KIND = "Center Committee"
# the numbers of a part, which add up
SUMS = ("centers", "assessed_centers", "in_office", "met", "plans", "planned", "spent", "overdue_tasks")


def parts(area: str, year: Year, needed_rounds: int) -> list[dict]:
	"""Return the parts of an area in figures, in the order of their codes.

	Each is a dict of area, title, what SUMS names (money in baht), progress (mean percent of the approved plans),
	and assessed: {round: complete assessments}.
	"""
	length = 2 if area == COUNTRY else len(area) + 2
	found = _centers(area, length)
	_add_committees(found, area, length, year)
	_add_meetings(found, area, length, year)
	_add_plans(found, area, length, year)
	_add_assessments(found, area, length, year, needed_rounds)
	_add_tasks(found, area, length, year)
	names = short_names(found)
	for code, part in found.items():
		part["title"] = names.get(code) or code
	return [found[code] for code in sorted(found)]


def total(rows: list[dict]) -> dict:
	"""Return the parts added up; the progress is the mean over all plans."""
	sums = {field: sum(row[field] for row in rows) for field in SUMS}
	rounds = rows[0]["assessed"] if rows else {}
	sums["assessed"] = {number: sum(row["assessed"][number] for row in rows) for number in rounds}
	weighted = sum((row["progress"] or 0) * row["plans"] for row in rows)
	sums["progress"] = round(weighted / sums["plans"], 1) if sums["plans"] else None
	return sums


def add_reports(rows: list[dict], sums: dict, area: str, year: Year) -> None:
	"""Add to the parts and to their total: reporters, the districts that have to send a progress report, and reports,
	those that have. Districts send whether they have a center or not, so the total counts all of them; three queries.
	"""
	length = 2 if area == COUNTRY else len(area) + 2
	everyone = must_send(frappe._dict(hop=DISTRICT_HOP, fiscal_year=year.number, area=area), alone=True)
	sending = Counter(place.area[:length] for place in everyone)
	report = frappe.qb.DocType("Progress Report")
	sent = dict(
		frappe.qb.from_(report)
		.select(_part(report, length), Count(report.area).distinct())
		.where((report.fiscal_year == year.number) & (report.hop == DISTRICT_HOP) & _below(report, area))
		.where((report.docstatus != 2) & report.workflow_state.isin(states_handed_in()))
		.groupby(_part(report, length))
		.run()
	)
	of_districts = round_for(area, DISTRICT_HOP, year.number)
	late = (
		bool(of_districts)
		and of_districts.status == "Open"
		and days_late(of_districts.deadline, getdate()) > 0
	)
	for row in rows:
		row.update(reporters=sending[row["area"]], reports=sent.get(row["area"], 0))
	sums.update(reporters=sending.total(), reports=sum(sent.values()))
	for row in (*rows, sums):
		colour = colour_of_share(row["reports"], row["reporters"], RED if late else GRAY)
		row["colours"]["reports"] = colour


def colours(row: dict, year: Year, needed_rounds: int) -> dict[str, str]:
	"""Return the colour of each share in a part."""
	centers = row["centers"]
	return {
		"in_office": colour_of_share(row["in_office"], centers),
		"met": colour_of_share(row["met"], centers, colour_of_missing_meetings(year)),
		"plans": colour_of_share(row["plans"], centers, RED if year.begun else GRAY),
		**{
			f"assessed_{number}": colour_of_share(
				done, row["assessed_centers"], colour_of_missing_round(number, needed_rounds, year)
			)
			for number, done in row["assessed"].items()
		},
		"overdue_tasks": RED if row["overdue_tasks"] else GRAY,
	}


def _below(table, area: str):
	return in_area(table, area) & (table.area != area)


def _part(table, length: int):
	return table[COLUMN_BY_LENGTH[length]]


def _centers(area: str, length: int) -> dict[str, dict]:
	center = frappe.qb.DocType("CON Center")
	rows = (
		frappe.qb.from_(center)
		.select(_part(center, length), center.level, Count("*"))
		.where((center.status == "Active") & _below(center, area))
		.groupby(_part(center, length), center.level)
	).run()
	found: dict[str, dict] = {}
	for code, level, number in rows:
		part = found.setdefault(
			code, {"area": code, **dict.fromkeys(SUMS, 0), "progress": None, "assessed": {}}
		)
		part["centers"] += number
		part["assessed_centers"] += number * (level == "Sub-district")
	return found


def _add_committees(found: dict, area: str, length: int, year: Year) -> None:
	committee = frappe.qb.DocType("Committee")
	rows = (
		frappe.qb.from_(committee)
		.select(committee.center, committee.area, committee.term_end)
		.distinct()
		.where((committee.kind == KIND) & in_office(committee, year) & _below(committee, area))
	).run()
	for code in {
		(place[:length], center)
		for center, place, term_end in rows
		if term_state(term_end, year.day) != EXPIRED
	}:
		if code[0] in found:
			found[code[0]]["in_office"] += 1


def _add_meetings(found: dict, area: str, length: int, year: Year) -> None:
	"""The code of a center is that of its area, so its first digits say in which part it lies."""
	needed = meeting_rules.settings().needed
	for (center, _kind), number in meeting_rules.held_by_body(year.number, area=area, kind=KIND).items():
		if center != area and number >= needed and center[:length] in found:
			found[center[:length]]["met"] += 1


def _add_plans(found: dict, area: str, length: int, year: Year) -> None:
	plan = frappe.qb.DocType("Action Plan")
	rows = (
		frappe.qb.from_(plan)
		.select(
			_part(plan, length),
			Count("*"),
			Avg(plan.progress_percent),
			Sum(plan.planned_total),
			Sum(plan.spent_total),
		)
		.where((plan.fiscal_year == year.number) & (plan.docstatus == 1) & _below(plan, area))
		.groupby(_part(plan, length))
	).run()
	for code, number, progress, planned, spent in rows:
		if code in found:
			found[code].update(
				plans=number, progress=round(flt(progress), 1), planned=flt(planned), spent=flt(spent)
			)


def _add_assessments(found: dict, area: str, length: int, year: Year, needed_rounds: int) -> None:
	assessment = frappe.qb.DocType("Assessment")
	rows = (
		frappe.qb.from_(assessment)
		.select(_part(assessment, length), assessment.round, Count("*"))
		.where((assessment.fiscal_year == year.number) & assessment.workflow_state.isin(complete_states()))
		.where(_below(assessment, area))
		.groupby(_part(assessment, length), assessment.round)
	).run()
	rounds = sorted({*range(1, needed_rounds + 1), *(number for _code, number, _n in rows)})
	for part in found.values():
		part["assessed"] = dict.fromkeys(rounds, 0)
	for code, number, complete in rows:
		if code in found:
			found[code]["assessed"][number] = complete


def _add_tasks(found: dict, area: str, length: int, year: Year) -> None:
	task = frappe.qb.DocType("Meeting Task")
	rows = (
		frappe.qb.from_(task)
		.select(_part(task, length), Count("*"))
		.where((task.status == "Open") & (task.due_date < year.day) & _below(task, area))
		.groupby(_part(task, length))
	).run()
	for code, number in rows:
		if code in found:
			found[code]["overdue_tasks"] = number
