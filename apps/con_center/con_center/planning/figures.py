"""What plans say in figures: for the forms, the prints, the reports, and the modules that report on centers.

Everything here reads whatever it is asked for: who calls it for a client checks the right to the document, or goes
by `within`, which keeps a query inside the areas that the user may read.
"""

from decimal import Decimal

import frappe
from frappe.query_builder.functions import Avg, Count, Max, Sum
from frappe.utils import cint, flt
from pypika.terms import Criterion

from con_center.access.areas import COLUMN_BY_LENGTH, COUNTRY
from con_center.access.locking import lock
from con_center.access.posts import area_codes
from con_center.approval.meaning import states
from con_center.planning import months
from con_center.planning.money import NOTHING, percent, total
from con_center.planning.workflow import IN_PLAN
from con_center.thai import as_satang


def below(table, area: str) -> Criterion:
	"""Return the query criterion: the scoped row lies in the area (DOPA code), or in one that it holds."""
	return everywhere(table) if area == COUNTRY else table[COLUMN_BY_LENGTH[len(area)]] == area


def everywhere(table) -> Criterion:
	"""Return the query criterion that holds for each row: by a column that every index has."""
	return table.name.isnotnull()


def in_areas(table, codes: list[str]) -> Criterion:
	"""Return the query criterion: the scoped row lies in one of the areas; of none, no row does."""
	return Criterion.any(below(table, code) for code in codes) if codes else table.name.isnull()


def within(table, doctype: str, user: str | None = None) -> Criterion:
	"""Return the query criterion: the row lies where the user may read documents of this DocType."""
	codes = area_codes(doctype, "read", user)
	# no post, no rows
	return everywhere(table) if codes is None else in_areas(table, codes)


def activity_percent(target, done, reported) -> float:
	"""Return how far an activity is, 0 to 100: what is done of its target, else what was reported last."""
	if flt(target) > 0:
		return min(100.0, round(flt(done) * 100 / flt(target), 1))
	return min(100.0, flt(reported))


def plan_percent(activities: list[float]) -> float:
	"""Return how far a plan is: the mean of its activities, each counting the same whatever it costs."""
	return round(sum(activities) / len(activities), 1) if activities else 0.0


def plan_figures(name: str) -> dict:
	"""Return a plan in figures: dict of planned, spent, left (baht), spent_percent, progress_percent, reports, and the
	lists by_source, by_month, by_activity.
	"""
	plan = frappe.get_doc("Action Plan", name)
	progress = _progress(name)
	spending = _spending(name)
	planned, spent = total(r.amount for r in plan.budgets), total(r.amount for r in spending)
	activities = [_activity(row, progress, spending) for row in plan.activities]
	return {
		"planned": float(planned),
		"spent": float(spent),
		"left": float(planned - spent),
		"spent_percent": percent(spent, planned),
		"progress_percent": plan_percent([a["percent"] for a in activities]),
		"reports": len(progress),
		"by_source": _by_source(plan.budgets, spending),
		"by_month": _by_month(plan.activities, progress, spending),
		"by_activity": activities,
	}


def _progress(plan: str) -> list[dict]:
	return frappe.get_all(
		"Activity Progress",
		filters={"plan": plan, "status": "Recorded"},
		fields=["name", "activity_number", "month", "done_quantity", "percent_done", "people_total"],
	)


def _spending(plan: str) -> list[dict]:
	progress = frappe.qb.DocType("Activity Progress")
	line = frappe.qb.DocType("Activity Spending")
	return (
		frappe.qb.from_(line)
		.join(progress)
		.on((line.parent == progress.name) & (line.parenttype == "Activity Progress"))
		.select(line.source, line.amount, progress.activity_number, progress.month)
		.where((progress.plan == plan) & (progress.status == "Recorded"))
	).run(as_dict=True)


