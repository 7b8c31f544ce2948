"""Who registers people for a training: the offices one level below its organiser; and who of them has registered nobody."""

from collections.abc import Iterable
from typing import NamedTuple

import frappe
from frappe.utils import cint, getdate, today

from con_center.access.areas import COUNTRY, covers, level_of
from con_center.access.posts import area_codes, posts
from con_center.approval.ladder import DISTRICT, PROVINCE, SUB
from con_center.approval.meaning import states
from con_center.learning import figures
from con_center.learning.workflow import OPEN
from con_center.reporting.rounds import BANGKOK

# by the level of the organiser: which officers register, and of which level their areas are
ROLES = {"Country": PROVINCE, "Province": DISTRICT, "District": SUB}
LEVELS = {"Country": "Province", "Province": "District", "District": "Sub-district"}
EACH, TOGETHER = "Each Area", "All Together"


class Awaited(NamedTuple):
	"""A training for which some areas (DOPA codes) have registered nobody; until: the last day to do so."""

	training: frappe._dict
	areas: list[str]
	until: object


def areas_of(level: str, area: str) -> list[str]:
	"""Return the areas (DOPA codes) whose offices register for a training of this level and area. Bangkok has no centers."""
	if level not in LEVELS:
		return []
	within = {} if area == COUNTRY else {"name": ("like", f"{area}%")}
	filters = {"level": LEVELS[level], "status": "Active", **within}
	found = frappe.get_all("Area", filters=filters, pluck="name", order_by="name")
	return [code for code in found if not code.startswith(BANGKOK)]


def readable(areas: Iterable[str]) -> list[str]:
	"""Return those of the areas whose participants the session user may read."""
	codes = area_codes(figures.PARTICIPANT, "read")
	return [area for area in areas if codes is None or any(covers(code, area) for code in codes)]


def expected(training) -> int:
	"""Return how many people its targets by group make."""
	return sum(expected_by_group(training).values())


def expected_by_group(training) -> dict[str, int]:
	"""Return how many people of each group are expected, of all areas together; {} where nobody has said so."""
	areas = len(areas_of(level_of(training.area), training.area)) if training.targets else 0
	return {
		row.participant_group: cint(row.people) * (areas if row.whose == EACH else 1)
		for row in training.targets
	}


def open_trainings(**filters) -> list[frappe._dict]:
	"""Return the trainings for which people are registered now, by the areas below, too; whoever asks."""
	rows = frappe.get_all(
		"Training",
		filters={"workflow_state": ("in", states("Training", OPEN)), "ends_on": (">=", today()), **filters},
		fields=["name", "training_title", "area", "level", "registration_until", "ends_on", "reminded_on"],
		order_by="starts_on, name",
	)
	return [row for row in rows if last_day(row) >= getdate(today())]


def last_day(training):
	return getdate(training.registration_until or training.ends_on)


def awaited(trainings: list[frappe._dict], areas: dict[str, list[str]]) -> list[Awaited]:
	"""Return what is still to be registered: of the trainings, those for which some of their areas are silent.

	areas: those that are looked at, by the name of the training. One query.
	"""
	asked = sorted({code for codes in areas.values() for code in codes})
	registered = figures.registered_areas([row.name for row in trainings], asked)
	found = []
	for row in trainings:
		silent = [code for code in areas[row.name] if code not in registered.get(row.name, ())]
		if silent:
			found.append(Awaited(row, silent, last_day(row)))
	return found


def awaited_of_me() -> list[Awaited]:
	"""Return the trainings for which the session user's own offices have registered nobody yet."""
	offices = {
		post.area: level
		for post in posts()
		for level, role in ROLES.items()
		if role in post.roles and level_of(post.area) == LEVELS[level] and post.concerns(figures.PARTICIPANT)
	}
	if not offices:
		return []
	organisers = {_above(code) for code in offices}
	trainings = open_trainings(area=("in", sorted(organisers)))
	return awaited(
		trainings,
		{row.name: sorted(code for code in offices if _above(code) == row.area) for row in trainings},
	)


def _above(code: str) -> str:
	return COUNTRY if len(code) == 2 else code[:-2]
