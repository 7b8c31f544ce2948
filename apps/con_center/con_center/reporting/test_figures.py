"""The numbers against documents that the users have made: what counts, what does not, and where it can be looked up."""

import frappe
from frappe.utils import add_days, add_years, getdate, today

from con_center.appointments.factories import make_order, make_order_in
from con_center.approval.factories import take
from con_center.assessments.factories import make_assessment, make_complete_assessment
from con_center.committees.factories import make_committee, make_current_committee
from con_center.meetings.factories import make_closed_meeting
from con_center.organization.factories import FISCAL_YEAR, areas_of, make_officer, signed_in
from con_center.planning.factories import agree, make_project
from con_center.reporting import figures
from con_center.tests.case import CONTestCase
from con_center.tests.counting import counting
from con_center.thai import fiscal_year

# a district of which nothing is known yet
DISTRICT, FIRST, SECOND = "3402", "340202", "340204"
REGISTER = ("register_sub_areas", "register_sub_committees", "register_sub_people")
REVIEW = ("review_sub_areas", "review_sub_committees", "review_sub_people")


class FigureTestCase(CONTestCase):
	def setUp(self):
		super().setUp()
		frappe.db.savepoint("figures_test")

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="figures_test")
		super().tearDown()

	def found(self, year: int = FISCAL_YEAR, area: str = DISTRICT) -> dict[str, int]:
		"""Return the numbers that are not 0."""
		return {code: n for code, n in figures.of_area(area, year).items() if n}

	def check_lists(self, area: str = DISTRICT, year: int = FISCAL_YEAR):
		"""Each number of areas is that of the areas in the list behind it."""
		for code, number in figures.of_area(area, year).items():
			of = figures.BY_CODE[code]
			if of.unit == "areas":
				doctype, filters = figures.list_behind(of, area, year)
				listed = frappe.get_all(doctype, filters=filters, pluck="area")
				with self.subTest(code=code):
					self.assertEqual(len(set(listed)), number)


