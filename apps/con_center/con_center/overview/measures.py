"""The five measures of success (seed 000, part 5), counted from documents: of a center, and of areas of any size.

One statement a measure, whatever the area. Everything here keeps to what the session user may read, and leaves a measure
out if he may read none of its documents anywhere.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple

import frappe
from frappe.query_builder.functions import Count, Sum
from frappe.utils import cint, flt
from pypika.terms import Function

from con_center.access.areas import COLUMN_BY_LENGTH, COUNTRY, parts_of
from con_center.access.posts import area_codes
from con_center.access.statements import among
from con_center.assessments.confirming import complete_states
from con_center.community.doctype.joint_activity.joint_activity import RECORDED
from con_center.community.measures import fewest_processes, is_confirmed, ran_in
from con_center.learning.figures import PARTICIPANT, groups_of_centers
from con_center.organization.doctype.con_settings.con_settings import setting
from con_center.overview import counted
from con_center.overview.counted import Place

STRONG, COOPERATION, JOINT = "strong", "cooperation", "joint_activities"
DEVELOPMENT, SPIRIT = "self_development", "public_spirit"
BLOG = "บทความของสำนักงานพัฒนาชุมชนอำเภอครบุรี ตัวชี้วัดความสำเร็จ ซึ่งมิใช่เกณฑ์ของกรมการพัฒนาชุมชน"


class Measure(NamedTuple):
	"""title, unit: English, to be translated with `_`; source: where the measure comes from, in Thai, for `source_mark`;
	of_centers: its value is a number of centers (at most Figure.of), not of people or activities; own_unit: the unit of
	a single center's value."""

	key: str
	title: str
	unit: str
	own_unit: str
	source: str
	of_centers: bool
	doctype: str
	count: Callable

	def value(self, sums: "Sums") -> float:
		return sums.meeting if self.of_centers else sums.number


class Figure(NamedTuple):
	"""value: in the unit of the measure; target: what a single center needs, None where it is to rise only;
	met: every center meets it (of a center: it does; of public_spirit: more people than in the year before);
	centers: how many meet it; of: how many there are in being;
	route: the list whose length is the value: {"doctype", "filters"} or {"report", "filters"}, as in `overview.year`.
	"""

	value: float
	target: float | None
	met: bool
	centers: int
	of: int
	route: dict


class Sums(NamedTuple):
	"""What the centers of a place have of a measure together, and how many have what it asks of a center."""

	number: float
	meeting: int


class Own(NamedTuple):
	"""What a center has of a measure, and whether that is what the measure asks of it."""

	number: float
	met: bool


MEASURES = (
	Measure(
		STRONG,
		"Assessed as Strong",
		"Centers",
		"%",
		f"ข้อ 1: ผ่านการประเมินเป็น ศอช.ต. ที่มีความเข้มแข็ง; {BLOG}",
		True,
		"Assessment",
		counted.strong,
	),
	Measure(
		COOPERATION,
		"Cooperation with Partners",
		"Centers",
		"Processes",
		f"ข้อ 2: ประสานความร่วมมืออย่างน้อย 3 กระบวนงาน โดยเฉพาะการบูรณาการการจัดทำแผนชุมชนระดับตำบลและอำเภอ; {BLOG}",
		True,
		"Cooperation",
		counted.cooperation,
	),
	Measure(
		JOINT,
		"Joint Activities with Partners",
		"Activities",
		"Activities",
		f"ข้อ 3: จำนวนงาน/กิจกรรมที่ประสานงาน ขอความร่วมมือ ร่วมดำเนินการกับหน่วยงานอื่น; {BLOG}",
		False,
		"Joint Activity",
		counted.joint_activities,
	),
	Measure(
		DEVELOPMENT,
		"Self-development of Committee and Members",
		"Times Taken Part",
		"Times Taken Part",
		f"ข้อ 4: การพัฒนาตนเองของคณะกรรมการบริหาร ศอช. และสมาชิกในทุก ๆ ด้าน; {BLOG}",
		False,
		PARTICIPANT,
		counted.self_development,
	),
	Measure(
		SPIRIT,
		"Committee and Members with Public Spirit",
		"People",
		"People",
		f"ข้อ 5: จำนวนคณะกรรมการและสมาชิกที่มีจิตสาธารณะเพิ่มมากขึ้น; {BLOG}",
		False,
		"Meeting",
		counted.public_spirit,
	),
)
BY_KEY = {measure.key: measure for measure in MEASURES}


