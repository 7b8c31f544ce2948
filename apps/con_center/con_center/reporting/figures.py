"""The numbers of the progress report: computed from the documents, for one area or for all parts of it at once.

Each function asks a fixed number of queries (five in all), whatever the number of areas. Nothing here asks who
may know: forms, reports and prints ask for the right to the report, or keep to the user's areas.
Source of the numbers: domain.md 4.2 (the form of seed 003), what each is computed from: there, too.
"""

import datetime
from collections import defaultdict
from functools import cache
from typing import NamedTuple

import frappe
from frappe.query_builder.functions import Count, Sum
from frappe.utils import cint, getdate
from pypika.terms import Parameter

from con_center.access import statements
from con_center.access.areas import COLUMN_BY_LENGTH, COUNTRY, LEVEL_BY_LENGTH
from con_center.access.statements import parameter
from con_center.assessments.confirming import complete_states
from con_center.meetings import rules as meeting_rules
from con_center.planning.figures import in_plan_states, is_strong, strong_filters
from con_center.thai import fiscal_year_dates

COMMITTEE, INTEGRATED = "Center Committee", "Integrated Administration Committee"
LEVELS = ("Sub-district", "District", "Province")
# an announcement or order that says anew who sits, or that it has been looked through
REVIEWING = ("Certify Selection", "Appoint", "Amend", "Yearly Review")
KEY_LENGTH = {"province": 2, "district": 4}
FISCAL_YEAR = parameter("fiscal_year")
COMPLETE_STATES, IN_PLAN_STATES = parameter("complete_states"), parameter("in_plan_states")


class Number(NamedTuple):
	"""A number of the form: its item (1 to 6), the level of the areas, and what it counts."""

	code: str
	item: int
	level: str
	unit: str
	label: str


class Period(NamedTuple):
	"""The days that a report is on, both included."""

	start: datetime.date
	end: datetime.date


class Asked(NamedTuple):
	"""Where and when is asked for: values, or the names of a statement's parameters.

	column: the column that holds the area, None for the country. over: whether the period has ended.
	"""

	column: str | None
	over: bool
	area: str | Parameter
	start: datetime.date | Parameter
	end: datetime.date | Parameter

	@classmethod
	def named(cls, column: str | None, over: bool):
		return cls(column, over, *(parameter(name) for name in ("area", "start", "end")))

	def below(self, table):
		"""Return the query criterion: the scoped row lies in the area."""
		return table[self.column] == self.area if self.column else table.name.isnotnull()


def asked_of(area: str, period: Period) -> Asked:
	column = None if area == COUNTRY else COLUMN_BY_LENGTH[len(area)]
	return Asked(column, getdate(period.end) < getdate(), area, period.start, period.end)


NUMBERS = (
	Number("register_sub_areas", 1, "Sub-district", "areas", "(1) Sub-districts"),
	Number("register_sub_committees", 1, "Sub-district", "committees", "(1) Committees, sub-district"),
	Number("register_sub_people", 1, "Sub-district", "people", "(1) People, sub-district"),
	Number("register_district_areas", 1, "District", "areas", "(1) Districts"),
	Number("register_district_committees", 1, "District", "committees", "(1) Committees, district"),
	Number("register_district_people", 1, "District", "people", "(1) People, district"),
	Number("register_province_areas", 1, "Province", "areas", "(1) Provinces"),
	Number("register_province_committees", 1, "Province", "committees", "(1) Committees, province"),
	Number("register_province_people", 1, "Province", "people", "(1) People, province"),
	Number("review_sub_areas", 2, "Sub-district", "areas", "(2) Sub-districts"),
	Number("review_sub_committees", 2, "Sub-district", "committees", "(2) Committees, sub-district"),
	Number("review_sub_people", 2, "Sub-district", "people", "(2) People, sub-district"),
	Number("review_district_areas", 2, "District", "areas", "(2) Districts"),
	Number("review_district_committees", 2, "District", "committees", "(2) Committees, district"),
	Number("review_district_people", 2, "District", "people", "(2) People, district"),
	Number("review_province_areas", 2, "Province", "areas", "(2) Provinces"),
	Number("review_province_committees", 2, "Province", "committees", "(2) Committees, province"),
	Number("review_province_people", 2, "Province", "people", "(2) People, province"),
	Number("meetings_sub", 3, "Sub-district", "areas", "(3) Sub-districts"),
	Number("meetings_district", 3, "District", "areas", "(3) Districts"),
	Number("meetings_province", 3, "Province", "areas", "(3) Provinces"),
	Number("integrated_sub", 4, "Sub-district", "areas", "(4) Sub-districts"),
	Number("assessed_sub", 5, "Sub-district", "areas", "(5) Sub-districts"),
	Number("strong_sub", 6, "Sub-district", "areas", "(6) Sub-districts"),
	Number("strong_activities", 6, "Sub-district", "activities", "(6) Activities"),
)
BY_CODE = {number.code: number for number in NUMBERS}
SHORT_LEVEL = {"Sub-district": "sub", "District": "district", "Province": "province"}


