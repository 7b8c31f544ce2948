from frappe import _
from frappe.utils import cint, getdate

from con_center.access import numbers, small
from con_center.access.posts import own_area
from con_center.entry.fiscal_year import check_fiscal_year
from con_center.households import figures
from con_center.organization.doctype.area.area import full_names
from con_center.seams.arguments import report_filters
from con_center.thai import fiscal_year

BY_DIMENSION = "Dimension"


def execute(filters: dict | None = None):
	"""Households and the help of a fiscal year in numbers, by the parts of an area or by the five dimensions.

	filters: area, fiscal_year (BE), by ("Area" or "Dimension"). No name stands in it. Who does not read names there gets
	no number that is so small that it might tell of somebody, nor what would give it away.
	"""
	asked = report_filters(filters)
	year = check_fiscal_year(cint(asked.fiscal_year) or fiscal_year(getdate()), _("Fiscal Year"))
	area = asked.area or own_area(figures.TOLD_WITH)
	codes = numbers.readable(figures.TOLD_WITH, area)
	smallest = 1 if all(map(figures.reads_exactly, codes)) else figures.smallest_number()
	by = by_dimension if asked.by == BY_DIMENSION else by_area
	said = _("Numbers below {0} are hidden, and what would give them away.").format(smallest)
	return columns(asked.by), by(area, year, smallest), said if smallest > 1 else None


def by_area(area: str, year: int, smallest: int) -> list[dict]:
	def count(codes: list[str], length: int) -> list[dict]:
		return figures.by_part(codes, length, year)

	rows = numbers.rows_of(figures.TOLD_WITH, area, count)
	if not rows:
		return []
	untold = numbers.untold(figures.TOLD_WITH, area, count, "area", figures.OF_AREA, smallest)
	shown = small.hide(rows, figures.OF_AREA, figures.WITH_HELPED, smallest, untold)
	names = full_names([row["area"] for row in rows])
	for row in shown:
		row.update(title=names.get(row["area"]) or row["area"], drill=int(len(row["area"] or "") < 6))
	total = small.without(numbers.total_of(rows), untold, figures.WITH_HELPED)
	return [*shown, {**total, "title": _("Total"), "is_total": 1}]


def by_dimension(area: str, year: int, smallest: int) -> list[dict]:
	def count(codes: list[str], length: int) -> list[dict]:
		return figures.dimensions_by_part(codes, length, year)

	rows = numbers.rows_of(figures.TOLD_WITH, area, count)
	untold = numbers.untold(figures.TOLD_WITH, area, count, "area", figures.of_dimensions(), smallest)
	of_area = figures.by_dimension(numbers.total_of(rows), untold)
	return [{**row, "title": _(row["dimension"])} for row in of_area]


def columns(by: str | None) -> list[dict]:
	def column(fieldname: str, label: str, fieldtype: str = "Int", width: int = 120) -> dict:
		return {"fieldname": fieldname, "label": label, "fieldtype": fieldtype, "width": width}

	of_cases = [column("closed", _("Cases Closed")), column("unchecked", _("Not Checked Yet"))]
	whole = _("With a Need in It") if by == BY_DIMENSION else _("Households")
	return [
		column("title", _("Dimension") if by == BY_DIMENSION else _("Area"), "Data", 280),
		column("households", whole),
		*([] if by == BY_DIMENSION else of_cases),
		column("in_need", _("In Need")),
		column("being_helped", _("Being Helped")),
		column("improved", _("Improved")),
		column("need_met", _("Need Met")),
		column("helped", _("Helped in the Year"), width=140),
		column("times", _("Times Helped")),
		column("value", _("Value (Baht)"), "Currency", 150),
	]
