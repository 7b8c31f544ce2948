"""What trainings, lessons and publicity prove for the indicators of an assessment."""

import frappe

from con_center.approval.meaning import IN_FORCE, states
from con_center.assessments.computed import Facts, Known, in_list
from con_center.learning.figures import PARTICIPANT
from con_center.thai import fiscal_year_dates


def trainings(facts: Facts) -> Known:
	"""Trainings, workshops and exchanges that are closed: held in the sub-district, or attended by people of it."""
	training, participant = frappe.qb.DocType("Training"), frappe.qb.DocType(PARTICIPANT)
	attended = (
		frappe.qb.from_(participant)
		.select(participant.training)
		.where((participant.area == facts.center) & (participant.came == 1))
		.where(participant.held_year == facts.fiscal_year)
	)
	first, last = fiscal_year_dates(facts.fiscal_year)
	held = (
		frappe.qb.from_(training)
		.select(training.name)
		.where(training.workflow_state.isin(states("Training", IN_FORCE)) & training.starts_on[first:last])
		.where((training.area == facts.center) | training.name.isin(attended))
		.orderby(training.name)
	)
	names = [name for (name,) in held.run()]
	return in_list("Training", {"name": ["in", names or ["-"]]}, len(names))


def lessons(facts: Facts) -> Known:
	return _counted("Lesson", facts, "published_on", readable_by_all=1)


def publicity(facts: Facts) -> Known:
	return _counted("Publicity", facts, "made_known_on")


def _counted(doctype: str, facts: Facts, dated: str, **filters) -> Known:
	within = [str(day) for day in fiscal_year_dates(facts.fiscal_year)]
	asked = {"area": facts.center, dated: ["between", within], **filters}
	return in_list(doctype, asked, frappe.db.count(doctype, asked))


SOURCES = {
	"Trainings Held or Attended": trainings,
	"Lessons Published": lessons,
	"Publicity": publicity,
}