def applies(number: Number, level: str) -> bool:
	"""Tell whether a report of an area of this level has something to say in the number: no district has a province."""
	return number.level != "Province" or level in ("Province", "Country")


def period_of(fiscal_year: int, start=None, end=None) -> Period:
	"""Return the period of a report on a fiscal year (BE): the whole year, unless other days are given."""
	first, last = fiscal_year_dates(fiscal_year)
	return Period(getdate(start) if start else first, getdate(end) if end else last)


def of_area(area: str, fiscal_year: int, period: Period | None = None) -> dict[str, int]:
	"""Return {code: number} of all 25 numbers for an area (DOPA code) and what lies in it, in a fiscal year (BE)."""
	return by_part(area, fiscal_year, period).get(area) or empty()


def by_part(
	area: str, fiscal_year: int, period: Period | None = None, by: str | None = None
) -> dict[str, dict[str, int]]:
	"""Return {code of area: {code: number}} for the parts of an area; without `by`, for the area as a whole.

	by: "province" or "district". What lies above them (the province's own committee among its districts) has the
	area's own code as its key. Parts of which nothing is known are left out.
	"""
	return _Tally(area, fiscal_year, period or period_of(fiscal_year), by).counted()


def empty() -> dict[str, int]:
	return dict.fromkeys(BY_CODE, 0)


def add_up(parts) -> dict[str, int]:
	"""Return the sum of several {code: number}."""
	total = empty()
	for part in parts:
		for code, number in part.items():
			total[code] += cint(number)
	return total


