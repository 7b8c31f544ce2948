"""Numbers for those above: without names, and without what is so small that it names somebody."""

import frappe
from frappe.desk.query_report import run

from con_center.households import cases, figures
from con_center.households.factories import make_help, make_household
from con_center.households.report.households_and_help import households_and_help as report
from con_center.organization.factories import FISCAL_YEAR, OTHER, OWN, make_officer, make_user, signed_in
from con_center.tests.case import CONTestCase, clear
from con_center.tests.counting import counting
from con_center.tests.test_scope_matrix import exported, kinds

SMALL, LARGE = OWN["sub_district"], "340104"


class FiguresTestCase(CONTestCase):
	def setUp(self):
		super().setUp()
		clear()
		clear(OTHER["district"])
		self.small = [make_household(SMALL) for _n in range(2)]
		self.large = [make_household(LARGE) for _n in range(12)]
		make_help(self.small[0], value=900)
		for household in self.large[:7]:
			make_help(household, value=100)

	def rows(self, user: str, **filters) -> dict[str, dict]:
		with signed_in(user):
			found = report.execute({"area": OWN["district"], "fiscal_year": FISCAL_YEAR, **filters})[1]
		return {row.get("area") or row.get("dimension") or "total": row for row in found}


class TestByArea(FiguresTestCase):
	def test_who_is_near_gets_every_number(self):
		rows = self.rows(make_officer("district"))
		self.assertEqual(
			(rows[SMALL]["households"], rows[SMALL]["helped"], rows[SMALL]["value"]), (2, 1, 900)
		)
		self.assertEqual((rows[LARGE]["being_helped"], rows[LARGE]["in_need"]), (7, 5))
		self.assertEqual((rows[LARGE]["unchecked"], rows["total"]["unchecked"]), (12, 14))
		self.assertEqual((rows["total"]["households"], rows["total"]["value"]), (14, 1600))

	def test_above_small_numbers_are_hidden_and_what_gives_them_away(self):
		for user in (make_officer("province"), make_officer("governor")):
			rows = self.rows(user)
			self.assertEqual(
				{rows[SMALL][f] for f in ("households", "unchecked", "helped", "times", "value", "in_need")},
				{None},
			)
			self.assertIsNone(rows[LARGE]["households"])
			self.assertEqual((rows["total"]["households"], rows["total"]["helped"]), (14, 8))

	def test_the_setting_says_how_small(self):
		self.change_settings(households_smallest_number=1)
		self.assertEqual(self.rows(make_officer("province"))[SMALL]["households"], 2)
		self.change_settings(households_smallest_number=20)
		self.assertIsNone(self.rows(make_officer("province"))["total"]["households"])

	def test_what_a_table_hides_another_one_does_not_give_away(self):
		user = make_officer("province")
		for by in ("Area", "Dimension"):
			around, part = self.rows(user, by=by), self.rows(user, by=by, area=LARGE)
			key = "Income" if by == "Dimension" else "total"
			with self.subTest(by=by):
				self.assertEqual(around[key]["households"], 14)
				# 14 less those of the large one would be the two of the small one
				self.assertIsNone(part[key]["households"])
		self.assertIsNone(self.rows(user, area=LARGE)[LARGE]["households"])
		near = self.rows(make_officer("district"), area=LARGE)
		self.assertEqual((near[LARGE]["households"], near["total"]["households"]), (12, 12))

	def test_who_runs_the_site_is_not_near(self):
		user = make_user("runs.the.site", roles=[{"role": "System Manager"}])
		self.assertIsNone(self.rows(user)[SMALL]["households"])

	def test_an_officer_gets_those_of_his_own_area_alone(self):
		rows = self.rows(make_officer("officer"))
		self.assertEqual(set(rows), {SMALL, "total"})
		self.assertEqual(self.rows(make_officer("district", OTHER)), {})

	def test_the_country_by_provinces(self):
		central = next(kind.user for kind in kinds() if kind.name == "central")
		rows = self.rows(central, area="00")
		self.assertEqual(
			rows[OWN["province"]]["households"], frappe.db.count("Target Household", {"province": "34"})
		)

	def test_it_costs_three_queries_however_many_there_are(self):
		user = make_officer("province")
		with signed_in(user):
			figures.by_part([OWN["province"]], 4, FISCAL_YEAR)
			with counting() as asked:
				figures.by_part([OWN["province"]], 4, FISCAL_YEAR)
			self.assertLessEqual(len(asked), 2)
			with counting() as asked:
				figures.dimensions_by_part([OWN["province"]], 4, FISCAL_YEAR)
			self.assertLessEqual(len(asked), 2)

	def test_who_reads_the_report_exports_numbers(self):
		for kind in ("province", "district"):
			with signed_in(make_officer(kind)):
				found = run("Households and Help", filters={}, ignore_prepared_report=True)
				self.assertTrue(found["columns"])
				self.assertTrue(frappe.has_permission("Household List", "export"))

	def test_names_are_exported_by_nobody(self):
		household = self.small[0]
		for kind in ("officer", "district", "chief", "province"):
			with signed_in(make_officer(kind)):
				for doctype in ("Target Household", "Help Log", "Help Plan"):
					self.assertFalse(frappe.has_permission(doctype, "export"), (kind, doctype))
				self.assertRaises(frappe.PermissionError, exported, household)


class TestByDimension(FiguresTestCase):
	def test_states_and_help(self):
		with signed_in(
			make_officer("officer", {"sub_district": LARGE, "district": LARGE[:4], "province": "34"})
		):
			cases.note_state(self.large[0].name, "Income", "Need Met")
		rows = self.rows(make_officer("district"), by="Dimension")
		self.assertEqual(
			[rows["Income"][f] for f in ("households", "in_need", "being_helped", "need_met", "helped")],
			[14, 6, 7, 1, 8],
		)
		self.assertEqual(rows["Health"]["households"], 0)
		above = self.rows(make_officer("province"), by="Dimension")["Income"]
		self.assertIsNone(above["need_met"])
		# what the others leave over is hidden, too
		self.assertEqual([above["in_need"], above["being_helped"]].count(None), 1)