def readable() -> list[Measure]:
	"""Return the measures of whose documents the session user may read some."""
	return [measure for measure in MEASURES if area_codes(measure.doctype) != []]


def of(area: str, year: int) -> dict[str, Figure]:
	"""Return {key: figure} of an area (DOPA code; "00" is the country) with all that lies in it, in a fiscal year (BE)."""
	sub_districts, all_centers = _in_being(area)
	found = {}
	for measure in readable():
		sums = sums_of(measure, [year - 1, year] if measure.key == SPIRIT else [year], Place(area))
		meeting = sums[year].meeting
		value, before = (measure.value(sums[each]) for each in (year, year - 1))
		whole = sub_districts if measure.key == STRONG else all_centers
		met = value > before if measure.key == SPIRIT else 0 < whole <= meeting
		found[measure.key] = Figure(
			value, target_of(measure), met, meeting, whole, route_of(measure, area, year)
		)
	return found


def of_center(center: str, year: int) -> dict[str, Figure]:
	"""Return {key: figure} of a single center by itself; its value is its own (a percentage, a number of processes).

	Sub-district centers alone are assessed. target of public_spirit: one more than in the year before.
	"""
	return {
		measure.key: own_figure(measure, center, year) for measure in readable() if applies(measure, center)
	}


def applies(measure: Measure, center: str) -> bool:
	return measure.key != STRONG or len(center) == 6


def own_figure(measure: Measure, center: str, year: int, everything: bool = False) -> Figure:
	"""Return a measure of a single center; everything: whoever asks, for what the system itself finds out."""
	place = Place(center, alone=True, everything=everything)
	own = by_center(measure, year, place).get(center) or Own(0, False)
	target = target_of(measure)
	if measure.key == SPIRIT:
		target = value_of(measure, year - 1, place) + 1
		own = Own(own.number, own.number >= target)
	return Figure(own.number, target, own.met, int(own.met), 1, own_route(measure, place, year))


def below(area: str, year: int) -> dict[str, dict[str, float]]:
	"""Return {code: {key: value}} of the parts of an area, one level below. All keys that are readable stand in each part
	that has a center; what is the area's own (its own center's) stands under its own code, so that the parts add up to `of`."""
	measures = readable()
	found = {code: {measure.key: 0 for measure in measures} for code in centers_below(area)}
	for measure in measures:
		for code, value in _by_part(measure, year, area).items():
			found.setdefault(code, {each.key: 0 for each in measures})[measure.key] = value
	return dict(sorted(found.items()))


def centers_below(area: str) -> dict[str, int]:
	"""Return {code: number of centers in being} of the same parts as `below`: for shares, as a map needs them."""
	return {code: sum(by_level.values()) for code, by_level in by_level_below(area).items()}


def by_level_below(area: str) -> dict[str, dict[str, int]]:
	"""Return {code: {level: number of centers in being}} of the parts of an area."""
	center = frappe.qb.DocType("CON Center")
	part = _part(center.area, area)
	rows = (
		frappe.qb.from_(center)
		.select(part, center.level, Count("*"))
		.where((center.status == "Active") & Place(area).holds(center, "CON Center"))
		.groupby(part, center.level)
	).run()
	found: dict[str, dict[str, int]] = {}
	for code, level, number in rows:
		found.setdefault(code, {})[level] = number
	return found


def trend(area: str, year: int, years: int = 5) -> dict[str, dict[int, float]]:
	"""Return {key: {fiscal year: value}} of an area, the earliest year first, up to `year`."""
	return {measure.key: trend_of(measure, area, year, years) for measure in readable()}


def trend_of(measure: Measure, area: str, year: int, years: int = 5) -> dict[int, float]:
	"""Return {fiscal year: value} of one measure, as `trend`. One statement."""
	asked = list(range(year - years + 1, year + 1))
	sums = sums_of(measure, asked, Place(area))
	return {each: measure.value(sums[each]) for each in asked}


def by_center(measure: Measure, year: int, place: Place) -> dict[str, Own]:
	"""Return {center: what it has} of a fiscal year, of the centers that have anything. One statement."""
	found = measure.count([year], place).as_("by_center")
	rows = frappe.qb.from_(found).select(found.code, found.number, found.met).run()
	return {code: Own(flt(number), bool(met)) for code, number, met in rows}