class _Tally:
	"""The numbers as they are added up, item by item."""

	def __init__(self, area: str, fiscal_year: int, period: Period, by: str | None):
		if by not in (None, *KEY_LENGTH):
			raise ValueError(f"not a kind of part: {by!r}")
		self.area, self.fiscal_year, self.by = area, fiscal_year, by
		self.asked = asked_of(area, period)
		self.found: dict[str, dict[str, int]] = defaultdict(empty)

	def counted(self) -> dict[str, dict[str, int]]:
		for row in self.rows(_registers):
			self.add_committees("register", row)
		for row in self.rows(_orders):
			if row.kind == COMMITTEE:
				self.add_committees("review", row)
			else:
				self.add(self.key(row), "integrated_sub", row.number)
		self.add_meetings()
		for row in self.rows(_assessments):
			self.add(self.key(row), "assessed_sub", row.number)
		for row in self.rows(_projects):
			self.add(self.key(row), "strong_sub", row.areas)
			self.add(self.key(row), "strong_activities", row.number)
		return dict(self.found)

	def rows(self, question) -> list[frappe._dict]:
		values = {
			**self.asked._asdict(),
			"fiscal_year": self.fiscal_year,
			"complete_states": tuple(complete_states()),
			"in_plan_states": tuple(in_plan_states()),
		}
		statement = _statement(question, self.by, self.asked.column, self.asked.over)
		return statements.ask(statement, values, as_dict=True)

	def key(self, row) -> str:
		"""Return the part that a row of a query belongs to: its district, else its province, else the country."""
		return (row.get("district") or row.get("province") or COUNTRY) if self.by else self.area

	def add(self, key: str, code: str, number) -> None:
		self.found[key][code] += cint(number)

	def add_committees(self, of: str, row) -> None:
		# an area has one center, and a center one committee of a kind in force: as many areas as committees
		level = SHORT_LEVEL[row.level]
		for unit, number in (("areas", row.number), ("committees", row.number), ("people", row.people)):
			self.add(self.key(row), f"{of}_{level}_{unit}", number)

	def add_meetings(self) -> None:
		"""Item 3: areas whose committee has met often enough in the fiscal year, by the rule of `meetings`."""
		needed = meeting_rules.settings().needed
		length = KEY_LENGTH.get(self.by, 0)
		rows = meeting_rules.met_often_enough(self.fiscal_year, needed, self.area, COMMITTEE, length)
		for part, code_length, number in rows:
			level = SHORT_LEVEL[LEVEL_BY_LENGTH[code_length]]
			self.add(part or self.area, f"meetings_{level}", number)


# what is asked of the database for the items, but for item 3; `keys` are columns by which it is told apart


@cache
def _statement(question, by: str | None, column: str | None, over: bool) -> str:
	"""Return the statement of one of these questions, built once: for a province, asking takes hardly longer."""
	return question(by, Asked.named(column, over)).get_sql()


def _keys(table, by: str | None) -> list:
	"""Return the columns that tell to which part a row belongs."""
	return {None: [], "province": [table.province], "district": [table.province, table.district]}[by]


def _registers(by: str | None, asked: Asked):
	"""Item 1: centers whose register was brought up to date in the period, with the committee that sits, or sat."""
	center, committee = frappe.qb.DocType("CON Center"), frappe.qb.DocType("Committee")
	keys = [*_keys(center, by), center.level]
	people = Sum(committee.sitting_members).as_("people")
	return registered(center, committee, asked).select(*keys, Count("*").as_("number"), people).groupby(*keys)


def _orders(by: str | None, asked: Asked):
	"""Items 2 and 4: committees in force on which an order or announcement was issued, or a review, in the period."""
	committee = frappe.qb.DocType("Committee")
	keys = [*_keys(committee, by), committee.level, committee.kind]
	return (
		frappe.qb.from_(committee)
		.select(*keys, Count("*").as_("number"), Sum(committee.sitting_members).as_("people"))
		.where(is_reviewed(committee, asked) & committee.kind.isin((COMMITTEE, INTEGRATED)))
		.groupby(*keys)
	)


def _assessments(by: str | None, asked: Asked):
	"""Item 5: sub-districts with an assessment of the fiscal year that the district has scored in full."""
	assessment = frappe.qb.DocType("Assessment")
	keys = _keys(assessment, by)
	return (
		frappe.qb.from_(assessment)
		.select(*keys, Count(assessment.area).distinct().as_("number"))
		.where(asked.below(assessment) & (assessment.fiscal_year == FISCAL_YEAR))
		.where(assessment.workflow_state.isin(COMPLETE_STATES))
		.groupby(*keys)
	)


def _projects(by: str | None, asked: Asked):
	"""Item 6: sub-districts with projects tagged ตำบลเข้มแข็ง in their plan, and how many projects."""
	project = frappe.qb.DocType("Plan Project")
	keys = _keys(project, by)
	return (
		frappe.qb.from_(project)
		.select(*keys, Count(project.area).distinct().as_("areas"), Count("*").as_("number"))
		.where(is_strong(project, FISCAL_YEAR, IN_PLAN_STATES) & asked.below(project))
		.groupby(*keys)
	)


