from collections import Counter

import frappe
from frappe import _
from frappe.utils import cint, format_date, getdate

from con_center.access.areas import COUNTRY
from con_center.access.posts import own_area
from con_center.approval.meaning import ACKNOWLEDGED, IN_FORCE, OWN_WORK, PASSED, RETURNED, REVIEW
from con_center.organization.doctype.area.area import short_names
from con_center.organization.provenance import source_mark
from con_center.reporting import rounds
from con_center.reporting.areas import asked_area, is_readable, readable
from con_center.seams.arguments import report_filters

# what the state means: colour of its part of the chart
COLOURS = {
	rounds.NOT_BEGUN: "#e24c4c",
	OWN_WORK: "#ecac4b",
	RETURNED: "#ed6396",
	REVIEW: "#7cd6fd",
	PASSED: "#2490ef",
	IN_FORCE: "#48bb74",
	ACKNOWLEDGED: "#48bb74",
}
SUMS = ("expected", "handed_in", "accepted", "lacking", "late")


def execute(filters: dict | None = None):
	"""Who has sent his report in a round, who is late, and by how many days; within the user's areas.

	filters: reporting_round, area, lacking (only who has not sent). Rows lead to the report; in the whole country,
	a round of districts has a row for each province.
	"""
	filters = report_filters(filters)
	name = filters.reporting_round or rounds.newest(own_area("Progress Report"))
	if not name:
		return columns(False), [], _("There is no round yet.")
	asked = rounds.check_round(name)
	area = asked_area(filters.area)
	rows = standings(asked, area, getdate())
	shown = [row for row in rows if not (cint(filters.lacking) and row.handed_in)]
	by_province = area == COUNTRY and asked.hop == rounds.DISTRICT_HOP and asked.area == COUNTRY
	listed = sums_by_province(shown) if by_province else shown
	return columns(by_province), listed, message(asked, area), chart(rows), summary(rows)


def standings(asked, area: str, day) -> list[frappe._dict]:
	"""Return a row for each who has to send, of those whose reports the user may read; a fixed number of queries."""
	codes = readable(area)
	reports = rounds.reports_of(asked.name)
	rows = []
	for place in rounds.must_send(asked, area):
		if is_readable(place.area, codes):
			report = reports.get(place.area)
			stands = rounds.standing(report, asked.deadline, day)
			rows.append(
				frappe._dict(
					area=place.area,
					area_name=place.area_name,
					full_name=place.full_name,
					reporting_round=asked.name,
					report=report.name if report else None,
					sent_on=getdate(report.sent_on) if report and stands["handed_in"] else None,
					**stands,
				)
			)
	return rows


def sums_by_province(rows: list[dict]) -> list[frappe._dict]:
	"""Add the districts up by their province."""
	found: dict[str, frappe._dict] = {}
	for row in rows:
		province = found.setdefault(
			row.area[:2], frappe._dict(area=row.area[:2], drill=1, **dict.fromkeys(SUMS, 0))
		)
		for field, number in figures(row).items():
			province[field] += number
	names = short_names(found)
	for code, row in found.items():
		row.area_name = names.get(code) or code
	return list(found.values())


def figures(row) -> dict[str, int]:
	return {
		"expected": 1,
		"handed_in": int(row.handed_in),
		"accepted": int(row.accepted),
		"lacking": int(not row.handed_in),
		"late": int(not row.handed_in and row.days_late > 0),
	}


def message(asked, area: str) -> str:
	"""Return what the report is on: the round, its deadline, and what says so."""
	deadline = format_date(asked.deadline) if asked.deadline else _("none has been set")
	lines = (
		f"{asked.title} ({_(asked.status, context='Reporting Round')})",
		_("Deadline: {0}").format(deadline),
		*filter(None, [rounds.why(asked, area)]),
	)
	return "<br>".join([*map(frappe.utils.escape_html, lines), source_mark(asked.provenance)])


def chart(rows: list[dict]) -> dict | None:
	if not rows:
		return None
	order = list(COLOURS)
	known = [(order.index(row.meaning), row.state) for row in rows if row.meaning in COLOURS]
	present = sorted(Counter(known).items())
	return {
		"type": "donut",
		"data": {
			"labels": [_(state) for (_place, state), _number in present],
			"datasets": [{"values": [number for _key, number in present]}],
		},
		"colors": [COLOURS[order[place]] for (place, _state), _number in present],
		"height": 220,
	}


def summary(rows: list[dict]) -> list[dict]:
	total = {field: sum(figures(row)[field] for row in rows) for field in SUMS}
	return [
		{"label": label(field), "value": total[field], "datatype": "Int", "indicator": colour}
		for field, colour in zip(SUMS, ("Blue", "Blue", "Green", "Orange", "Red"), strict=True)
	]


def label(field: str) -> str:
	return {
		"expected": _("To Report"),
		"handed_in": _("Have Sent"),
		"accepted": _("Report Accepted"),
		"lacking": _("Not Sent Yet"),
		"late": _("Late"),
	}[field]


def columns(by_province: bool) -> list[dict]:
	def column(fieldname, text, fieldtype, width, **more):
		return {"fieldname": fieldname, "label": text, "fieldtype": fieldtype, "width": width, **more}

	name = column("area_name", _("Area"), "Data", 220)
	if by_province:
		return [name, *(column(field, label(field), "Int", 130) for field in SUMS)]
	return [
		name,
		column("state", _("Status"), "Data", 170),
		column("sent_on", _("Sent On"), "Date", 140),
		column("days_late", _("Days Late"), "Int", 130),
		column("days_left", _("Days Left"), "Int", 150),
		column("report", _("Progress Report"), "Link", 190, options="Progress Report"),
	]
