"""Cooperation in figures: what the measures of success count of it (seed 000, measures 2 and 3).

A cooperation counts in every fiscal year in which it ran, once it was confirmed; a process counts once for a center,
with however many partners.
"""

import frappe
from frappe.query_builder.functions import Count
from frappe.utils import cint
from pypika.terms import Criterion

from con_center.community.doctype.cooperation.cooperation import confirmed_states
from con_center.community.doctype.joint_activity.joint_activity import RECORDED
from con_center.organization.doctype.con_settings.con_settings import setting
from con_center.planning.figures import below, within
from con_center.thai import fiscal_year_dates

# whose plans are integrated, by the measure's own words
PLANS = ("Sub-district", "District")


def fewest_processes() -> int:
	"""Return on how many processes a center works with partners, to have enough (CON Settings)."""
	return cint(setting("fewest_processes"))


def processes(area: str, year: int) -> dict[str, frappe._dict]:
	"""Return by center what it cooperates on in a fiscal year (BE): sets of cooperations, processes, partners, and integrates
	(whose plans). Only what the session user may read; for centers of the area (DOPA code) and below.
	"""
	coop, process = frappe.qb.DocType("Cooperation"), frappe.qb.DocType("Cooperation Process")
	rows = (
		frappe.qb.from_(coop)
		.join(process)
		.on(process.name == coop.work_process)
		.select(coop.name, coop.center, coop.work_process, coop.partner, process.integrates)
		.where(within(coop, "Cooperation") & below(coop, area))
		.where(is_confirmed(coop) & ran_in(coop, year))
	).run(as_dict=True)
	found: dict[str, frappe._dict] = {}
	for row in rows:
		of_center = found.setdefault(
			row.center, frappe._dict(cooperations=set(), processes=set(), partners=set(), integrates=set())
		)
		of_center.cooperations.add(row.name)
		of_center.processes.add(row.work_process)
		of_center.partners.add(row.partner)
		if row.integrates:
			of_center.integrates.add(row.integrates)
	return found


def is_confirmed(coop) -> Criterion:
	return coop.workflow_state.isin(confirmed_states())


def ran_in(coop, year: int) -> Criterion:
	"""Return the query criterion: the cooperation ran on some day of a fiscal year (BE)."""
	first, last = fiscal_year_dates(year)
	began = coop.from_date <= last
	not_over = coop.to_date.isnull() | (coop.to_date >= first)
	return began & not_over & (coop.ended_on.isnull() | (coop.ended_on >= first))


def joint_activities(area: str, year: int) -> dict[str, dict[str, int]]:
	"""Return by center and kind how many activities with partners it has in a fiscal year (BE), as `processes`."""
	table = frappe.qb.DocType("Joint Activity")
	rows = (
		frappe.qb.from_(table)
		.select(table.center, table.kind, Count("*"))
		.where(is_counted(table) & (table.fiscal_year == year))
		.where(within(table, "Joint Activity") & below(table, area))
		.groupby(table.center, table.kind)
	).run()
	found: dict[str, dict[str, int]] = {}
	for center, kind, number in rows:
		found.setdefault(center, {})[kind] = number
	return found


def is_counted(activity) -> Criterion:
	return activity.status == RECORDED
