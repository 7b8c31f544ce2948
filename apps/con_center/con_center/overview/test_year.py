from unittest.mock import patch

import frappe
from frappe.utils import add_days, format_date, getdate, today

from con_center.approval.decision import decide
from con_center.assessments.factories import make_assessment, make_complete_assessment
from con_center.committees.factories import make_current_committee
from con_center.entry.fiscal_year import FiscalYearError
from con_center.meetings.factories import make_meeting, take_meeting
from con_center.organization.factories import (
	FISCAL_YEAR,
	OTHER,
	make_center,
	make_officer,
	make_user,
	signed_in,
)
from con_center.overview import year
from con_center.planning.factories import make_plan, make_plan_in
from con_center.reporting.factories import make_report, make_round
from con_center.tests.case import CONTestCase
from con_center.tests.counting import counting

# a district in which no other test and no demo enters anything
AREAS = {"sub_district": "341101", "district": "3411", "province": "34"}
AREA, NEXT = "341101", "341102"


class OverviewTestCase(CONTestCase):
	def setUp(self):
		super().setUp()
		frappe.db.savepoint("overview")
		for area in (AREA, NEXT, AREAS["district"], "00"):
			make_center(area)

	def tearDown(self):
		super().tearDown()
		frappe.db.rollback(save_point="overview")

	def seen(self, center: str = AREA, of_year: int | None = None, user: str | None = None) -> dict:
		with signed_in(user or make_officer("district", AREAS)):
			return year.of_center(center, of_year)

	def card(self, key: str, found: dict | None = None) -> dict:
		return next(card for card in (found or self.seen())["cards"] if card["key"] == key)

	def late(self, found: dict | None = None) -> list[tuple[str, str]]:
		return [(entry["colour"], entry["text"]) for entry in (found or self.seen())["late"]]


class TestOwnYear(OverviewTestCase):
	def test_a_center_that_has_nothing(self):
		found = self.seen()
		self.assertEqual(
			{card["key"]: card["colour"] for card in found["cards"]},
			{
				"committee": "red",
				"meetings": "gray",
				"plan": "red",
				"assessment": "orange",
				"tasks": "green",
				"measures": "gray",
			},
		)
		self.assertEqual([colour for colour, _text in self.late(found)][:2], ["red", "red"])
		self.assertIsNone(found["below"])

	def test_terms(self):
		committee = make_current_committee(AREA)
		for days, colour in ((200, "green"), (30, "orange"), (-1, "red")):
			with self.subTest(days=days):
				frappe.db.set_value("Committee", committee.name, "term_end", add_days(today(), days))
				found = self.seen()
				self.assertEqual(self.card("committee", found)["colour"], colour)
				named = [
					entry
					for entry in found["late"]
					if entry["to"] == {"doctype": "Committee", "name": committee.name}
				]
				self.assertEqual(bool(named), colour != "green")

	def test_an_announcement_without_a_number_is_told_by_its_day(self):
		row = frappe._dict(
			name="COM-1", title="คณะกรรมการ", term_end=getdate("2030-11-03"), appointment_order="ORD-1"
		)
		row.update(instrument="Announcement", order_number=None, order_dated=getdate("2026-11-04"))
		at = frappe._dict(day=getdate("2026-11-22"))
		_term, order = year.committee_lines(row, at)
		self.assertTrue(order["text"].endswith(format_date("2026-11-04")), order["text"])
		row.order_number = "7/2569"
		_term, order = year.committee_lines(row, at)
		self.assertTrue(order["text"].endswith("7/2569"), order["text"])

	def test_the_committee_of_an_earlier_year_is_shown_with_it(self):
		committee = make_current_committee(AREA)
		frappe.db.set_value(
			"Committee",
			committee.name,
			{"status": "Ended", "ended_on": add_days(today(), -1), "term_end": None},
		)
		self.assertEqual(self.card("committee")["colour"], "red")
		before = self.seen(of_year=FISCAL_YEAR - 1)
		self.assertEqual(self.card("committee", before)["colour"], "green")

	def test_meetings(self):
		make_current_committee(AREA)
		make_meeting(AREA, days_ago=2)
		open_one = take_meeting(make_meeting(AREA), "convene", "hold")
		found = self.seen()
		card = self.card("meetings", found)
		self.assertEqual((card["figure"][:1], len(card["lines"])), ("1", 2))
		self.assertEqual(len([e for e in found["late"] if e["to"].get("doctype") == "Meeting"]), 2)
		self.assertIn({"doctype": "Meeting", "name": open_one.name}, [line["to"] for line in card["lines"]])
		# of a year that is over, meetings that were not held are late
		before = self.seen(of_year=FISCAL_YEAR - 1)
		self.assertEqual(self.card("meetings", before)["colour"], "red")

	def test_plans(self):
		plan = make_plan(AREA, make_officer("district", AREAS), fiscal_year=FISCAL_YEAR)
		card = self.card("plan")
		self.assertEqual(
			(card["colour"], card["to"]), ("gray", {"doctype": "Action Plan", "name": plan.name})
		)
		self.assertEqual(len([e for e in self.seen()["late"] if e["to"] == card["to"]]), 1)
		self.assertEqual(self.card("plan", self.seen(of_year=FISCAL_YEAR + 1))["colour"], "gray")

	def test_an_approved_plan_shows_its_progress_and_money(self):
		make_plan_in("Plan Approved", area=AREA, fiscal_year=FISCAL_YEAR)
		card = self.card("plan")
		self.assertEqual((card["colour"], card["percent"]), ("green", 0))
		self.assertIn("12,001.05", card["lines"][1]["text"])

	def test_assessments_and_their_trend(self):
		make_complete_assessment(AREA, value="0", fiscal_year=FISCAL_YEAR - 1)
		make_complete_assessment(AREA, fiscal_year=FISCAL_YEAR)
		card = self.card("assessment")
		self.assertEqual((card["colour"], card["lines"][0]["colour"]), ("green", "green"))
		self.assertIn("▲", card["lines"][0]["text"])
		self.assertIn("ตัวอย่าง", card["note"])

	def test_what_is_begun_waits(self):
		made = make_assessment(NEXT, fiscal_year=FISCAL_YEAR)
		found = self.seen(NEXT)
		self.assertIn({"doctype": "Assessment", "name": made.name}, [entry["to"] for entry in found["late"]])

	def test_years_that_are_none_are_refused(self):
		for wrong in (1999, 2500, 9999):
			with self.subTest(year=wrong), self.assertRaises(FiscalYearError):
				self.seen(of_year=wrong)
		# no number at all: the running year
		self.assertEqual(self.seen(of_year="x2570")["year"], FISCAL_YEAR)


