"""What the charts of the workspaces show, within the areas of the session user.

They have sources of their own: what Frappe computes of a DocType it keeps for everybody alike.
"""

import frappe
from frappe import _
from frappe.utils import flt, getdate

from con_center.assessments.confirming import complete_states
from con_center.compat.aggregates import aggregate
from con_center.compat.frappe_2023 import read_only
from con_center.meetings.rules import held_states
from con_center.thai import fiscal_year, fiscal_year_start, month_name

MONTHS_OF_FISCAL_YEAR = (10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9)


@frappe.whitelist()
@read_only
def meetings_by_month() -> dict:
	"""Return labels and datasets of the meetings held in each month of this fiscal year and of the last one."""
	this = fiscal_year(getdate())
	days = frappe.get_list(
		"Meeting",
		filters={"fiscal_year": ["in", [this - 1, this]], "workflow_state": ["in", held_states()]},
		fields=["meeting_date", aggregate("count", "name", "number")],
		group_by="meeting_date",
		order_by=None,
		limit_page_length=0,
	)
	begin = fiscal_year_start(this)
	sums = {this - 1: dict.fromkeys(MONTHS_OF_FISCAL_YEAR, 0), this: dict.fromkeys(MONTHS_OF_FISCAL_YEAR, 0)}
	for row in days:
		sums[this if row.meeting_date >= begin else this - 1][row.meeting_date.month] += row.number
	return {
		"labels": [month_name(month, short=True) for month in MONTHS_OF_FISCAL_YEAR],
		"datasets": [
			{"name": f"{_('Fiscal Year')} {year}", "values": [by_month[m] for m in MONTHS_OF_FISCAL_YEAR]}
			for year, by_month in sums.items()
		],
	}


@frappe.whitelist()
@read_only
def assessments_by_band() -> dict:
	"""Return labels and datasets: how many complete assessments of the last round reached each band.

	The last round is the last one of which the user may read a complete assessment. The lowest band comes first.
	"""
	rows = frappe.get_list(
		"Assessment",
		filters={
			"workflow_state": ["in", complete_states()],
			"fiscal_year": [">=", fiscal_year(getdate()) - 1],
		},
		fields=[
			"fiscal_year",
			"`round`",
			"band",
			aggregate("count", "name", "number"),
			aggregate("avg", "percent", "percent"),
		],
		group_by="fiscal_year, `tabAssessment`.`round`, band",
		order_by=None,
		limit_page_length=0,
	)
	if not rows:
		return {"labels": [], "datasets": []}
	last = max((row.fiscal_year, row.round) for row in rows)
	bands = sorted((r for r in rows if (r.fiscal_year, r.round) == last), key=lambda r: flt(r.percent))
	return {
		"labels": [row.band or "–" for row in bands],
		"datasets": [
			{
				"name": _("Fiscal year {0}, round {1}").format(*last),
				"values": [row.number for row in bands],
			}
		],
	}
