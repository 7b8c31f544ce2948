import re

import frappe
from frappe import _
from frappe.utils import cint, getdate

from con_center.access.areas import COLUMN_BY_LENGTH, COUNTRY, LEVEL_BY_LENGTH
from con_center.access.posts import own_area
from con_center.entry.fiscal_year import check_fiscal_year
from con_center.meetings import rules
from con_center.organization.doctype.area.area import full_names
from con_center.organization.provenance import source_mark
from con_center.seams.arguments import report_filters
from con_center.thai import fiscal_year

CENTER_COMMITTEE = "Center Committee"
NO_COMMITTEE = "No Committee"
STATES = (rules.DONE, rules.DUE, rules.OVERDUE, NO_COMMITTEE)
# what a row counts, and what its part adds up
COUNTED = ("centers", "held", "needed", "done", "due", "overdue", "no_committee", "not_met")


def execute(filters: dict | None = None):
	"""Report of the meetings held against the yearly minimum: by the parts of an area, down to its committees.

	filters: fiscal_year (BE), area, kind (of committee). Of the centers' own committees, the centers that have none
	are listed, too: they are those that cannot meet. Only what the user may read is counted.
	"""
	filters = report_filters(filters)
	year = check_fiscal_year(cint(filters.fiscal_year) or fiscal_year(getdate()), _("Fiscal Year"))
	area = filters.area or own_area("Committee")
	kind = filters.kind or CENTER_COMMITTEE
	held = rules.held_by_body(year, area=area, kind=kind)
	rule = rules.settings()

	def state_of(center: str) -> rules.YearState:
		return rules.year_state(held.get((center, kind), 0), rule.needed, year, getdate(), rule.even_pace)

	committees = current_committees(area, kind)
	rows = [as_row(c, state_of(c.center)) for c in committees]
	if kind == CENTER_COMMITTEE:
		missing = centers_without(area, {c.center for c in committees})
		rows += [without_committee(c, state_of(c.name)) for c in missing]
	rows.sort(key=lambda row: (row["area"], row["title"]))
	rows = rows if is_lowest(area) else by_part(rows, area)
	return columns(area), rows, source_mark(rule.provenance), chart(rows, area), summary(rows)


def current_committees(area: str, kind: str) -> list[frappe._dict]:
	return frappe.get_list(
		"Committee",
		filters=[["status", "=", "Current"], ["kind", "=", kind], *within(area)],
		fields=["name", "title", "center", "kind", "area", "district", "province"],
		order_by=None,
		limit_page_length=0,
	)


def centers_without(area: str, having: set[str]) -> list[frappe._dict]:
	"""Return the active centers that are not among those `having` a current committee."""
	centers = frappe.get_list(
		"CON Center",
		filters=[["status", "=", "Active"], *within(area)],
		fields=["name", "center_name", "area"],
		order_by=None,
		limit_page_length=0,
	)
	return [center for center in centers if center.name not in having]


def within(area: str) -> list[list]:
	return [] if area == COUNTRY else [[COLUMN_BY_LENGTH.get(len(area), "area"), "=", area]]


def is_lowest(area: str) -> bool:
	"""Tell whether the rows are committees, not parts of the area: in a district there are few enough."""
	return area != COUNTRY and len(area) >= 4


def as_row(committee, state: rules.YearState) -> dict:
	return {
		"area": committee.area,
		"committee": committee.name,
		"title": committee.title,
		"center": committee.center,
		"centers": 1,
		"held": state.held,
		"needed": state.needed,
		"state": state.state,
		"due_on": state.due_on,
		"not_met": int(not state.held),
		**{frappe.scrub(name): int(name == state.state) for name in STATES},
	}


def without_committee(center, state: rules.YearState) -> dict:
	"""Return the row of a center that has no committee now; what an earlier one held this year is shown."""
	committee = frappe._dict(area=center.area, name=None, title=center.center_name, center=center.name)
	return as_row(committee, state._replace(state=NO_COMMITTEE, due_on=None))


def by_part(rows: list[dict], area: str) -> list[dict]:
	"""Add the rows up by the part of the area that they lie in; the area's own committee has its own row, which names
	the center: it has no parts to lead to.
	"""
	length = 2 if area == COUNTRY else len(area) + 2
	parts: dict[str, dict] = {}
	for row in rows:
		code = row["area"][:length]
		part = parts.setdefault(
			code,
			{"area": code, **dict.fromkeys(COUNTED, 0)},
		)
		for field in COUNTED:
			part[field] += row[field]
		if row["area"] == area:
			part["center"] = row["center"]
	names = full_names(parts)
	for code, part in parts.items():
		part["title"] = names.get(code) or code
	return sorted(parts.values(), key=lambda part: (len(part["area"]), part["area"]))


def chart(rows: list[dict], area: str) -> dict | None:
	"""Draw the parts; the area's own committee, beside them, would look like one of them."""
	rows = rows if is_lowest(area) else [row for row in rows if row["area"] != area]
	if not rows:
		return None
	return {
		"data": {
			"labels": [short(row["title"]) for row in rows],
			"datasets": [
				{"name": word(state), "values": [row[frappe.scrub(state)] for row in rows]}
				for state in STATES
			],
		},
		"type": "bar",
		"barOptions": {"stacked": 1},
		"colors": ["#48bb74", "#ecac4b", "#e24c4c", "#8b2f2f"],
	}


def word(state: str) -> str:
	return _(state, context="Meetings of a year")


def short(title: str) -> str:
	"""Return what tells one bar from another: the name of the place, without its kind and what it lies in."""
	words = title.split(" ")
	place = (
		words[1] if words[0] in ("คณะกรรมการ", "คณะทำงานส่งเสริม", "ก.บ.ต.") and len(words) > 1 else words[0]
	)
	return re.sub(r"^(ศอช\.ต\.|[ตอจ]\.)", "", place)


def summary(rows: list[dict]) -> list[dict]:
	colours = {rules.DONE: "Green", rules.DUE: "Orange", rules.OVERDUE: "Red", NO_COMMITTEE: "Red"}
	return [
		{"label": _("Centers"), "value": sum(row["centers"] for row in rows), "datatype": "Int"},
		{"label": _("Meetings"), "value": sum(row["held"] for row in rows), "datatype": "Int"},
		*(
			{
				"label": word(state),
				"value": sum(row[frappe.scrub(state)] for row in rows),
				"datatype": "Int",
				"indicator": colours[state],
			}
			for state in STATES
		),
		{
			"label": _("Not Met Yet"),
			"value": sum(row["not_met"] for row in rows),
			"datatype": "Int",
			"indicator": "Red",
		},
	]


def columns(area: str) -> list[dict]:
	def column(fieldname, label, fieldtype, width, **more):
		return {"fieldname": fieldname, "label": label, "fieldtype": fieldtype, "width": width, **more}

	held = column("held", _("Meetings Held"), "Int", 160)
	if is_lowest(area):
		return [
			column("title", _("Committee"), "Data", 420),
			held,
			column("needed", _("Fewest"), "Int", 130),
			column("state", _("State"), "Data", 250),
			column("due_on", _("Next Due On"), "Date", 170),
		]
	part = LEVEL_BY_LENGTH[2 if area == COUNTRY else len(area) + 2]
	return [
		column("title", _(part), "Data", 300),
		column("centers", _("Centers"), "Int", 120),
		held,
		*(column(frappe.scrub(state), word(state), "Int", 140) for state in STATES),
		column("not_met", _("Not Met Yet"), "Int", 140),
	]
