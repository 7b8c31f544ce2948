"""What a round asks for besides the progress report, and who has not done it yet. Source: domain.md 8.2.

An item is done in an area when all that it asks of the centers there stands in the documents. Nothing here asks who
may know: reminders do, each to the officers of the area itself.
"""

from collections import Counter

import frappe

from con_center.approval.meaning import IN_FORCE, PASSED, states
from con_center.assessments.confirming import complete_states, to_be_assessed
from con_center.meetings import rules as meeting_rules
from con_center.planning.figures import below
from con_center.reporting.figures import COMMITTEE, INTEGRATED, LEVELS, Period, period_of, reviewed
from con_center.reporting.rounds import BANGKOK, DISTRICT_HOP

NOT_RECORDED = "Not Recorded Here"
REGISTER, INTEGRATED_ORDERS = "Register and Orders Up to Date", "Integrated Committees Reviewed"
ASSESSMENTS, PLANS, MEETINGS = "Assessments Complete", "Plans Sent On", "Met Often Enough"


def undone(item, reporting_round) -> dict[str, int] | None:
	"""Return {area: number of centers that lack it} for the districts or provinces where the item is not done.

	item: row with kind and assessment_round; reporting_round: dict or document with fiscal_year, hop, period_from,
	period_to and area. None where nothing recorded says whether it is done. At most three queries.
	"""
	if item.kind not in ASKS:
		return None
	asked, done = ASKS[item.kind]
	within = reporting_round.area
	lacking = asked(within) - done(item, reporting_round, within)
	to_districts = reporting_round.hop == DISTRICT_HOP
	# a province's own center is no district's business
	owed = [code for code in lacking if not code.startswith(BANGKOK) and (len(code) > 2 or not to_districts)]
	return dict(Counter(code[: 4 if to_districts else 2] for code in owed))


def all_centers(area: str) -> set[str]:
	"""Return the areas in `area` that have an active center, of sub-districts, districts and provinces."""
	center = frappe.qb.DocType("CON Center")
	rows = frappe.qb.from_(center).select(center.area).where(below(center, area))
	return _codes(rows.where((center.status == "Active") & center.level.isin(LEVELS)))


def sub_district_centers(area: str) -> set[str]:
	return {code for code in all_centers(area) if len(code) == 6}


def _with_register(_item, reporting_round, area: str) -> set[str]:
	center = frappe.qb.DocType("CON Center")
	period = _period(reporting_round)
	updated = frappe.qb.from_(center).select(center.area).where(below(center, area))
	# what was brought up to date later still is
	updated = _codes(updated.where(center.register_updated_on >= period.start))
	return updated & _codes(reviewed(area, period, COMMITTEE))


def _with_integrated(_item, reporting_round, area: str) -> set[str]:
	return _codes(reviewed(area, _period(reporting_round), INTEGRATED))


def _assessed(item, reporting_round, area: str) -> set[str]:
	"""The district is done when it has scored in full, the province when it has confirmed."""
	to_district = reporting_round.hop == DISTRICT_HOP
	done = complete_states() if to_district else states("Assessment", IN_FORCE)
	assessment = frappe.qb.DocType("Assessment")
	rows = frappe.qb.from_(assessment).select(assessment.area).where(below(assessment, area))
	return _codes(
		rows.where(assessment.workflow_state.isin(done))
		.where(assessment.fiscal_year == reporting_round.fiscal_year)
		.where(assessment.round == (item.assessment_round or 1))
	)


def _with_plan(_item, reporting_round, area: str) -> set[str]:
	"""The district is done when it has sent the plan on, the province when it has approved it."""
	meanings = (PASSED, IN_FORCE) if reporting_round.hop == DISTRICT_HOP else (IN_FORCE,)
	done = states("Action Plan", *meanings)
	plan = frappe.qb.DocType("Action Plan")
	rows = frappe.qb.from_(plan).select(plan.area).where(below(plan, area))
	return _codes(
		rows.where((plan.fiscal_year == reporting_round.fiscal_year) & plan.workflow_state.isin(done))
	)


def _that_met(_item, reporting_round, area: str) -> set[str]:
	held = meeting_rules.held_by_body(reporting_round.fiscal_year, area=area, kind=COMMITTEE)
	needed = meeting_rules.settings().needed
	return {center for (center, _kind), number in held.items() if number >= needed}


def _period(reporting_round) -> Period:
	return period_of(reporting_round.fiscal_year, reporting_round.period_from, reporting_round.period_to)


def _codes(query) -> set[str]:
	return {row[0] for row in query.run()}


# kind: (function of an area that returns of whom it is asked, function that returns who has done it)
ASKS = {
	REGISTER: (all_centers, _with_register),
	INTEGRATED_ORDERS: (sub_district_centers, _with_integrated),
	ASSESSMENTS: (to_be_assessed, _assessed),
	PLANS: (all_centers, _with_plan),
	MEETINGS: (all_centers, _that_met),
}
