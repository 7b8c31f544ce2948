"""Trainings, lessons and publicity in figures: for forms, prints, reports, and the modules that measure centers.

Everything here reads whatever it is asked for, but for `groups_of` and `registered_in`, which keep to what the session user may read.
"""

import frappe
from frappe.query_builder.functions import Count, Sum

from con_center.access.areas import covers
from con_center.access.documents import require_right
from con_center.approval.meaning import IN_FORCE, states
from con_center.planning.figures import below, in_areas, within
from con_center.thai import fiscal_year_dates

PARTICIPANT = "Training Participant"


@frappe.whitelist()
def of_training(training: str) -> dict:
	"""Return who is registered and who came, as far as the session user may read: groups (rows), registered and came."""
	frappe.get_doc("Training", training).check_permission("read")
	require_right(PARTICIPANT, "read")
	rows = groups_of(training)
	return {
		"groups": rows,
		"registered": sum(row.registered for row in rows),
		"came": sum(row.came for row in rows),
	}


def groups_of(training: str, by: str | None = None, area: str | None = None) -> list[frappe._dict]:
	"""Return rows of participant_group, registered and came, and `part`: the column `by` (area, district, province).

	area: DOPA code, to look at a part of the training's area alone. Within the session user's areas.
	"""
	table = frappe.qb.DocType(PARTICIPANT)
	part = [table[by]] if by else []
	query = (
		frappe.qb.from_(table)
		.select(table.participant_group, Count("*").as_("registered"), Sum(table.came).as_("came"))
		.where((table.training == training) & within(table, PARTICIPANT))
		.groupby(*part, table.participant_group)
		.orderby(*part, table.participant_group)
	)
	if part:
		query = query.select(table[by].as_("part"))
	if area:
		query = query.where(below(table, area))
	return [frappe._dict(row, came=int(row.came or 0)) for row in query.run(as_dict=True)]


def came_by_group(training: str) -> dict[str, int]:
	"""Return how many of each group came to a training, whoever asks: numbers, for the plan."""
	table = frappe.qb.DocType(PARTICIPANT)
	return dict(
		frappe.qb.from_(table)
		.select(table.participant_group, Count("*"))
		.where((table.training == training) & (table.came == 1))
		.groupby(table.participant_group)
		.orderby(table.participant_group)
		.run()
	)


def registered_areas(trainings: list[str], areas: list[str]) -> dict[str, set[str]]:
	"""Return {training: those of the areas (DOPA codes) of which somebody is registered}, whoever asks; in one query."""
	table = frappe.qb.DocType(PARTICIPANT)
	rows = (
		frappe.qb.from_(table)
		.select(table.training, table.area)
		.distinct()
		.where(table.training.isin(trainings or [""]) & in_areas(table, areas))
	).run()
	found: dict[str, set[str]] = {}
	for training, area in rows:
		found.setdefault(training, set()).update(code for code in areas if covers(code, area))
	return found


def registered_in(trainings: list[str]) -> dict[str, int]:
	"""Return how many are registered for each of the trainings, of the session user's areas."""
	table = frappe.qb.DocType(PARTICIPANT)
	return dict(
		frappe.qb.from_(table)
		.select(table.training, Count("*"))
		.where(table.training.isin(trainings or [""]) & within(table, PARTICIPANT))
		.groupby(table.training)
		.run()
	)


def groups_of_centers() -> list[str]:
	"""Return the groups of participants who are committee or members of centers."""
	return frappe.get_all("Participant Group", filters={"of_centers": 1}, pluck="name")


def learned(column: str, fiscal_year: int, area: str) -> dict[str, frappe._dict]:
	"""Return {code: figures} of a fiscal year, by the parts of an area: trainings held there, people of there who came to
	any, lessons published and what was made known. For the measures of centers.

	column: area, district or province; area: DOPA code. Four queries, whatever the area.
	"""
	first, last = fiscal_year_dates(fiscal_year)
	found: dict[str, frappe._dict] = {}

	def add(name: str, rows) -> None:
		for code, number in rows:
			if code:
				found.setdefault(code, frappe._dict(trainings=0, people=0, lessons=0, publicity=0))[name] = (
					number
				)

	training, participant = frappe.qb.DocType("Training"), frappe.qb.DocType(PARTICIPANT)
	held = training.workflow_state.isin(states("Training", IN_FORCE)) & training.starts_on[first:last]
	add("trainings", _counted(training, column, held & below(training, area)).run())
	came = (participant.came == 1) & held & below(participant, area)
	add(
		"people",
		_counted(participant, column, came).join(training).on(training.name == participant.training).run(),
	)
	lesson, publicity = frappe.qb.DocType("Lesson"), frappe.qb.DocType("Publicity")
	published = (lesson.readable_by_all == 1) & lesson.published_on[first:last]
	add("lessons", _counted(lesson, column, published & below(lesson, area)).run())
	known = publicity.made_known_on[first:last] & below(publicity, area)
	add("publicity", _counted(publicity, column, known).run())
	return found


def _counted(table, column: str, criterion):
	return (
		frappe.qb.from_(table)
		.select(table[column], Count(table.name))
		.where(criterion)
		.groupby(table[column])
	)