def _activity(row, progress: list[dict], spending: list[dict]) -> dict:
	own = [p for p in progress if cint(p.activity_number) == row.number]
	done = sum(flt(p.done_quantity) for p in own)
	reported = max((flt(p.percent_done) for p in own), default=0)
	spent = total(s.amount for s in spending if cint(s.activity_number) == row.number)
	return {
		"number": row.number,
		"activity_name": row.activity_name,
		"kind": row.kind,
		"planned": flt(row.planned_amount),
		"spent": float(spent),
		"target": flt(row.target_quantity),
		"unit": row.target_unit,
		"done": done,
		"percent": activity_percent(row.target_quantity, done, reported),
		"months": months.ticked(row),
		"reported_months": [m for m in months.NAMES if any(p.month == m for p in own)],
		"people": sum(cint(p.people_total) for p in own),
		"reports": len(own),
	}


def _by_source(budgets, spending) -> list[dict]:
	sources = dict.fromkeys([*(b.source for b in budgets), *(s.source for s in spending)])
	return [
		{
			"source": source,
			"planned": float(total(b.amount for b in budgets if b.source == source)),
			"spent": float(total(s.amount for s in spending if s.source == source)),
		}
		for source in sources
	]


def _by_month(activities, progress, spending) -> list[dict]:
	return [
		{
			"month": month,
			"activities": sum(cint(row.get(month.lower())) for row in activities),
			"reports": sum(p.month == month for p in progress),
			"spent": float(total(s.amount for s in spending if s.month == month)),
		}
		for month in months.NAMES
	]


def update_plan(name: str) -> None:
	"""Write what has been spent and how far it is into the plan. It is bookkeeping: no decision, no new version."""
	# two reports on the same plan at once add up one after the other
	lock("Action Plan", name)
	found = plan_figures(name)
	frappe.db.set_value(
		"Action Plan",
		name,
		{"spent_total": found["spent"], "progress_percent": found["progress_percent"]},
		update_modified=False,
	)


# for the modules that report on centers


def plan_of(center: str, fiscal_year: int) -> dict | None:
	"""Return the approved plan of a center for a fiscal year (BE): name, title, planned_total, spent_total,
	progress_percent; None where there is none.
	"""
	return frappe.db.get_value(
		"Action Plan",
		{"center": center, "fiscal_year": fiscal_year, "docstatus": 1},
		["name", "title", "planned_total", "spent_total", "progress_percent"],
		as_dict=True,
	)


def plan_progress(center: str, fiscal_year: int) -> float | None:
	"""Return how far the approved plan of a center is, in percent; None where it has none."""
	plan = plan_of(center, fiscal_year)
	return flt(plan.progress_percent) if plan else None


def plan_progress_by_center(area: str, fiscal_year: int) -> dict[str, float]:
	"""Return {center: percent} of the approved plans in an area (DOPA code) for a fiscal year, in one query."""
	plan = frappe.qb.DocType("Action Plan")
	rows = (
		frappe.qb.from_(plan)
		.select(plan.center, plan.progress_percent)
		.where((plan.fiscal_year == fiscal_year) & (plan.docstatus == 1) & below(plan, area))
	).run()
	return {center: flt(progress) for center, progress in rows}


def strong_projects(area: str, fiscal_year: int) -> dict[str, int]:
	"""Return {sub-district: number} of projects with the tag ตำบลเข้มแข็ง that stand in the plans of a fiscal year
	(BE), in an area (DOPA code), in one query: item 6 of the progress report. `strong_filters` lists them.
	"""
	project = frappe.qb.DocType("Plan Project")
	rows = (
		frappe.qb.from_(project)
		.select(project.area, Count("*"))
		.where(is_strong(project, fiscal_year, in_plan_states()) & below(project, area))
		.groupby(project.area)
	).run()
	return dict(rows)


def in_plan_states() -> list[str]:
	"""Return the states in which a project stands in the plan, for queries."""
	return states("Plan Project", *IN_PLAN)


def is_strong(project, fiscal_year, in_plan) -> Criterion:
	"""Return the query criterion of `strong_projects` but for the area, for who counts them otherwise.

	fiscal_year, in_plan (`in_plan_states`): values or parameters.
	"""
	tagged = (project.fiscal_year == fiscal_year) & (project.strong_sub_district == 1)
	return tagged & project.workflow_state.isin(in_plan)


