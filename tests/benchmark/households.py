"""Households of the sub-districts, what they need, the help that they got in three fiscal years, and who opened a case."""

import datetime
from functools import cache

import frappe
from con_center.access.areas import place_of
from con_center.access.named import OPENINGS, referral
from con_center.approval import log
from con_center.households.dimensions import (
	BEING_HELPED,
	CHECK_RESULTS,
	CLOSED,
	IMPROVED,
	IN_NEED,
	MET,
	NOT_CHECKED,
	OPEN,
	OUTCOMES,
	STATE_FIELDS,
)
from con_center.households.seeds import NEEDS
from con_center.thai import fiscal_year, fiscal_year_start, thai_date

from .country import FIRST_NAMES, LAST_NAMES, Center, Country, share
from .entries import DAY, PERSON, full_name_of, is_logged, log_rows, mark, officer
from .tables import Loader, stamp

YEARS, VILLAGES = 3, 12
# one household of so many has a plan, and one of so many was opened by somebody
PLAN_EVERY = OPENED_EVERY = 5
# of each sub-district, this one is referred up
REFERRED = 3
DIMENSIONS = tuple(STATE_FIELDS)
BY = (
	("CON Center", "ศอช.ต."),
	("Local Administration", "องค์การบริหารส่วนตำบล"),
	("Unit of the State", "โรงพยาบาลส่งเสริมสุขภาพตำบล"),
	("People of the Village", "คณะกรรมการหมู่บ้าน"),
)
GIVEN = ("มอบพันธุ์ไก่และอาหารสัตว์", "ซ่อมหลังคาบ้าน", "พาไปขึ้นทะเบียนสวัสดิการ", "มอบอุปกรณ์การเรียน", "มอบเครื่องช่วยเดิน")
AGES = ("Under 6", "6 to 14", "15 to 24", "25 to 59", "60 and Over")
SEND_UP = ("Send Up", "Draft", "District Review")
WAY_OF = {
	"Draft": (),
	"District Review": (SEND_UP,),
	"Returned": (SEND_UP, ("Return", "District Review", "Returned")),
	"Help Agreed": (SEND_UP, ("Agree to Help", "District Review", "Help Agreed")),
}


class Case:
	"""A household. `number` counts those of the country from 0, `nth` those of its sub-district."""

	def __init__(self, country: Country, center: Center, number: int, nth: int, rng) -> None:
		self.country, self.center, self.number, self.nth, self.rng = country, center, number, nth, rng
		self.name = country.name("HH", number)
		self.dimensions = rng.sample(DIMENSIONS, rng.choice((1, 1, 2)))
		self.is_closed = nth != REFERRED and rng.random() < 0.2
		until = country.today + rng.randrange(30, 90) * DAY
		level = "Country" if rng.random() < 0.1 else "Province"
		self.referral = referral(level, until) if nth == REFERRED else referral()
		self.plan: str | None = None
		self.plan_state: str | None = None

	def make_plan(self, name: str) -> None:
		self.plan = name
		states = ("Help Agreed",) if self.is_closed else (*WAY_OF, "Help Agreed", "Help Agreed")
		self.plan_state = self.rng.choice(states)

	def plan_item(self, dimension: str) -> str | None:
		"""Return the item of the agreed plan that help in a dimension gives: there is one of each."""
		if self.plan_state != "Help Agreed":
			return None
		return mark(f"Help Plan/{self.plan}/items/{self.dimensions.index(dimension) + 1}")

	@property
	def helps(self) -> int:
		households, helps = self.country.size.households, self.country.size.helps
		return helps // households + (self.number < helps % households)

	@property
	def first_day(self) -> datetime.date:
		return fiscal_year_start(self.country.year - YEARS + 1)

	def day_of_help(self, nth: int) -> datetime.date:
		"""The days of a household's helps lie one after the other in these years."""
		apart = (self.country.today - self.first_day).days // self.helps
		return self.first_day + (nth * apart + self.rng.randrange(apart)) * DAY


def households(country: Country, load: Loader) -> None:
	lists(country, load)
	number = plans = 0
	areas = country.sub_districts
	for place, center in enumerate(areas):
		rng = center.random("households")
		for nth in range(share(country.size.households, place, len(areas))):
			case = Case(country, center, number, nth, rng)
			if nth % PLAN_EVERY == 0:
				case.make_plan(country.name("HELP-PLAN", plans))
				plans += 1
			fill(case, load)
			number += 1
	country.advance("HH", number)
	country.advance("HELP", country.size.helps)
	country.advance("HELP-PLAN", plans)


