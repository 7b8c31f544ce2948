from frappe import _
from frappe.utils import cint, getdate

from con_center.access import numbers, small
from con_center.access.posts import own_area
from con_center.entry.fiscal_year import check_fiscal_year
from con_center.mediation import figures
from con_center.organization.doctype.area.area import full_names
from con_center.seams.arguments import report_filters
from con_center.thai import fiscal_year

BY_KIND = "Kind"


def execute(filters: dict | None = None):
	"""Disputes of a fiscal year in numbers, by the parts of an area or by kind, with their outcomes and the time they took.

	filters: area, fiscal_year (BE), by ("Area" or "Kind"). No case stands in it, and no number that is so small that it
	might tell of one, nor what would give it away: for nobody, since who keeps one case keeps not all.
	"""
	asked = report_filters(filters)
	year = check_fiscal_year(cint(asked.fiscal_year) or fiscal_year(getdate()), _("Fiscal Year"))
	area = asked.area or own_area(figures.TOLD_WITH)
	smallest = figures.smallest_number()
	by, label = (by_kind, _("Kind of Dispute")) if asked.by == BY_KIND else (by_area, _("Area"))
	rows = [figures.averaged(row) for row in by(area, year, smallest)]
	said = _("Numbers below {0} are hidden, and what would give them away.").format(smallest)
	return columns(label), rows, said if smallest > 1 else None


def by_area(area: str, year: int, smallest: int) -> list[dict]:
	def count(codes: list[str], length: int) -> list[dict]:
		return figures.by_part(codes, length, year)

	rows = numbers.rows_of(figures.TOLD_WITH, area, count)
	untold = numbers.untold(figures.TOLD_WITH, area, count, "part", figures.COUNTED, smallest)
	shown = small.hide(rows, figures.COUNTED, figures.WITH_CASES, smallest, untold)
	names = full_names([row["part"] for row in rows])
	for row in shown:
		row["title"] = names.get(row["part"]) or row["part"]
		row["drill"] = int(len(row["part"] or "") < 6)
	return _with_total(shown, rows, untold)


def by_kind(area: str, year: int, smallest: int) -> list[dict]:
	def count(codes: list[str], length: int) -> list[dict]:
		return figures.by_part_and_kind(codes, length, year)

	rows = numbers.rows_of(figures.TOLD_WITH, area, count)
	counted, sums = figures.of_kinds()
	untold = numbers.untold(figures.TOLD_WITH, area, count, "part", counted, smallest, sums)
	shown = figures.by_kind(numbers.total_of(rows), untold)
	return _with_total([{**row, "title": row["part"], "drill": 0} for row in shown], rows, untold)


def _with_total(shown: list[dict], rows: list[dict], untold: set[str]) -> list[dict]:
	if not rows:
		return shown
	total = small.without(numbers.total_of(rows), untold, figures.WITH_CASES)
	of_all = {column: total[column] for column in figures.SUMS}
	return [*shown, {**of_all, "title": _("Total"), "is_total": 1}]


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
		column("sessions", _("Sessions")),
		column("complete", _("Sessions to Which All Sides Came"), width=160),
		column("days", _("Days to the End of Mediation, on Average"), "Float", 160),
	]
