import re

import frappe
from frappe import _
from frappe.utils import cint

from con_center.access.areas import level_of
from con_center.access.posts import own_area
from con_center.entry.fiscal_year import check_fiscal_year, current_fiscal_year
from con_center.organization.doctype.area.area import full_names
from con_center.planning import figures
from con_center.planning.money import NOTHING, percent, total
from con_center.seams.arguments import report_filters

# by area: what lies below an area of this level is shown one by one
COLUMN_BELOW = {"Country": "province", "Province": "district", "District": "area", "Sub-district": "plan"}
BY = ("Area", "Source of Money", "Kind of Activity")
MOST_BARS = 20


def execute(filters: dict | None = None):
	"""Report of planned and spent money, by area (drilled down to the plan), by source or by kind of activity.

	filters: fiscal_year (BE), area (DOPA code), by (one of BY), source, kind, with_drafts. Within the user's scope.
	"""
	asked = report_filters(filters)
	year = check_fiscal_year(cint(asked.fiscal_year) or current_fiscal_year(), _("Fiscal Year"))
	area = asked.area or own_area("Action Plan")
	by = asked.by if asked.by in BY else "Area"
	rows = rows_by_area(asked, year, area) if by == "Area" else rows_by(asked, year, area, by)
	for row in rows:
		row.left = row.planned - row.spent
		row.spent_percent = percent(row.spent, row.planned)
	return (
		columns(by),
		[_as_numbers(row) for row in with_total(rows)],
		None,
		chart(rows),
		summary(rows, area),
	)


def rows_by_area(asked, year: int, area: str) -> list[frappe._dict]:
	column = COLUMN_BELOW[level_of(area)]
	approved_only = not cint(asked.with_drafts)
	money = {
		row["key"]: row for row in figures.sums(column, year, area, approved_only, asked.source, asked.kind)
	}
	counted = figures.counts(column, year, area, approved_only)
	names = _names(column, [key for key in counted if key])
	rows = []
	for key, plans in counted.items():
		sums = money.get(key) or {}
		if (asked.source or asked.kind) and not sums:
			continue
		# the plan of the area's own center lies in none of its parts
		own = column != "plan" and key in (None, area)
		rows.append(
			frappe._dict(
				key=plans.name if own else key,
				name=names.get(key) if not own and column != "plan" else plans.title,
				drill="plan" if own or column == "plan" else "area",
				own=own,
				plans=plans.plans,
				progress=plans.progress,
				planned=sums.get("planned", NOTHING),
				spent=sums.get("spent", NOTHING),
			)
		)
	return sorted(rows, key=lambda row: (not row.own, row.key))


def _names(column: str, keys: list[str]) -> dict[str, str]:
	if column == "plan":
		return {}
	return full_names(keys)


def rows_by(asked, year: int, area: str, by: str) -> list[frappe._dict]:
	key = "source" if by == "Source of Money" else "kind"
	found = figures.sums(key, year, area, not cint(asked.with_drafts), asked.source, asked.kind)
	rows = [
		frappe._dict(key=r["key"], name=r["key"], drill="", planned=r["planned"], spent=r["spent"])
		for r in found
	]
	return sorted(rows, key=lambda row: (-row.planned, row.name or ""))


def with_total(rows: list) -> list:
	if not rows:
		return []
	planned, spent = total(r.planned for r in rows), total(r.spent for r in rows)
	sums = frappe._dict(
		name=_("Total"),
		is_total=1,
		planned=planned,
		spent=spent,
		left=planned - spent,
		spent_percent=percent(spent, planned),
	)
	if "plans" in rows[0]:
		sums.plans = sum(r.plans for r in rows)
		sums.progress = round(sum(r.progress * r.plans for r in rows) / sums.plans, 1)
	return [*rows, sums]


def _as_numbers(row) -> dict:
	return {**row, **{field: float(row[field]) for field in ("planned", "spent", "left")}}


def columns(by: str) -> list[dict]:
	def column(fieldname, label, fieldtype, width, **more):
		return {"fieldname": fieldname, "label": label, "fieldtype": fieldtype, "width": width, **more}

	money = {"options": "THB", "precision": 2}
	return [
		column("name", _(by), "Data", 330),
		*([column("plans", _("Plans"), "Int", 80)] if by == "Area" else []),
		column("planned", _("Planned (Baht)"), "Currency", 150, **money),
		column("spent", _("Spent (Baht)"), "Currency", 150, **money),
		column("left", _("Left (Baht)"), "Currency", 150, **money),
		column("spent_percent", _("Spent (%)"), "Percent", 130),
		*([column("progress", _("Progress"), "Percent", 130)] if by == "Area" else []),
	]


def chart(rows: list) -> dict | None:
	shown = rows[:MOST_BARS]
	if not shown:
		return None
	return {
		"data": {
			"labels": [_short(row.name) for row in shown],
			"datasets": [
				{"name": _("Planned (Baht)"), "values": [float(row.planned) for row in shown]},
				{"name": _("Spent (Baht)"), "values": [float(row.spent) for row in shown]},
			],
		},
		"type": "bar",
		"fieldtype": "Currency",
		"colors": ["#7cb5ec", "#2e7d32"],
	}


def _short(name: str | None) -> str:
	"""Return what tells one bar from another: the first word of an area's path, or of a center's plan."""
	words = re.sub(r"^แผนปฏิบัติการ ปี \d+ ", "", name or "").split(" ")
	return words[0]


def summary(rows: list, area: str) -> list[dict]:
	if not rows:
		return []
	planned, spent = total(r.planned for r in rows), total(r.spent for r in rows)
	place = frappe.get_cached_value("Area", area, "full_name")
	return [
		{"label": _("Area"), "value": place, "datatype": "Data"},
		{"label": _("Planned (Baht)"), "value": float(planned), "datatype": "Currency"},
		{"label": _("Spent (Baht)"), "value": float(spent), "datatype": "Currency", "indicator": "Green"},
		{"label": _("Left (Baht)"), "value": float(planned - spent), "datatype": "Currency"},
	]
