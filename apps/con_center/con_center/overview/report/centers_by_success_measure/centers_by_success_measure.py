import frappe
from frappe import _
from frappe.utils import cint, getdate

from con_center.access.posts import own_area
from con_center.access.statements import among
from con_center.entry.fiscal_year import check_fiscal_year
from con_center.organization.provenance import source_mark
from con_center.overview import measures
from con_center.overview.counted import Place
from con_center.overview.measures import BY_KEY, STRONG
from con_center.seams.arguments import report_filters
from con_center.thai import fiscal_year


def execute(filters: dict | None = None):
	"""Report of what each center has of the five measures of success in a fiscal year.

	filters: fiscal_year (BE), area, alone (the area's own center only), measure (key) and only_met: the centers that meet
	it, as many as the measure counts. Only what the user may read is counted.
	"""
	asked = report_filters(filters)
	year = check_fiscal_year(cint(asked.fiscal_year) or fiscal_year(getdate()), _("Fiscal Year"))
	place = Place((asked.area or own_area("CON Center"))[:6], alone=bool(cint(asked.alone)))
	found = {measure.key: measures.by_center(measure, year, place) for measure in measures.readable()}
	rows = [as_row(center, found) for center in centers(place, found, asked)]
	return columns(), rows, source_mark(measures.sources())


def centers(place: Place, found: dict, asked) -> list[frappe._dict]:
	"""Return the centers that are asked for: those that meet a measure, else all in being, by the code of their area."""
	fields = ["name", "center_name", "area"]
	if cint(asked.only_met) and asked.measure in BY_KEY:
		meeting = [code for code, own in found.get(asked.measure, {}).items() if own.met]
		return frappe.get_all("CON Center", filters={"area": among(meeting)}, fields=fields, order_by="area")
	table = frappe.qb.DocType("CON Center")
	return (
		frappe.qb.from_(table)
		.select(table.name, table.center_name, table.area)
		.where((table.status == "Active") & place.holds(table, "CON Center"))
		.orderby(table.area)
	).run(as_dict=True)


def as_row(center, found: dict) -> dict:
	values = {
		key: own.number if (own := by_center.get(center.area)) else None for key, by_center in found.items()
	}
	met = [key for key, by_center in found.items() if center.area in by_center and by_center[center.area].met]
	return {
		"center": center.name,
		"center_name": center.center_name,
		**values,
		"met": len(met),
		"met_keys": ",".join(met),
	}


def columns() -> list[dict]:
	def column(fieldname: str, label: str, fieldtype: str = "Int", width: int = 200) -> dict:
		return {"fieldname": fieldname, "label": label, "fieldtype": fieldtype, "width": width}

	return [
		column("center_name", _("Center"), "Data", 300),
		*(
			column(
				measure.key,
				f"{_(measure.title)} ({_(measure.own_unit)})",
				"Percent" if measure.key == STRONG else "Int",
				220,
			)
			for measure in measures.readable()
		),
		column("met", _("Measures That Are Met"), width=140),
	]