class TestBelow(OverviewTestCase):
	def test_parts_add_up(self):
		make_current_committee(AREA)
		take_meeting(make_meeting(AREA), "convene", "hold")
		take_meeting(make_meeting(AREA, days_ago=2), "convene", "hold")
		make_plan_in("Plan Approved", area=AREA, fiscal_year=FISCAL_YEAR)
		make_complete_assessment(AREA, fiscal_year=FISCAL_YEAR)
		below = self.seen(AREAS["district"])["below"]
		rows = {row["area"]: row for row in below["rows"]}
		row, empty = rows[AREA], rows[NEXT]
		self.assertEqual((row["centers"], row["in_office"], row["met"], row["plans"]), (1, 1, 1, 1))
		self.assertEqual((row["assessed"][1], row["planned"]), (1, 12001.05))
		self.assertEqual(
			(empty["in_office"], empty["met"], empty["plans"], empty["progress"]), (0, 0, 0, None)
		)
		self.assertEqual(empty["colours"]["in_office"], "red")
		for field in ("centers", "in_office", "met", "plans", "planned"):
			self.assertEqual(below["total"][field], sum(row[field] for row in below["rows"]))
		# the province counts the same, by districts
		province = self.seen("34", user=make_officer("province"))["below"]
		district = next(row for row in province["rows"] if row["area"] == AREAS["district"])
		self.assertEqual((district["met"], district["plans"], district["assessed"][1]), (1, 1, 1))
		self.assertEqual(district["centers"], len(below["rows"]) + 1)

	def test_the_number_of_queries_does_not_grow(self):
		def asked(center, user):
			self.seen(center, user=user)
			with counting() as queries:
				self.seen(center, user=user)
			return len(queries)

		province = make_officer("province")
		before = asked(AREAS["district"], province)
		for area in ("341103", "341104", "341105"):
			make_center(area)
			make_current_committee(area)
		self.assertEqual(asked(AREAS["district"], province), before)
		# of a province, the reports of its districts are looked up, too
		self.assertLessEqual(asked("34", province), before + 3)
		self.assertLessEqual(before, 30)