def strong_filters(area: str, fiscal_year: int) -> dict:
	"""Return the filters of the list that `strong_projects` counts."""
	place = {} if area == COUNTRY else {COLUMN_BY_LENGTH[len(area)]: area}
	return {
		"fiscal_year": fiscal_year,
		"strong_sub_district": 1,
		"workflow_state": ("in", in_plan_states()),
		**place,
	}


# for the report


def sums(
	by: str, fiscal_year: int, area: str, approved_only: bool = True, source=None, kind=None
) -> list[dict]:
	"""Return planned and spent money of the plans that the session user may read, grouped.

	by: "source", "kind", "plan", or a column of the plan that holds an area ("area", "district", "province").
	Each row is a dict of key, planned, spent (Decimal). Two queries, whatever the number of plans.
	"""
	keys: dict = {}
	for found, name in (
		(_planned(by, fiscal_year, area, approved_only, source, kind), "planned"),
		(_spent(by, fiscal_year, area, approved_only, source, kind), "spent"),
	):
		for key, amount in found:
			row = keys.setdefault(key, {"key": key, "planned": NOTHING, "spent": NOTHING})
			row[name] += as_satang(amount or Decimal(0))
	return list(keys.values())


def _planned(by, fiscal_year, area, approved_only, source, kind):
	plan, activity = frappe.qb.DocType("Action Plan"), frappe.qb.DocType("Plan Activity")
	line = frappe.qb.DocType("Plan Activity Budget")
	key = {"source": line.source, "kind": activity.kind, "plan": plan.name}.get(by) or plan[by]
	query = (
		frappe.qb.from_(line)
		.join(plan)
		.on((line.parent == plan.name) & (line.parenttype == "Action Plan"))
		.join(activity)
		.on((activity.parent == plan.name) & (activity.number == line.activity_number))
		.select(key, Sum(line.amount))
		.where(_chosen(plan, fiscal_year, area, approved_only))
		.groupby(key)
	)
	query = query.where(line.source == source) if source else query
	return (query.where(activity.kind == kind) if kind else query).run()


def _spent(by, fiscal_year, area, approved_only, source, kind):
	plan, progress = frappe.qb.DocType("Action Plan"), frappe.qb.DocType("Activity Progress")
	line = frappe.qb.DocType("Activity Spending")
	key = {"source": line.source, "kind": progress.kind, "plan": plan.name}.get(by) or plan[by]
	query = (
		frappe.qb.from_(line)
		.join(progress)
		.on((line.parent == progress.name) & (line.parenttype == "Activity Progress"))
		.join(plan)
		.on(progress.plan == plan.name)
		.select(key, Sum(line.amount))
		.where(_chosen(plan, fiscal_year, area, approved_only) & (progress.status == "Recorded"))
		.groupby(key)
	)
	query = query.where(line.source == source) if source else query
	return (query.where(progress.kind == kind) if kind else query).run()


def _chosen(plan, fiscal_year, area, approved_only) -> Criterion:
	stage = plan.docstatus == 1 if approved_only else plan.docstatus < 2
	return (plan.fiscal_year == fiscal_year) & stage & below(plan, area) & within(plan, "Action Plan")


def counts(by: str, fiscal_year: int, area: str, approved_only: bool = True) -> dict:
	"""Return {key: dict of plans (their number), progress (mean percent), and title and name of the last one} of the
	plans that the session user may read.

	by: "plan" or a column of the plan that holds an area.
	"""
	plan = frappe.qb.DocType("Action Plan")
	key = plan.name if by == "plan" else plan[by]
	rows = (
		frappe.qb.from_(plan)
		.select(key, Count("*"), Avg(plan.progress_percent), Max(plan.title), Max(plan.name))
		.where(_chosen(plan, fiscal_year, area, approved_only))
		.groupby(key)
	).run()
	return {
		key: frappe._dict(plans=number, progress=round(flt(mean), 1), title=title, name=name)
		for key, number, mean, title, name in rows
	}
