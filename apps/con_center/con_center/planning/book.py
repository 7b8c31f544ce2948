"""What the prints of the plans show: the plan book of an area, and the sheet of an action plan."""

import frappe
from frappe.utils import cint, getdate

from con_center.access.areas import COLUMN_BY_LENGTH, COUNTRY
from con_center.approval import log
from con_center.approval.meaning import states
from con_center.entry.fiscal_year import current_fiscal_year
from con_center.planning import months
from con_center.planning.money import total, total_by
from con_center.planning.workflow import GONE
from con_center.thai import month_name, thai_date

MOST = 2000


def plan_sheet(plan) -> frappe._dict:
	"""Return what the print of an action plan shows beside the document itself.

	months: (field, short Thai name) of the twelve; sources: {activity number: lines of money}; by_source: [(source,
	Decimal)]; people: {activity number: lines of participants}; total: Decimal.
	"""
	sources: dict[int, list] = {}
	for row in plan.budgets:
		sources.setdefault(cint(row.activity_number), []).append(row)
	people: dict[int, list] = {}
	for row in plan.participants:
		people.setdefault(cint(row.activity_number), []).append(row)
	return frappe._dict(
		months=[(name.lower(), month_name(number, short=True)) for name, number in months.MONTHS.items()],
		sources=sources,
		people=people,
		by_source=list(total_by(plan.budgets, lambda r: r.source, lambda r: r.amount).items()),
		total=total(r.amount for r in plan.budgets),
	)


def project_history(project) -> list[str]:
	"""Return what became of a project, a line for each decision that says why; first where it came from."""
	told = [
		f"{thai_date(getdate(entry.decided_on), thai=False)}: {entry.comment}"
		for entry in log.entries("Plan Project", project.name)
		if entry.comment
	]
	return [*(project.trace or "").splitlines(), *told]


def plan_book(area: str, fiscal_year: int | str | None = None) -> frappe._dict:
	"""Return the projects that stand in the plans of an area (DOPA code) for a fiscal year (BE; the present one where
	none is given), as far as the session user may read them: year, years, sides, total, by_year.

	sides: [{side, projects, total, by_year}], in the order of the list of sides; each project is a dict of its fields
	with by_year ({year: Decimal}), sources and referrals.
	"""
	year = cint(fiscal_year) or current_fiscal_year()
	projects = _projects(area, year)
	years = sorted({y for p in projects for y in p.by_year})
	sides: dict[str, list] = {}
	for project in projects:
		sides.setdefault(project.side, []).append(project)
	return frappe._dict(
		year=year,
		years=years,
		sides=[
			frappe._dict(
				side=side,
				projects=found,
				total=total(p.planned_total for p in found),
				by_year=_by_year(found, years),
			)
			for side, found in sorted(sides.items(), key=lambda item: _ranks().get(item[0], 999))
		],
		count=len(projects),
		total=total(p.planned_total for p in projects),
		by_year=_by_year(projects, years),
	)


def _projects(area: str, year: int) -> list[frappe._dict]:
	place = {} if area == COUNTRY else {COLUMN_BY_LENGTH[len(area)]: area}
	projects = frappe.get_list(
		"Plan Project",
		filters={"fiscal_year": year, "workflow_state": ("not in", states("Plan Project", *GONE)), **place},
		fields=[
			"name",
			"project_name",
			"area",
			"village_text",
			"problem",
			"aim",
			"target",
			"expected_result",
			"way",
			"side",
			"priority",
			"workflow_state",
			"strong_sub_district",
			"responsible",
			"planned_total",
		],
		order_by="area, name",
		limit_page_length=MOST,
	)
	names = [p.name for p in projects]
	lines = _rows("Plan Project Budget", names, ["fiscal_year", "source", "amount"])
	referrals = _rows("Plan Project Referral", names, ["passed_to", "state", "amount_granted"])
	areas = dict(
		frappe.get_all(
			"Area",
			filters={"name": ("in", {p.area for p in projects})},
			fields=["name", "area_name"],
			as_list=True,
		)
	)
	for project in projects:
		own = lines.get(project.name, [])
		project.area_name = areas.get(project.area)
		project.by_year = total_by(own, lambda r: r.fiscal_year, lambda r: r.amount)
		project.sources = list(dict.fromkeys(r.source for r in own))
		project.referrals = referrals.get(project.name, [])
	# what has no priority yet comes after what has
	return sorted(projects, key=lambda p: (p.area, not p.priority, p.priority, p.name))


def _rows(doctype: str, parents: list[str], fields: list[str]) -> dict[str, list]:
	"""Return the rows of the documents, which the user may read, by document."""
	rows: dict[str, list] = {}
	for row in frappe.get_all(
		doctype,
		filters={"parent": ("in", parents), "parenttype": "Plan Project"},
		fields=["parent", *fields],
		order_by="idx",
	):
		rows.setdefault(row.parent, []).append(row)
	return rows


def _by_year(projects, years: list[int]) -> dict:
	return {year: total(p.by_year.get(year, 0) for p in projects) for year in years}


def _ranks() -> dict[str, int]:
	return dict(frappe.get_all("Plan Side", fields=["name", "rank"], as_list=True))
