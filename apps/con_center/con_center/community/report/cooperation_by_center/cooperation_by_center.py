import frappe
from frappe import _
from frappe.utils import cint, getdate

from con_center.access.areas import COUNTRY
from con_center.community.measures import fewest_processes, joint_activities, processes
from con_center.entry.fiscal_year import check_fiscal_year
from con_center.organization.doctype.con_settings.con_settings import setting
from con_center.organization.provenance import source_mark
from con_center.planning.figures import below, within
from con_center.seams.arguments import report_filters
from con_center.thai import fiscal_year

# columns of the three that measure 3 names
KINDS = {
	"coordinated": "Coordinated",
	"asked_for": "Asked for Cooperation",
	"done_together": "Done Together",
}


def execute(filters: dict | None = None):
	"""Report of the processes on which centers work with partners in a fiscal year, and what was coordinated, asked for and done together.

	filters: fiscal_year (BE), area, only_with (centers that have any). Only what the user may read is counted.
	"""
	filters = report_filters(filters)
	year = check_fiscal_year(cint(filters.fiscal_year) or fiscal_year(getdate()), _("Fiscal Year"))
	area = filters.area or COUNTRY
	by_center, done, fewest = processes(area, year), joint_activities(area, year), fewest_processes()
	rows = [
		as_row(center, by_center.get(center.name), done.get(center.name, {}), fewest)
		for center in centers(area)
		if not cint(filters.only_with) or center.name in by_center or center.name in done
	]
	mark = source_mark(setting("measures_provenance"))
	return columns(fewest), rows, mark, None, summary(rows, fewest)


def centers(area: str) -> list[frappe._dict]:
	table = frappe.qb.DocType("CON Center")
	return (
		frappe.qb.from_(table)
		.select(table.name, table.center_name, table.area)
		.where(within(table, "CON Center") & below(table, area) & (table.status == "Active"))
		.orderby(table.area)
	).run(as_dict=True)


def as_row(center, found, done: dict[str, int], fewest: int) -> dict:
	found = found or frappe._dict(cooperations=set(), processes=set(), partners=set(), integrates=set())
	return {
		"center": center.name,
		"center_name": center.center_name,
		# what the numbers lead to
		"cooperations": sorted(found.cooperations),
		"processes": len(found.processes),
		"partners": len(found.partners),
		"sub_district_plan": int("Sub-district" in found.integrates),
		"district_plan": int("District" in found.integrates),
		"activities": sum(done.values()),
		**{column: done.get(kind, 0) for column, kind in KINDS.items()},
		"enough": int(len(found.processes) >= fewest),
		"named": ", ".join(sorted(found.processes)),
	}


def columns(fewest: int) -> list[dict]:
	def column(fieldname, label, fieldtype, width, **more):
		return {"fieldname": fieldname, "label": label, "fieldtype": fieldtype, "width": width, **more}

	return [
		column("center_name", _("Center"), "Data", 300),
		column("processes", _("Processes"), "Int", 120),
		column("enough", _("At Least {0}").format(fewest), "Check", 110),
		column("sub_district_plan", _("Plan of the Sub-district"), "Check", 150),
		column("district_plan", _("Plan of the District"), "Check", 150),
		column("partners", _("Partners"), "Int", 110),
		column("activities", _("Joint Activities"), "Int", 140),
		*(column(name, _(kind), "Int", 130) for name, kind in KINDS.items()),
		column("named", _("On What"), "Data", 420),
	]


def summary(rows: list[dict], fewest: int) -> list[dict]:
	def counted(label: str, value: int, indicator: str | None = None) -> dict:
		return {"label": label, "value": value, "datatype": "Int", "indicator": indicator}

	return [
		counted(_("Centers"), len(rows)),
		counted(
			_("With at Least {0} Processes").format(fewest),
			sum(row["enough"] for row in rows),
			"Green",
		),
		counted(
			_("With Both Plans among Them"),
			sum(row["sub_district_plan"] and row["district_plan"] for row in rows),
			"Green",
		),
		counted(_("Joint Activities"), sum(row["activities"] for row in rows)),
	]
