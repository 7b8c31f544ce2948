from frappe import _
from frappe.utils import cint, getdate

from con_center.access.posts import own_area
from con_center.entry.fiscal_year import check_fiscal_year
from con_center.organization.doctype.area.area import full_names
from con_center.organization.provenance import source_mark
from con_center.overview import measures
from con_center.overview.measures import BY_KEY
from con_center.seams.arguments import report_filters
from con_center.thai import fiscal_year

BY_YEAR = "Year"
YEARS = 5


def execute(filters: dict | None = None):
	"""Report of the five measures of success of an area in a fiscal year: by its parts, one level below, or by years.

	filters: fiscal_year (BE), area, by ("Area" or "Year"), measure (key; of the chart). Only what the user may read is counted.
	"""
	asked = report_filters(filters)
	year = check_fiscal_year(cint(asked.fiscal_year) or fiscal_year(getdate()), _("Fiscal Year"))
	area = (asked.area or own_area("CON Center"))[:6]
	rows = by_year(area, year) if asked.by == BY_YEAR else by_area(area, year)
	chart = chart_of(asked.measure, area, year)
	return (
		columns(_("Fiscal Year") if asked.by == BY_YEAR else _("Area")),
		rows,
		source_mark(measures.sources()),
		chart,
		None,
	)


def by_area(area: str, year: int) -> list[dict]:
	centers, found = measures.by_level_below(area), measures.below(area, year)
	names = full_names(list(found))
	rows = [
		{
			**values,
			"title": names.get(code) or code,
			"area": code,
			"centers": sum(centers.get(code, {}).values()),
			"drill": int(code != area),
			"own": int(code == area),
			"to": {key: measures.route_of(BY_KEY[key], code, year, alone=code == area) for key in values},
		}
		for code, values in found.items()
	]
	return [*rows, total(area, year, rows)] if rows else []


def total(area: str, year: int, rows: list[dict]) -> dict:
	readable = measures.readable()
	return {
		"title": _("Total"),
		"is_total": 1,
		"centers": sum(row["centers"] for row in rows),
		**{measure.key: sum(row[measure.key] for row in rows) for measure in readable},
		"to": {measure.key: measures.route_of(measure, area, year) for measure in readable},
	}


def by_year(area: str, year: int) -> list[dict]:
	found = measures.trend(area, year, YEARS)
	return [
		{
			"title": str(each),
			**{key: values[each] for key, values in found.items()},
			"to": {key: measures.route_of(BY_KEY[key], area, each) for key in found},
		}
		for each in range(year - YEARS + 1, year + 1)
	]


def columns(first: str) -> list[dict]:
	def column(fieldname: str, label: str, fieldtype: str = "Int", width: int = 190) -> dict:
		return {"fieldname": fieldname, "label": label, "fieldtype": fieldtype, "width": width}

	return [
		column("title", first, "Data", 260),
		*([] if first == _("Fiscal Year") else [column("centers", _("Centers"), width=90)]),
		*(
			column(measure.key, f"{_(measure.title)} ({_(measure.unit)})", width=230)
			for measure in measures.readable()
		),
	]


def chart_of(key: str | None, area: str, year: int) -> dict | None:
	readable = {measure.key: measure for measure in measures.readable()}
	measure = readable.get(key) or next(iter(readable.values()), None)
	if not measure:
		return None
	found = measures.trend_of(measure, area, year, YEARS)
	return {
		"data": {
			"labels": [str(each) for each in found],
			"datasets": [{"name": f"{_(measure.title)} ({_(measure.unit)})", "values": [*found.values()]}],
		},
		"type": "bar",
		"height": 220,
	}
