"""What a round asks for besides the progress report, and who has not done it yet. Source: domain.md 8.2.

An item is done in an area when all that it asks of the centers there stands in the documents. Nothing here asks who
may know: reminders do, each to the officers of the area itself.
"""

import frappe
from frappe.query_builder.functions import Count
from pypika.functions import Length
from pypika.terms import Function

from con_center.approval.meaning import IN_FORCE, PASSED, states
from con_center.assessments.confirming import assessed_in, complete_states
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
	period_to and area. None where nothing recorded says whether it is done. One query.
	"""
	if item.kind not in ASKS:
		return None
	part, lacking = _lacking(item, reporting_round)
	return dict(lacking.select(part, Count("*")).groupby(part).run())


def undone_in(item, reporting_round):
	"""Return the query of the districts or provinces where an item is not done, of one of the kinds that are recorded."""
	part, lacking = _lacking(item, reporting_round)
	return lacking.select(part).distinct()


def _lacking(item, reporting_round):
	"""Return the query of the centers that lack an item, and the term of the district or province of each."""
	asked, done = ASKS[item.kind]
	area, query = asked(reporting_round.area)
	query = query.where(area.notin(done(item, reporting_round, reporting_round.area)))
	query = query.where(area.not_like(f"{BANGKOK}%"))
	to_districts = reporting_round.hop == DISTRICT_HOP
	if to_districts:
		# a province's own center is no district's business
		query = query.where(Length(area) > 2)
	return Function("left", area, 4 if to_districts else 2), query


# of whom it is asked: queries of which nothing is selected yet, with the term of the area


def all_centers(area: str):
	"""Return the active centers in `area`, of sub-districts, districts and provinces."""
	center = frappe.qb.DocType("CON Center")
	active = (center.status == "Active") & center.level.isin(LEVELS)
	return center.area, frappe.qb.from_(center).where(below(center, area) & active)


def sub_district_centers(area: str):
	code, centers = all_centers(area)
	return code, centers.where(Length(code) == 6)


def to_be_assessed(area: str):
	place, sub_districts = assessed_in(area)
	return place.name, sub_districts


# who has done it: queries of areas


def _with_register(_item, reporting_round, area: str):
	center = frappe.qb.DocType("CON Center")
	period = _period(reporting_round)
	return (
		frappe.qb.from_(center)
		.select(center.area)
		# what was brought up to date later still is
		.where(below(center, area) & (center.register_updated_on >= period.start))
		.where(center.area.isin(reviewed(area, period, COMMITTEE)))
	)


def _with_integrated(_item, reporting_round, area: str):
	return reviewed(area, _period(reporting_round), INTEGRATED)


def _assessed(item, reporting_round, area: str):
	"""The district is done when it has scored in full, the province when it has confirmed."""
	to_district = reporting_round.hop == DISTRICT_HOP
	done = complete_states() if to_district else states("Assessment", IN_FORCE)
	assessment = frappe.qb.DocType("Assessment")
	return (
		frappe.qb.from_(assessment)
		.select(assessment.area)
		.where(below(assessment, area) & assessment.workflow_state.isin(done))
		.where(assessment.fiscal_year == reporting_round.fiscal_year)
		.where(assessment.round == (item.assessment_round or 1))
	)


def _with_plan(_item, reporting_round, area: str):
	"""The district is done when it has sent the plan on, the province when it has approved it."""
	meanings = (PASSED, IN_FORCE) if reporting_round.hop == DISTRICT_HOP else (IN_FORCE,)
	done = states("Action Plan", *meanings)
	plan = frappe.qb.DocType("Action Plan")
	return (
		frappe.qb.from_(plan)
		.select(plan.area)
		.where(below(plan, area) & plan.workflow_state.isin(done))
		.where(plan.fiscal_year == reporting_round.fiscal_year)
	)


def _that_met(_item, reporting_round, area: str):
	needed = meeting_rules.settings().needed
	return meeting_rules.that_met(reporting_round.fiscal_year, needed, area, COMMITTEE)


def _period(reporting_round) -> Period:
	return period_of(reporting_round.fiscal_year, reporting_round.period_from, reporting_round.period_to)


# kind: (function of an area that tells of whom it is asked, function that tells who has done it)
ASKS = {
	REGISTER: (all_centers, _with_register),
	INTEGRATED_ORDERS: (sub_district_centers, _with_integrated),
	ASSESSMENTS: (to_be_assessed, _assessed),
	PLANS: (all_centers, _with_plan),
	MEETINGS: (all_centers, _that_met),
}