class TestReporting(OverviewTestCase):
	"""Districts and provinces: whether the progress report of the year is sent; below a province, how many."""

	def setUp(self):
		super().setUp()
		for doctype in ("Progress Report Figure", "Progress Report", "Reporting Round"):
			frappe.db.delete(doctype)

	def report_card(self) -> dict:
		return self.card("report", self.seen(AREAS["district"]))

	def test_without_a_round_nobody_is_waited_for(self):
		card = self.report_card()
		self.assertEqual((card["colour"], card["figure"]), ("gray", ""))

	def test_late_soon_and_sent(self):
		made = make_round(deadline=add_days(today(), 60))
		self.assertEqual(self.report_card()["colour"], "gray")
		for days, colour in ((5, "orange"), (-3, "red")):
			frappe.db.set_value("Reporting Round", made.name, "deadline", add_days(today(), days))
			found = self.seen(AREAS["district"])
			with self.subTest(days=days):
				self.assertEqual(self.card("report", found)["colour"], colour)
				self.assertTrue(
					[entry for entry in found["late"] if entry["to"]["doctype"] == "Progress Report"]
				)
		report = make_report(AREAS["district"])
		self.assertEqual(self.report_card()["to"], {"doctype": "Progress Report", "name": report.name})
		with signed_in(make_officer("district", AREAS)):
			decide(report.doctype, report.name, "Send the Report", report.modified)
		card = self.report_card()
		self.assertEqual(card["colour"], "blue")
		self.assertEqual(card["lines"][0]["to"], {"doctype": "Reporting Round", "name": made.name})
		self.assertEqual(len(card["lines"]), 2)

	def test_a_sub_district_reports_nothing(self):
		self.assertNotIn("report", {card["key"] for card in self.seen()["cards"]})
		below = self.seen(AREAS["district"])["below"]
		self.assertFalse(below["reporting"])

	def test_how_many_districts_have_sent(self):
		make_round(deadline=add_days(today(), -1), period_from=add_days(today(), -30), period_to=today())
		report = make_report(AREAS["district"])
		province = make_officer("province")
		self.assertEqual(self.seen("34", user=province)["below"]["total"]["reports"], 0)
		with signed_in(make_officer("district", AREAS)):
			decide(report.doctype, report.name, "Send the Report", report.modified)
		below = self.seen("34", user=province)["below"]
		row = next(row for row in below["rows"] if row["area"] == AREAS["district"])
		self.assertEqual((row["reporters"], row["reports"], row["colours"]["reports"]), (1, 1, "green"))
		# all districts, those that have no center, too
		total = below["total"]
		self.assertEqual(
			(total["reporters"], total["reports"], total["colours"]["reports"]), (25, 1, "orange")
		)
		country = self.seen("00", user="Administrator")["below"]
		own = next(row for row in country["rows"] if row["area"] == "34")
		self.assertEqual((own["reporters"], own["reports"]), (25, 1))
		self.assertEqual(country["total"]["reporters"], 878)

	def test_the_number_of_queries_does_not_grow(self):
		make_round()
		province, counts = make_officer("province"), []
		for areas in ((), ("3402", "3403", "3404")):
			for area in areas:
				make_center(area)
				make_report(area, user=province)
			self.seen("34", user=province)
			with counting() as queries:
				self.seen("34", user=province)
			counts.append(len(queries))
		self.assertEqual(counts[0], counts[1])


class TestWhoSees(OverviewTestCase):
	def test_those_whose_area_it_is(self):
		for user in (make_officer("officer", AREAS), make_officer("chief", AREAS), make_officer("province")):
			with self.subTest(user=user):
				self.assertEqual(len(self.seen(user=user)["cards"]), 6)

	def test_nobody_else(self):
		for user in (
			make_officer("district"),
			make_officer("district", OTHER),
			make_officer("province", OTHER),
			make_user("desk.user"),
			"Guest",
		):
			with self.subTest(user=user), self.assertRaises(frappe.PermissionError):
				self.seen(user=user)
		with self.assertRaises(frappe.PermissionError):
			self.seen(AREAS["district"], user=make_officer("officer", AREAS))
		with self.assertRaises(frappe.PermissionError):
			self.seen("00", user=make_officer("province"))

	def test_what_may_not_be_read_is_left_out(self):
		def without_meetings(doctype, *_more):
			return [] if doctype == "Meeting" else [AREAS["district"]]

		with patch.object(year, "area_codes", without_meetings):
			self.assertEqual(
				[card["key"] for card in self.seen()["cards"]],
				["committee", "plan", "assessment", "tasks", "measures"],
			)
			self.assertIsNone(self.seen(AREAS["district"])["below"])
