import frappe
from frappe import _
from frappe.utils import cint, getdate

from con_center.access.areas import COUNTRY, level_of
from con_center.entry.fiscal_year import check_fiscal_year
from con_center.organization.doctype.area.area import long_name
from con_center.reporting import figures, rounds
from con_center.reporting.areas import asked_area, is_readable, readable
from con_center.seams.arguments import report_filters
from con_center.thai import fiscal_year as fiscal_year_of


def execute(filters: dict | None = None):
	"""The numbers of all districts of a province on one page, or of all provinces; within the user's areas.

	filters: fiscal_year (BE), area (a province; empty: all provinces), live. Numbers are those of the reports as they
	were sent; with `live`, those that the documents give now. Who has not sent is named, and has no numbers.
	"""
	filters = report_filters(filters)
	year = check_fiscal_year(cint(filters.fiscal_year) or fiscal_year_of(getdate()), _("Fiscal Year"))
	area = asked_area(filters.area)
	by = "province" if area == COUNTRY else "district"
	rows = live_rows(area, year, by) if cint(filters.live) else sent_rows(area, year, by)
	if rows:
		rows.append(total_row(rows))
	return columns(by), rows, message(area, year, cint(filters.live)), chart(rows)


def places(area: str, year: int, by: str) -> list[frappe._dict]:
	"""Return who reports, of those that the user may read: dicts of area, area_name."""
	codes = readable(area)
	hop = rounds.DISTRICT_HOP if by == "district" else rounds.PROVINCE_HOP
	everyone = frappe._dict(hop=hop, fiscal_year=year, area=area[:2] if by == "district" else COUNTRY)
	return [row for row in rounds.must_send(everyone, area) if is_readable(row.area, codes)]


def reports(area: str, year: int, hop: str) -> dict[str, frappe._dict]:
	"""Return {area: report} of a hop that the user may read, with its numbers: two queries."""
	found = frappe.get_list(
		"Progress Report",
		filters={"fiscal_year": year, "hop": hop, "docstatus": ("!=", 2)},
		fields=["name", "area", "workflow_state", "sent_on"],
		limit_page_length=0,
	)
	sent = {row.name: row for row in map(rounds.with_meaning, found) if row.meaning in rounds.HANDED_IN}
	for row in found:
		row.numbers = {}
	line = frappe.qb.DocType("Progress Report Figure")
	lines = (
		frappe.qb.from_(line)
		.select(line.parent, line.code, line.value)
		.where((line.parenttype == "Progress Report") & line.parent.isin(list(sent) or [""]))
	).run()
	for parent, code, value in lines:
		sent[parent].numbers[code] = value
	return {row.area: row for row in found}


def sent_rows(area: str, year: int, by: str) -> list[frappe._dict]:
	"""Return the rows from the reports that have been sent, the province's own level last."""
	hop = rounds.DISTRICT_HOP if by == "district" else rounds.PROVINCE_HOP
	found = reports(area, year, hop)
	rows = []
	for place in places(area, year, by):
		report = found.get(place.area)
		rows.append(
			as_row(
				place.area,
				place.area_name,
				report,
				report.numbers if report else {},
			)
		)
	if by == "district" and len(area) == 2 and is_readable(area, readable(area)):
		rows.append(own_row(area, reports(area, year, rounds.PROVINCE_HOP).get(area)))
	return rows


def own_row(area: str, report) -> frappe._dict:
	"""Return the row of the province's own committee, from the province's report."""
	numbers = {
		code: value
		for code, value in (report.numbers if report else {}).items()
		if figures.BY_CODE[code].level == "Province"
	}
	return as_row(area, own_name(area), report, numbers, own=1)


def live_rows(area: str, year: int, by: str) -> list[frappe._dict]:
	"""Return the rows from the documents as they are now."""
	found: dict[str, dict] = {}
	codes = readable(area)
	for code in codes:
		found.update(figures.by_part(code, year, by=by))
	rows = [live_row(place.area, place.area_name, found.get(place.area)) for place in places(area, year, by)]
	if by == "district" and len(area) == 2 and area in codes:
		rows.append(live_row(area, own_name(area), found.get(area), own=1))
	return rows


def own_name(area: str) -> str:
	return _("Level of the province: {0}").format(long_name(area))


def live_row(area: str, area_name: str, numbers: dict | None, own: int = 0) -> frappe._dict:
	row = as_row(area, area_name, None, numbers or figures.empty(), own)
	return row.update(handed_in=None, state_name=_("Live Data"))


def as_row(area: str, area_name: str, report, numbers: dict, own: int = 0) -> frappe._dict:
	return frappe._dict(
		area=area,
		area_name=area_name,
		begun=int(bool(report)),
		handed_in=int(bool(report) and report.meaning in rounds.HANDED_IN),
		state_name=_(report.workflow_state if report else rounds.NOT_BEGUN),
		report=report.name if report else None,
		own=own,
		**{code: shown(number, numbers.get(code), area) for code, number in figures.BY_CODE.items()},
	)


def shown(number: figures.Number, value: int | None, area: str) -> int | None:
	"""Return the value, or nothing where an area of this level has nothing to say."""
	return value if value or figures.applies(number, level_of(area)) else None


def total_row(rows: list[dict]) -> frappe._dict:
	reporting = [row for row in rows if not row.own]
	sent = sum(row.handed_in or 0 for row in reporting)
	# of live data nobody has sent anything
	live = all(row.handed_in is None for row in rows)
	total = figures.add_up({code: row[code] for code in figures.BY_CODE} for row in rows)
	return frappe._dict(
		area_name=_("Total"),
		state_name=_("Live Data") if live else _("{0} of {1} have sent").format(sent, len(reporting)),
		is_total=1,
		**total,
	)


def message(area: str, year: int, live: int) -> str:
	place = _("All Provinces") if area == COUNTRY else long_name(area)
	source = (
		_("Numbers as the documents give them now")
		if live
		else _("Numbers as they were sent. Who has not sent has none")
	)
	return frappe.utils.escape_html(f"{place} · {_('Fiscal Year')} {year} · {source}")


def chart(rows: list[dict]) -> dict | None:
	"""Return how many sub-districts there are for each item of the form."""
	if not rows:
		return None
	items = {
		"register_sub_areas": _("Registers"),
		"review_sub_areas": _("Orders Reviewed"),
		"meetings_sub": _("Met Often Enough"),
		"integrated_sub": _("Integrated Committees"),
		"assessed_sub": _("Assessed"),
		"strong_sub": _("Strong Sub-districts"),
	}
	return {
		"type": "bar",
		"data": {
			"labels": list(items.values()),
			"datasets": [{"name": _("Sub-districts"), "values": [cint(rows[-1][code]) for code in items]}],
		},
		"colors": ["#2490ef"],
		"fieldtype": "Int",
	}


def columns(by: str) -> list[dict]:
	return [
		{
			"fieldname": "area_name",
			"label": _("District") if by == "district" else _("Province"),
			"fieldtype": "Data",
			"width": 190,
		},
		{"fieldname": "state_name", "label": _("Status"), "fieldtype": "Data", "width": 150},
		*(
			{"fieldname": number.code, "label": _(number.label), "fieldtype": "Int", "width": 150}
			for number in figures.NUMBERS
		),
		{
			"fieldname": "report",
			"label": _("Progress Report"),
			"fieldtype": "Link",
			"options": "Progress Report",
			"width": 140,
		},
	]
