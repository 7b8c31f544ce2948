import frappe
from frappe import _
from frappe.utils import cint, getdate

from con_center.access.areas import COUNTRY
from con_center.entry.fiscal_year import check_fiscal_year
from con_center.mediation import figures
from con_center.seams.arguments import report_filters
from con_center.thai import fiscal_year

BY_KIND = "Kind"


def execute(filters: dict | None = None):
	"""Disputes of a fiscal year in numbers, by the parts of an area or by kind, with their outcomes and the time they took.

	filters: area, fiscal_year (BE), by ("Area" or "Kind"). No case stands in it, and no number that is so small that it
	might tell of one: for nobody, since who keeps one case keeps not all.
	"""
	asked = report_filters(filters)
	year = check_fiscal_year(cint(asked.fiscal_year) or fiscal_year(getdate()), _("Fiscal Year"))
	area = asked.area or figures.own_area()
	codes = figures.readable(area)
	smallest = figures.smallest_number()
	if asked.by == BY_KIND:
		rows, by = figures.by_kind(codes, year), _("Kind of Dispute")
		titles = {}
	else:
		length = 2 if area == COUNTRY else min(len(area) + 2, 6)
		rows, by = figures.by_part(codes, length, year), _("Area")
		titles = _names([row["part"] for row in rows])
	shown, _hidden = figures.told(rows, smallest)
	for row in shown:
		row["title"] = titles.get(row["part"]) or row["part"]
		row["drill"] = int(asked.by != BY_KIND and len(row["part"] or "") < 6)
	if rows:
		[total], _hidden = figures.told([figures.total_of(rows)], smallest)
		shown.append({**total, "title": _("Total"), "is_total": 1})
	said = _("Numbers below {0} are hidden, and what would give them away.").format(smallest)
	return columns(by), shown, said if smallest > 1 else None


def _names(codes: list[str]) -> dict[str, str]:
	return dict(
		frappe.get_all(
			"Area", filters={"name": ("in", codes or [""])}, fields=["name", "full_name"], as_list=True
		)
	)


def columns(by: str) -> list[dict]:
	def column(fieldname: str, label: str, fieldtype: str = "Int", width: int = 110) -> dict:
		return {"fieldname": fieldname, "label": label, "fieldtype": fieldtype, "width": width}

	return [
		column("title", by, "Data", 280),
		column("received", _("Disputes Received")),
		column("under_way", _("Under Way")),
		column("agreed", _("Agreed, Followed Up"), width=150),
		column("kept", _("Agreement Kept")),
		column("broken", _("Agreement Broken")),
		column("not_agreed", _("Not Agreed")),
		column("referred", _("Referred")),
		column("withdrawn", _("Withdrawn")),
		column("days", _("Days to the End of Mediation, on Average"), "Float", 160),
	]