def sums_of(measure: Measure, years: list[int], place: Place) -> dict[int, Sums]:
	"""Return {fiscal year: sums} of all centers of a place; of any other year, nothing. One statement."""
	found = measure.count(years, place).as_("by_center")
	query = frappe.qb.from_(found).select(found.year, Sum(found.number), Sum(found.met)).groupby(found.year)
	sums = {int(year): Sums(flt(number), cint(met)) for year, number, met in query.run()}
	return defaultdict(lambda: Sums(0, 0), sums)


def value_of(measure: Measure, year: int, place: Place) -> float:
	return measure.value(sums_of(measure, [year], place)[year])


def _by_part(measure: Measure, year: int, area: str) -> dict[str, float]:
	found = measure.count([year], Place(area)).as_("by_center")
	part = _part(found.code, area)
	value = Sum(found.met if measure.of_centers else found.number)
	query = frappe.qb.from_(found).select(part, value).groupby(part)
	return {code: flt(value) for code, value in query.run()}


def _part(code, area: str):
	return Function("left", code, parts_of(area))


def _in_being(area: str) -> tuple[int, int]:
	"""Return how many centers there are in an area: those of sub-districts, and all."""
	by_level = by_level_below(area).values()
	return sum(row.get("Sub-district", 0) for row in by_level), sum(sum(row.values()) for row in by_level)


def target_of(measure: Measure) -> float | None:
	"""Return what the measure asks of a single center; None where it is to rise."""
	asked = {
		STRONG: counted.strong_from,
		COOPERATION: fewest_processes,
		JOINT: counted.fewest_activities,
		DEVELOPMENT: counted.fewest_trained,
	}
	return asked[measure.key]() if measure.key in asked else None


def sources() -> str:
	"""Return where the measures come from, and what of them no source confirms."""
	settings = (setting("measures_provenance"), setting("spirit_provenance"))
	return "\n".join([*(measure.source for measure in readable()), *filter(None, settings)])


# the lists behind the numbers


def routes_of(measure: Measure, areas: list[str], year: int) -> dict[str, dict]:
	"""Return {area: where its value leads}, as `route_of`."""
	groups = groups_of_centers()
	return {area: route_of(measure, area, year, groups=groups) for area in areas}


def route_of(
	measure: Measure, area: str, year: int, alone: bool = False, groups: list[str] | None = None
) -> dict:
	"""Return where the value of an area leads: to a list, or a report, of as many rows.

	alone: of its own center only. groups: `groups_of_centers`, where they are known.
	"""
	asked = {
		"fiscal_year": year,
		**({} if area == COUNTRY else {"area": area}),
		**({"alone": 1} if alone else {}),
	}
	if measure.of_centers:
		return {
			"report": "Centers by Success Measure",
			"filters": {**asked, "measure": measure.key, "only_met": 1},
		}
	if measure.key == SPIRIT:
		return {"report": "People with Public Spirit", "filters": asked}
	if alone:
		place = {"area": area}
	else:
		place = {} if area == COUNTRY else {COLUMN_BY_LENGTH[len(area)]: area}
	return _listed(measure, place, year, groups)


def own_route(measure: Measure, place: Place, year: int) -> dict:
	"""Return where the value of a single center leads: to the documents behind it."""
	if measure.key == STRONG:
		filters = {"area": place.area, "fiscal_year": year, "workflow_state": ["in", complete_states()]}
		return {"doctype": measure.doctype, "filters": filters}
	if measure.key == COOPERATION:
		return {"doctype": measure.doctype, "filters": {"name": ["in", cooperations(place, year)]}}
	return route_of(measure, place.area, year, alone=True)


def _listed(measure: Measure, place: dict, year: int, groups: list[str] | None) -> dict:
	if measure.key == JOINT:
		return {"doctype": measure.doctype, "filters": {"fiscal_year": year, "status": RECORDED, **place}}
	groups = groups_of_centers() if groups is None else groups
	filters = {"held_year": year, "came": 1, "participant_group": [*among(groups)], **place}
	return {"doctype": measure.doctype, "filters": filters}


def cooperations(place: Place, year: int) -> list[str]:
	"""Return the names of the cooperations that count in a year; one that is none where there are none."""
	coop = frappe.qb.DocType("Cooperation")
	query = (
		frappe.qb.from_(coop)
		.select(coop.name)
		.where(is_confirmed(coop) & ran_in(coop, year) & place.holds(coop, "Cooperation"))
		.orderby(coop.name)
	)
	return [name for (name,) in query.run()] or ["-"]