def lists(country: Country, load: Loader) -> None:
	"""The list of TPMAP of each district, as it was taken over."""
	for district in _districts(country):
		day = fiscal_year_start(country.year - YEARS + 1)
		load.add(
			"Household List",
			{
				"name": list_of(country, district),
				**stamp(datetime.datetime.combine(day, datetime.time(9)), officer(district)),
				**place_of(district),
				"title": f"TPMAP {full_name_of(district)}"[:140],
				"source": "TPMAP",
				"list_date": day,
				"found_by": "TPMAP",
				"rows_read": 60,
				"new_households": 60,
			},
		)
	country.advance("HH-LIST", len(_districts(country)))


def list_of(country: Country, district: str) -> str:
	return country.name("HH-LIST", _districts(country)[district])


@cache
def _districts(country: Country) -> dict[str, int]:
	codes = dict.fromkeys(center.place["district"] for center in country.sub_districts)
	return {code: place for place, code in enumerate(codes)}


def fill(case: Case, load: Loader) -> None:
	"""A household with all that hangs on it."""
	given = [help_row(case, nth) for nth in range(case.helps)]
	row, tables = household(case, given)
	load.add_document("Target Household", row, **tables)
	for each in given:
		load.add("Help Log", each)
	if case.plan:
		add_plan(case, given, load)
	if case.nth % OPENED_EVERY == 1:
		load.add(OPENINGS, opening(case))


def household(case: Case, given: list[dict]) -> tuple[dict, dict]:
	rng, center, country = case.rng, case.center, case.country
	entered = case.first_day - rng.randrange(1, 60) * DAY
	counted = [each for each in given if each["status"] == "Recorded"]
	helped = [each for each in counted if each["kind"] == "Help"]
	last = max((each["happened_on"] for each in counted), default=None)
	village, house = case.nth % VILLAGES + 1, case.nth // VILLAGES + 1
	states = {dimension: state_of(case, helped) for dimension in case.dimensions}
	row = {
		"name": case.name,
		**stamp(country.moment(entered, rng), officer(center.code), country.moment(last or entered, rng)),
		**center.place,
		"head_name": f"{rng.choice(('นาย', 'นาง'))}{rng.choice(FIRST_NAMES)} {rng.choice(LAST_NAMES)}",
		"village_no": village,
		"house_number": f"{house}/{village}",
		"found_by": rng.choice(("TPMAP", "TPMAP", "Missed by TPMAP", "Vulnerable")),
		"source": "TPMAP",
		"source_date": entered,
		"household_list": list_of(country, center.place["district"]),
		**checked(case, last or entered),
		"status": CLOSED if case.is_closed else OPEN,
		"next_visit_on": None
		if case.is_closed or rng.random() < 0.7
		else country.today + rng.randrange(-9, 60) * DAY,
		**{STATE_FIELDS[dimension]: state for dimension, state in states.items()},
		"phone": f"08{rng.randrange(10)}-000-{rng.randrange(10000):04}",
		"helps": len(helped),
		"help_value": sum(each["value"] for each in counted),
		"last_help_on": last,
		"outcome": rng.choice(OUTCOMES) if case.is_closed else None,
		"closed_on": last if case.is_closed else None,
		"title": f"{case.name} หมู่ {village} {full_name_of(center.code)}"[:140],
		**case.referral,
	}
	needs = [{"item": rng.choice(NEEDS[dimension]), "dimension": dimension} for dimension in case.dimensions]
	head = {"relation": "Head of the Household", "age_group": rng.choice(AGES)}
	events = [
		{"happened_on": day, "dimension": dimension, "state": state, "noted_by": PERSON}
		for dimension in case.dimensions
		for day, state in ((entered, IN_NEED), (last, states[dimension]))
		if state != IN_NEED or day == entered
	]
	return row, {
		"needs": ("Household Need", needs),
		"members": ("Household Member", [head]),
		"history": ("Household Event", events),
	}


