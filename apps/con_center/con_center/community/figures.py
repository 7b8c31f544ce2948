"""What figures of the villages say of an area: beside its plan and projects, in prints, and in the report."""

import frappe
from frappe.query_builder.functions import Avg, Count, Sum
from frappe.utils import cint, flt

from con_center.planning.figures import below, within

DOCTYPE = "Village Figure"
MEAN, LESS = "Mean", "Less"
# villages that are named with a figure, the worst first
WORST = 3
SHOWN_BESIDE = ("Action Plan", "Plan Project")


def indicators(side: str | None = None) -> list[frappe._dict]:
	"""Return the figures in use, in their order; side: those of this side of a plan, and those of none."""
	rows = frappe.get_all(
		"Community Indicator",
		filters={"disabled": 0},
		fields=["name", "indicator_name", "unit", "source", "adds_up", "better", "plan_side", "rank"],
	)
	rows.sort(key=lambda row: (row.rank, row.name))
	return [row for row in rows if not side or not row.plan_side or row.plan_side == side]


def years_of(area: str, until: int | None = None, most: int = 2) -> list[int]:
	"""Return the latest years of which something is known of an area (DOPA code), the latest first."""
	table = frappe.qb.DocType(DOCTYPE)
	query = (
		frappe.qb.from_(table)
		.select(table.year)
		.distinct()
		.where(within(table, DOCTYPE) & below(table, area))
		.orderby(table.year, order=frappe.qb.desc)
		.limit(most)
	)
	if until:
		query = query.where(table.year <= until)
	return [year for (year,) in query.run()]


def sums(area: str, years: list[int], by: str | None = None) -> dict[tuple, frappe._dict]:
	"""Return what the villages of an area come to: {(part, indicator, year): {total, mean, villages}}.

	by: the column by which they are divided into parts (province, district, area, village); None: the whole (part "").
	Only what the session user may read.
	"""
	if not years:
		return {}
	table = frappe.qb.DocType(DOCTYPE)
	part = [table[by]] if by else []
	query = (
		frappe.qb.from_(table)
		.select(*part, table.indicator, table.year)
		.select(Sum(table.value).as_("total"), Avg(table.value).as_("mean"), Count("*").as_("villages"))
		.where(table.year.isin(years) & within(table, DOCTYPE) & below(table, area))
		.groupby(table.year, *part, table.indicator)
	)
	return {(row.get(by) if by else "", row.indicator, row.year): row for row in query.run(as_dict=True)}


def value_of(indicator, row) -> float | None:
	"""Return the figure of an area from `sums`: the sum of its villages, or their mean."""
	if not row:
		return None
	return round(flt(row.mean if indicator.adds_up == MEAN else row.total), 2)


def beside(
	area: str, until: int | None = None, side: str | None = None, village: str | None = None
) -> list[dict]:
	"""Return what is known of an area, as the reason for what is planned there, a dict for each figure.

	until: the plan's year (BE); village: a code, of which the figure is told, too. Each has name, unit, source, year,
	value, before_year, before (None where nothing is known), change (better, worse or ""), and worst: names and
	values of villages, of a sub-district alone.
	"""
	years = years_of(area, until)
	whole = sums(area, years)
	parts = sums(area, years[:1], "village") if len(area) == 6 else {}
	names = village_names(area, years) if parts else {}
	found = []
	for indicator in indicators(side):
		known = [year for year in years if ("", indicator.name, year) in whole]
		if not known:
			continue
		own = parts.get((village, indicator.name, known[0])) if village else None
		values = [value_of(indicator, whole["", indicator.name, year]) for year in known]
		found.append(
			{
				**_told(indicator, known, values),
				"village": flt(own.total) if own else None,
				"worst": _worst(indicator, known[0], parts, names),
			}
		)
	return found


def _told(indicator, years: list[int], values: list[float]) -> dict:
	"""Return what is told of a figure: of the latest of the years, and of the one before."""
	value, before = (*values, None)[:2]
	return {
		"name": indicator.indicator_name,
		"unit": indicator.unit or "",
		"source": indicator.source,
		"mean": indicator.adds_up == MEAN,
		"year": years[0],
		"value": value,
		"before_year": (*years, None)[1],
		"before": before,
		"value_said": said(value),
		"before_said": said(before),
		"change": change(indicator.better, value, before),
	}


def change(better: str | None, value: float | None, before: float | None) -> str:
	if not better or value is None or before is None or value == before:
		return ""
	return "better" if (value > before) == (better != LESS) else "worse"


def _worst(indicator, year: int, parts: dict, names: dict[str, str]) -> list[dict]:
	"""Return the villages in which it is worst; of what is neither good nor bad, none."""
	if not indicator.better:
		return []
	own = [
		(flt(row.total), village)
		for (village, name, of_year), row in parts.items()
		if name == indicator.name and of_year == year
	]
	own.sort(reverse=indicator.better == LESS)
	return [
		{"village": names.get(village) or village, "value": value, "value_said": said(value)}
		for value, village in own[:WORST]
	]


def said(value: float | None) -> str:
	"""Return a figure as prints have it: 1,250 or 1,250.50, "–" where nothing is known."""
	if value is None:
		return "–"
	return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"


def village_names(area: str, years: list[int]) -> dict[str, str]:
	"""Return what the villages of a sub-district are called, of which there are figures in the first of the years."""
	table = frappe.qb.DocType(DOCTYPE)
	rows = (
		frappe.qb.from_(table)
		.select(table.village, table.village_name)
		.distinct()
		.where((table.area == area) & table.year.isin(years[:1]) & within(table, DOCTYPE))
	).run()
	return {village: called(village, name) for village, name in rows}


def called(village: str, name: str | None) -> str:
	"""Return how a village is called: หมู่ 4 บ้านหนองบัว."""
	return f"หมู่ {cint(village[6:])} {name or ''}".strip()


@frappe.whitelist()
def for_plan(doctype: str, name: str) -> list[dict]:
	"""Return what is known of the area of a plan or a project that the session user may read (`beside`)."""
	if doctype not in SHOWN_BESIDE:
		return []
	doc = frappe.get_doc(doctype, name)
	doc.check_permission("read")
	return beside(doc.area, doc.fiscal_year, doc.get("side"), doc.get("village"))


def community_figures(area: str, until=None, side: str | None = None) -> list[dict]:
	"""For print formats: `beside`."""
	return beside(area, cint(until) or None, side)
