import frappe
from frappe import _
from frappe.utils import cint, getdate

from con_center.access import small
from con_center.access.areas import COUNTRY
from con_center.access.posts import area_codes
from con_center.entry.fiscal_year import check_fiscal_year
from con_center.households import figures
from con_center.seams.arguments import report_filters
from con_center.thai import fiscal_year

BY_DIMENSION = "Dimension"
HELP = ("helped", "times", "value")
SUMS = ("households", "closed", *figures.IN_STATE, *HELP)
# what few got tells of them, too
WITH_HELPED = {"helped": ("times", "value")}


def execute(filters: dict | None = None):
	"""Households and the help of a fiscal year in numbers, by the parts of an area or by the five dimensions.

	filters: area, fiscal_year (BE), by ("Area" or "Dimension"). No name stands in it. Who does not read names there gets
	no number that is so small that it might tell of somebody.
	"""
	asked = report_filters(filters)
	year = check_fiscal_year(cint(asked.fiscal_year) or fiscal_year(getdate()), _("Fiscal Year"))
	area = asked.area or own_area()
	codes = figures.readable(area)
	smallest = 1 if all(map(figures.reads_exactly, codes)) else figures.smallest_number()
	rows = (
		by_dimension(codes, year, smallest)
		if asked.by == BY_DIMENSION
		else by_area(area, codes, year, smallest)
	)
	said = _("Numbers below {0} are hidden, and what would give them away.").format(smallest)
	return columns(asked.by), rows, said if smallest > 1 else None


def own_area() -> str:
	"""Return the smallest area that holds all those whose numbers the user reads."""
	codes = area_codes("Household List")
	if codes is None:
		return COUNTRY
	common = codes[0] if codes else ""
	while codes and not all(code.startswith(common) for code in codes):
		common = common[:-2]
	return common or COUNTRY


def by_area(area: str, codes: list[str], year: int, smallest: int) -> list[dict]:
	length = 2 if area == COUNTRY else min(len(area) + 2, 6)
	rows = figures.by_part(codes, length, year)
	parts = ("closed", *figures.IN_STATE, "helped")
	total = {field: sum(row[field] for row in rows) for field in SUMS}
	rows, _hidden = small.hide(rows, "households", parts, WITH_HELPED, smallest)
	[total], _hidden = small.hide([total], "households", parts, WITH_HELPED, smallest)
	names = _names([row["area"] for row in rows])
	for row in rows:
		row.update(title=names.get(row["area"]) or row["area"], drill=int(len(row["area"] or "") < 6))
	return [*rows, {**total, "title": _("Total"), "is_total": 1}] if rows else []


def by_dimension(codes: list[str], year: int, smallest: int) -> list[dict]:
	rows, _hidden = small.hide(
		figures.by_dimension(codes, year),
		"households",
		(*figures.IN_STATE, "helped"),
		WITH_HELPED,
		smallest,
		divided=figures.IN_STATE,
	)
	return [{**row, "title": _(row["dimension"])} for row in rows]


def _names(codes: list[str]) -> dict[str, str]:
	return dict(
		frappe.get_all(
			"Area", filters={"name": ("in", codes or [""])}, fields=["name", "full_name"], as_list=True
		)
	)


def columns(by: str | None) -> list[dict]:
	def column(fieldname: str, label: str, fieldtype: str = "Int", width: int = 120) -> dict:
		return {"fieldname": fieldname, "label": label, "fieldtype": fieldtype, "width": width}

	whole = _("With a Need in It") if by == BY_DIMENSION else _("Households")
	return [
		column("title", _("Dimension") if by == BY_DIMENSION else _("Area"), "Data", 280),
		column("households", whole),
		*([] if by == BY_DIMENSION else [column("closed", _("Cases Closed"))]),
		column("in_need", _("In Need")),
		column("being_helped", _("Being Helped")),
		column("improved", _("Improved")),
		column("need_met", _("Need Met")),
		column("helped", _("Helped in the Year"), width=140),
		column("times", _("Times Helped")),
		column("value", _("Value (Baht)"), "Currency", 150),
	]