def checked(case: Case, day: datetime.date) -> dict:
	if not case.is_closed and case.rng.random() < 0.2:
		return {"check_result": NOT_CHECKED}
	by = {"checked_on": day, "checked_by": PERSON}
	return {"check_result": case.rng.choice(CHECK_RESULTS[:2]), **by}


def state_of(case: Case, helped: list[dict]) -> str:
	if case.is_closed:
		return MET
	return case.rng.choice((BEING_HELPED, BEING_HELPED, IMPROVED, MET)) if helped else IN_NEED


def help_row(case: Case, nth: int) -> dict:
	rng, country = case.rng, case.country
	day, kind = case.day_of_help(nth), "Visit" if rng.random() < 0.2 else "Help"
	by_kind, by_whom = rng.choice(BY)
	moment = country.moment(day, rng)
	withdrawn = rng.random() < 0.01
	dimension = rng.choice(case.dimensions) if kind == "Help" else None
	return {
		# in the order in which they were noted: those of a household lie apart
		"name": country.name("HELP", nth * country.size.households + case.number),
		**stamp(moment, officer(case.center.code)),
		**case.center.place,
		"household": case.name,
		"kind": kind,
		"happened_on": day,
		"dimension": dimension,
		"by_kind": by_kind,
		"by_whom": by_whom,
		"value": 250.25 * rng.randrange(1, 20) if kind == "Help" else 0,
		"plan": case.plan,
		"plan_item": case.plan_item(dimension) if dimension and case.plan else None,
		"what": rng.choice(GIVEN) if kind == "Help" else "เยี่ยมบ้านและสอบถามความเป็นอยู่",
		"what_remains": "ติดตามผลในเดือนถัดไป",
		"status": "Withdrawn" if withdrawn else "Recorded",
		"withdrawn_reason": "บันทึกซ้ำ" if withdrawn else None,
		"title": f"{_said(kind)} {_written(day)} {case.name}"[:140],
		"fiscal_year": _year_of(day),
		**case.referral,
	}


@cache
def _said(text: str) -> str:
	return frappe._(text, lang="th")


@cache
def _written(day: datetime.date) -> str:
	return thai_date(day, short=True, thai=False)


@cache
def _year_of(day: datetime.date) -> int:
	return fiscal_year(day)


def add_plan(case: Case, given: list[dict], load: Loader) -> None:
	rng, country, state = case.rng, case.country, case.plan_state
	moment = country.moment(country.today - rng.randrange(10, 300) * DAY, rng)
	items = [
		{
			"dimension": dimension,
			"what": rng.choice(GIVEN),
			"by_kind": BY[0][0],
			"by_whom": BY[0][1],
			"due_on": country.today + rng.randrange(-20, 90) * DAY,
			"budget": 500.5 * rng.randrange(1, 9),
		}
		for dimension in case.dimensions
	]
	come = {each["plan_item"] for each in given if each["status"] == "Recorded"}
	waiting = [item["due_on"] for item in items if case.plan_item(item["dimension"]) not in come]
	is_due = state == "Help Agreed" and not case.is_closed
	row = {
		"name": case.plan,
		**stamp(moment, officer(case.center.code), moment + len(WAY_OF[state]) * DAY),
		**case.center.place,
		"household": case.name,
		"fiscal_year": country.year,
		"budget_total": sum(item["budget"] for item in items),
		"workflow_state": state,
		"next_due_on": min(waiting, default=None) if is_due else None,
		"title": _said("Help for {0}, {1}").format(case.name, country.year)[:140],
		"return_reason": "ระบุผู้รับผิดชอบให้ชัดเจน" if state == "Returned" else None,
		**case.referral,
	}
	tables = {"items": ("Help Plan Item", items)}
	load.add_document("Help Plan", row, **tables)
	if is_logged(country, case.center.code):
		content = log.content_hash(load.as_read("Help Plan", row, **tables))
		log_rows(load, "Help Plan", row, WAY_OF[state], content)


def opening(case: Case) -> dict:
	moment = case.country.moment(case.country.today - case.rng.randrange(200) * DAY, case.rng)
	return {
		"name": mark(f"{case.name} opened", 10),
		**stamp(moment, officer(case.center.code)),
		**case.center.place,
		"reference_doctype": "Target Household",
		"reference_name": case.name,
		"user": officer(case.center.code),
		"officer_name": PERSON,
		"opened_on": moment,
		"way": case.rng.choice(("Form", "Form", "Print", "API")),
	}