def registered(center, committee, asked: Asked):
	"""Return the query of the centers in an area whose register was updated in the period, with their committee.

	A center keeps the last day of an update alone. Of a period that is over, an order, announcement or review issued
	in it tells of one, too: issuing updates the register; and the committee is the one that sat when it ended.
	"""
	query = frappe.qb.from_(center).join(committee)
	updated = center.register_updated_on[asked.start : asked.end]
	if asked.over:
		sat = (committee.kind == COMMITTEE) & sits(committee, asked)
		query = query.on((committee.center == center.name) & sat)
		updated |= committee.name.isin(issued_in(asked))
	else:
		query = query.on(committee.name == center.current_committee)
	return query.where(
		asked.below(center) & (center.status == "Active") & center.level.isin(LEVELS) & updated
	)


def sits(committee, asked: Asked):
	"""Return the query criterion: in force, or of a period that is over, in force when it ended."""
	if not asked.over:
		return committee.status == "Current"
	began = committee.status.isin(["Current", "Ended"]) & (committee.term_start <= asked.end)
	return began & (committee.ended_on.isnull() | (committee.ended_on > asked.end))


def issued_in(asked: Asked):
	"""Return the query of the committees on which an order, announcement or review was issued in the period."""
	order = frappe.qb.DocType("Appointment Order")
	return (
		frappe.qb.from_(order)
		.select(order.committee)
		.where((order.docstatus == 1) & order.purpose.isin(REVIEWING))
		.where(order.dated[asked.start : asked.end] & asked.below(order))
	)


def is_reviewed(committee, asked: Asked):
	"""Return the query criterion: in force in the area, and an order, announcement or review issued in the period."""
	return sits(committee, asked) & committee.level.isin(LEVELS) & committee.name.isin(issued_in(asked))


def reviewed(area: str, period: Period, kind: str):
	"""Return the query of the areas whose committee of this kind was reviewed in the period."""
	committee = frappe.qb.DocType("Committee")
	return (
		frappe.qb.from_(committee)
		.select(committee.area)
		.where(is_reviewed(committee, asked_of(area, period)) & (committee.kind == kind))
	)


def list_behind(
	number: Number, area: str, fiscal_year: int, period: Period | None = None
) -> tuple[str, dict]:
	"""Return the list that shows what a number counts: its DocType, and filters {field: value or [operator, value]}."""
	start, end = period or period_of(fiscal_year)
	place = {} if area == COUNTRY else {COLUMN_BY_LENGTH[len(area)]: area}
	place["level"] = number.level
	within = ["between", [str(start), str(end)]]
	orders = {"docstatus": 1, "purpose": ["in", list(REVIEWING)], "dated": within, **place}
	asked = asked_of(area, Period(start, end))
	if number.item == 1 and asked.over:
		center, committee = frappe.qb.DocType("CON Center"), frappe.qb.DocType("Committee")
		of_level = registered(center, committee, asked).where(center.level == number.level)
		return "CON Center", {"name": ["in", [row[0] for row in of_level.select(center.name).run()] or [""]]}
	if number.item == 1:
		return "CON Center", {
			"status": "Active",
			"current_committee": ["is", "set"],
			"register_updated_on": within,
			**place,
		}
	if number.item == 2:
		return "Appointment Order", {"kind": COMMITTEE, **orders}
	if number.item == 3:
		return "Meeting", {
			"fiscal_year": fiscal_year,
			"workflow_state": ["in", meeting_rules.held_states()],
			**place,
		}
	if number.item == 4:
		return "Appointment Order", {"kind": INTEGRATED, **orders}
	if number.item == 5:
		states = ["in", complete_states()]
		return "Assessment", {"fiscal_year": fiscal_year, "workflow_state": states, **place}
	filters = strong_filters(area, fiscal_year)
	return "Plan Project", {
		field: [value[0], list(value[1])] if isinstance(value, tuple) else value
		for field, value in filters.items()
	}
