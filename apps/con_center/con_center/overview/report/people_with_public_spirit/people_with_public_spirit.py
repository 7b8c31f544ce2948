from frappe import _
from frappe.utils import cint, getdate

from con_center.access.posts import own_area
from con_center.entry.fiscal_year import check_fiscal_year
from con_center.organization.doctype.area.area import full_names
from con_center.organization.doctype.con_settings.con_settings import setting
from con_center.organization.provenance import source_mark
from con_center.overview import counted, measures
from con_center.overview.counted import Place
from con_center.overview.measures import BY_KEY, SPIRIT
from con_center.seams.arguments import report_filters
from con_center.thai import fiscal_year

MOST_ROWS = 5000


def execute(filters: dict | None = None):
	"""Report of who of the committees and members took part often enough in a fiscal year to count for the fifth measure.

	filters: fiscal_year (BE), area, alone (the area's own center only). Only whom the user may read.
	"""
	asked = report_filters(filters)
	year = check_fiscal_year(cint(asked.fiscal_year) or fiscal_year(getdate()), _("Fiscal Year"))
	place = Place((asked.area or own_area("CON Center"))[:6], alone=bool(cint(asked.alone)))
	rows = counted.people(year, place, MOST_ROWS)
	names = full_names({row["code"] for row in rows})
	for row in rows:
		row["area_name"] = names.get(row["code"]) or row["code"]
	whole = measures.value_of(BY_KEY[SPIRIT], year, place) if len(rows) == MOST_ROWS else len(rows)
	return columns(), rows, said(), None, summary(len(rows), int(whole))


def said() -> str:
	"""Return by what definition somebody stands here, and that no source confirms it."""
	definition = _("Who took part in person at least {0} times in the fiscal year.").format(
		counted.spirit_times()
	)
	return f"{definition} {source_mark(setting('spirit_provenance'))}"


def columns() -> list[dict]:
	def column(fieldname: str, label: str, fieldtype: str = "Int", width: int = 130) -> dict:
		return {"fieldname": fieldname, "label": label, "fieldtype": fieldtype, "width": width}

	return [
		column("area_name", _("Area"), "Data", 300),
		column("full_name", _("Name"), "Data", 240),
		column("meetings", _("In Meetings")),
		column("trainings", _("In Trainings")),
		column("times", _("Times Taken Part")),
	]


def summary(shown: int, whole: int) -> list[dict]:
	counted_people = {"label": _("People"), "value": whole, "datatype": "Int"}
	if shown == whole:
		return [counted_people]
	return [counted_people, {"label": _("Of Them in This List"), "value": shown, "datatype": "Int"}]