class TestNumbers(FigureTestCase):
	def test_nothing_gives_zeros(self):
		self.assertEqual(self.found(), {})
		self.assertEqual(set(figures.of_area(DISTRICT, FISCAL_YEAR)), set(figures.BY_CODE))

	def test_an_issued_order_updates_the_register_and_reviews(self):
		make_order_in("Issued", committee=make_committee(FIRST))
		self.assertEqual(
			self.found(),
			{**dict(zip(REGISTER, (1, 1, 9), strict=True)), **dict(zip(REVIEW, (1, 1, 9), strict=True))},
		)
		make_order_in("Awaiting Signature", committee=make_committee(SECOND))
		self.assertEqual(self.found()["review_sub_areas"], 1)
		self.check_lists()

	def test_of_what_has_ended_nothing_counts(self):
		old = make_order_in("Issued", committee=make_committee(FIRST))
		make_order_in("Issued", committee=make_committee(FIRST))
		self.assertEqual(frappe.db.get_value("Committee", old.committee, "status"), "Ended")
		self.assertEqual(self.found()["review_sub_committees"], 1)
		self.assertEqual(self.found()["register_sub_people"], 9)

	def test_an_order_of_an_earlier_year_counts_there(self):
		last_year = add_years(today(), -1)
		make_order_in("Issued", committee=make_committee(FIRST, term_start=last_year), dated=last_year)
		self.assertNotIn("review_sub_areas", self.found())
		self.assertEqual(self.found(fiscal_year(getdate(last_year)))["review_sub_areas"], 1)

	def test_the_register_of_a_year_that_is_over(self):
		"""A center keeps the last update only: the orders of the year tell of those before it."""
		then = add_years(today(), -1)
		year = fiscal_year(getdate(then))
		numbers = dict(zip(REGISTER, (1, 1, 9), strict=True))
		make_order_in("Issued", committee=make_committee(FIRST, term_start=then), dated=then)
		self.assertEqual(getdate(frappe.db.get_value("CON Center", FIRST, "register_updated_on")), getdate())

		def counted(of_year):
			return {code: n for code, n in self.found(of_year).items() if code in REGISTER}

		self.assertEqual(counted(year), numbers)
		self.check_lists(year=year)
		# followed this year by another committee: then it was the one that sat
		make_order_in("Issued", committee=make_committee(FIRST))
		self.assertEqual((counted(year), counted(FISCAL_YEAR)), (numbers, numbers))
		# a register brought up to date without an order, and not since
		make_order_in("Issued", committee=make_committee(SECOND, term_start=add_years(today(), -3)))
		frappe.db.set_value("CON Center", SECOND, "register_updated_on", then)
		self.assertEqual(
			counted(year), {"register_sub_areas": 2, "register_sub_committees": 2, "register_sub_people": 18}
		)
		self.check_lists(year=year)
		self.assertEqual(counted(year - 1), {})

	def test_a_yearly_review_counts_and_twice_is_once(self):
		last_year = add_years(today(), -1)
		order = make_order_in(
			"Issued", committee=make_committee(FIRST, term_start=last_year), dated=last_year
		)
		committee = frappe.get_doc("Committee", order.committee)
		for _n in range(2):
			make_order_in("Issued", committee=committee, purpose="Yearly Review")
		self.assertEqual([self.found()[code] for code in REVIEW], [1, 1, 9])
		self.check_lists()

	def test_the_register_counts_in_the_year_of_its_last_update(self):
		make_current_committee(FIRST)
		for day, counted in (
			(None, False),
			(figures.period_of(FISCAL_YEAR).start, True),
			(figures.period_of(FISCAL_YEAR).end, True),
			(add_days(figures.period_of(FISCAL_YEAR).start, -1), False),
			(add_days(figures.period_of(FISCAL_YEAR).end, 1), False),
		):
			frappe.db.set_value("CON Center", FIRST, "register_updated_on", day)
			with self.subTest(day=day):
				self.assertEqual("register_sub_areas" in self.found(), counted)

	def test_a_closed_center_does_not_count(self):
		make_order_in("Issued", committee=make_committee(FIRST))
		frappe.db.set_value("CON Center", FIRST, "status", "Closed")
		self.assertNotIn("register_sub_areas", self.found())

	def test_a_period_other_than_the_year(self):
		make_order_in("Issued", committee=make_committee(FIRST))
		period = figures.period_of(FISCAL_YEAR, end=add_days(today(), -1), start=add_days(today(), -9))
		found = figures.of_area(DISTRICT, FISCAL_YEAR, period)
		self.assertEqual((found["register_sub_areas"], found["review_sub_areas"]), (0, 0))

	def test_the_committee_of_the_district_stands_apart(self):
		areas = areas_of(DISTRICT)
		committee = make_committee(DISTRICT, user=make_officer("district", areas))
		order = make_order(committee, user=make_officer("district", areas))
		take(
			order,
			("district", "Send Up"),
			("province", "Check and Forward"),
			("chief", "Sign and Issue"),
		)
		self.assertEqual(
			self.found(),
			{
				"register_district_areas": 1,
				"register_district_committees": 1,
				"register_district_people": 9,
				"review_district_areas": 1,
				"review_district_committees": 1,
				"review_district_people": 9,
			},
		)
		self.check_lists()

	def test_an_order_on_the_integrated_committee_is_another_item(self):
		make_order_in(
			"Issued",
			committee=make_committee(FIRST, kind="Integrated Administration Committee"),
			instrument="Order",
			purpose="Appoint",
		)
		self.assertEqual(self.found(), {"integrated_sub": 1})
		self.check_lists()

	def test_meetings_count_from_the_fewest_on(self):
		make_current_committee(FIRST)
		year = fiscal_year(getdate(add_days(today(), -1)))
		make_closed_meeting(FIRST)
		self.assertNotIn("meetings_sub", self.found(year))
		make_closed_meeting(FIRST)
		self.assertEqual(self.found(year).get("meetings_sub"), 1)
		self.check_lists(year=year)

	def test_assessments_count_once_they_are_scored(self):
		make_assessment(FIRST, fiscal_year=FISCAL_YEAR)
		self.assertEqual(self.found(), {})
		for round_number in (1, 2):
			make_complete_assessment(SECOND, fiscal_year=FISCAL_YEAR, round=round_number)
		self.assertEqual(self.found(), {"assessed_sub": 1})
		self.check_lists()

	def test_projects_count_once_they_stand_in_the_plan(self):
		make_project(FIRST, strong_sub_district=1)
		for strong in (1, 1, 0):
			project = make_project(SECOND, strong_sub_district=strong)
			with signed_in(make_officer("officer", areas_of(SECOND))):
				agree(project.name, today(), "ศาลา")
		self.assertEqual(self.found(), {"strong_sub": 1, "strong_activities": 2})
		self.check_lists()


class TestParts(FigureTestCase):
	def setUp(self):
		super().setUp()
		make_order_in("Issued", committee=make_committee(FIRST))
		make_order_in("Issued", committee=make_committee(SECOND))

	def test_parts_are_what_each_is_by_itself(self):
		parts = figures.by_part("34", FISCAL_YEAR, by="district")
		self.assertEqual(parts[DISTRICT], figures.of_area(DISTRICT, FISCAL_YEAR))
		self.assertEqual(figures.add_up(parts.values()), figures.of_area("34", FISCAL_YEAR))
		provinces = figures.by_part("00", FISCAL_YEAR, by="province")
		self.assertEqual(provinces["34"], figures.of_area("34", FISCAL_YEAR))

	def test_the_provinces_own_committee_has_the_key_of_the_province(self):
		areas = areas_of("34")
		committee = make_committee("34", user=make_officer("province", areas))
		frappe.db.set_value("Committee", committee.name, "status", "Current")
		frappe.db.set_value(
			"CON Center", "34", {"current_committee": committee.name, "register_updated_on": today()}
		)
		parts = figures.by_part("34", FISCAL_YEAR, by="district")
		self.assertEqual(parts["34"]["register_province_people"], 9)
		self.assertEqual(parts["34"]["register_sub_people"], 0)

	def test_as_many_queries_for_all_as_for_one(self):
		# settings and ladders are remembered
		figures.of_area(DISTRICT, FISCAL_YEAR)
		with counting() as one:
			figures.of_area(DISTRICT, FISCAL_YEAR)
		with counting() as everything:
			figures.by_part("00", FISCAL_YEAR, by="district")
		self.assertEqual((len(one), len(everything)), (5, 5))
