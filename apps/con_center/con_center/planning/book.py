"""What the prints of the plans show: the plan book of an area, and the sheet of an action plan."""

import frappe
from frappe.utils import cint, getdate

from con_center.access.areas import COLUMN_BY_LENGTH, COUNTRY
from con_center.access.statements import among
from con_center.approval import log
from con_center.approval.meaning import states
from con_center.entry.fiscal_year import current_fiscal_year
from con_center.organization.doctype.area.area import long_name, short_names
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
	none is given), as far as the session user may read them: year, years, sides, total, by_year, by_way ({way: number}),
	by_source ({source: Decimal}); and what the book tells beside them: place, within (the areas above), basic,
	endorsed_by, made_by.

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
		by_way=_ways(projects),
		by_source=_sources(projects),
		place=long_name(area),
		within=" ".join(long_name(area[:length]) for length in (4, 2) if length < len(area)),
		basic=_basic_data(area),
		endorsed_by=_officers(area, "Integrated Administration Committee"),
		made_by=_officers(area, "Center Committee"),
	)


def _place(area: str) -> dict:
	return {} if area == COUNTRY else {COLUMN_BY_LENGTH[len(area)]: area}


def _basic_data(area: str) -> frappe._dict:
	"""Return what is known of the area: members of its center's committee, and its organisations by type.

	organizations: [{type, number, members, capital}]; villages: how many.
	"""
	committee = frappe.get_list(
		"Committee",
		filters={"area": area, "kind": "Center Committee", "status": "Current"},
		fields=["sitting_members", "term_start", "term_end"],
		limit_page_length=1,
	)
	kinds: dict[str, list] = {}
	for row in frappe.get_list(
		"Community Organization",
		filters={"status": "Active", **_place(area)},
		fields=["organization_type", "members_count", "capital"],
		order_by="organization_type",
		limit_page_length=0,
	):
		kinds.setdefault(row.organization_type, []).append(row)
	return frappe._dict(
		committee=committee[0] if committee else None,
		villages=frappe.db.count(
			"Area", {"level": "Village", "status": "Active", "name": ("like", f"{area}%")}
		),
		organizations=[
			frappe._dict(
				type=kind,
				number=len(rows),
				members=sum(cint(r.members_count) for r in rows),
				capital=total(r.capital for r in rows),
			)
			for kind, rows in kinds.items()
		],
	)


def _officers(area: str, kind: str) -> frappe._dict:
	"""Return the names of chair and secretary of the current committee of a kind; empty where they are not known."""
	committees = frappe.get_list(
		"Committee",
		filters={"area": area, "kind": kind, "status": "Current"},
		pluck="name",
		limit_page_length=1,
	)
	members = frappe.get_all(
		"Committee Member",
		filters={"parent": among(committees), "parenttype": "Committee", "status": "Sitting"},
		fields=["full_name", "role"],
		order_by="idx",
	)
	return frappe._dict(
		chair=next((m.full_name for m in members if (m.role or "").startswith("ประธาน")), ""),
		secretary=next((m.full_name for m in members if (m.role or "").endswith("และเลขานุการ")), ""),
	)


def _ways(projects) -> dict[str, int]:
	found: dict[str, int] = {}
	for project in projects:
		found[project.way] = found.get(project.way, 0) + 1
	return found


def _sources(projects) -> dict:
	found: dict[str, list] = {}
	for project in projects:
		for source, amount in project.by_source.items():
			found.setdefault(source, []).append(amount)
	return {source: total(amounts) for source, amounts in found.items()}


def _projects(area: str, year: int) -> list[frappe._dict]:
	projects = frappe.get_list(
		"Plan Project",
		filters={
			"fiscal_year": year,
			"workflow_state": ("not in", states("Plan Project", *GONE)),
			**_place(area),
		},
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
	areas = short_names({p.area for p in projects})
	for project in projects:
		own = lines.get(project.name, [])
		project.area_name = areas.get(project.area)
		project.by_year = total_by(own, lambda r: r.fiscal_year, lambda r: r.amount)
		project.by_source = total_by(own, lambda r: r.source, lambda r: r.amount)
		project.sources = list(project.by_source)
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
