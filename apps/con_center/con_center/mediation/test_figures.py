"""Numbers of disputes: without names, and for nobody one that is so small that it might tell of a case."""

import frappe
from frappe.desk.query_report import run
from frappe.utils import add_days, today

from con_center.access import numbers
from con_center.access.posts import own_area
from con_center.mediation import figures
from con_center.mediation.factories import make_dispute
from con_center.mediation.report.disputes_in_numbers import disputes_in_numbers as report
from con_center.organization.factories import FISCAL_YEAR, OTHER, OWN, make_officer, signed_in
from con_center.tests.case import CONTestCase, clear
from con_center.tests.counting import counting
from con_center.tests.test_scope_matrix import kinds
from con_center.thai import fiscal_year_start

SMALL, LARGE, KIND = OWN["sub_district"], "340104", "น้ำและทรัพยากรร่วม"
FIRST_DAY = fiscal_year_start(FISCAL_YEAR)


class TestFigures(CONTestCase):
	def setUp(self):
		super().setUp()
		clear()
		clear(OTHER["district"])
		for area, number in ((SMALL, 2), (LARGE, 14)):
			for n in range(number):
				case = make_dispute(area, kind=KIND, received_on=FIRST_DAY)
				outcome = "Kept" if n < 7 else None
				ended = add_days(FIRST_DAY, 10) if outcome else None
				values = {"outcome": outcome, "ended_on": ended}
				frappe.db.set_value("Dispute Case", case.name, values)

	def rows(self, user: str, **filters) -> dict[str, dict]:
		with signed_in(user):
			found = report.execute({"area": OWN["district"], "fiscal_year": FISCAL_YEAR, **filters})[1]
		return {row.get("part") or "total": row for row in found}

	def test_small_numbers_are_hidden_from_everybody(self):
		central = next(kind.user for kind in kinds() if kind.name == "central")
		for user in (*(make_officer(kind) for kind in ("district", "chief", "governor")), central):
			rows = self.rows(user)
			with self.subTest(user=user):
				self.assertIsNone(rows[SMALL]["received"])
				# with it the sum would give the small one away
				self.assertIsNone(rows[LARGE]["received"])
				self.assertEqual(rows["total"]["received"], 16)
				self.assertEqual((rows["total"]["kept"], rows["total"]["days"]), (9, 10.0))
				self.assertEqual(rows["total"]["under_way"], 7)

	def test_the_smallest_number_is_a_setting(self):
		self.change_settings(disputes_smallest_number=1)
		rows = self.rows(make_officer("district"))
		self.assertEqual((rows[SMALL]["received"], rows[SMALL]["kept"]), (2, 2))
		self.assertEqual((rows[LARGE]["received"], rows[LARGE]["under_way"]), (14, 7))

	def test_sessions_are_counted_and_hidden_as_cases_are(self):
		frappe.db.set_value("Dispute Case", {"area": LARGE}, {"sessions_held": 2, "sessions_complete": 1})
		frappe.db.set_value("Dispute Case", {"area": SMALL}, {"sessions_held": 1, "sessions_complete": 1})
		rows = self.rows(make_officer("district"))
		self.assertEqual([rows[area]["sessions"] for area in (SMALL, LARGE)], [None, None])
		self.assertEqual((rows["total"]["sessions"], rows["total"]["complete"]), (30, 16))
		self.change_settings(disputes_smallest_number=1)
		rows = self.rows(make_officer("district"))
		self.assertEqual((rows[LARGE]["sessions"], rows[LARGE]["complete"]), (28, 14))

	def test_by_kind(self):
		rows = self.rows(make_officer("district"), by="Kind")
		self.assertEqual((rows[KIND]["received"], rows[KIND]["days"]), (16, 10.0))

	def test_what_a_table_hides_another_one_does_not_give_away(self):
		for user in (make_officer("district"), make_officer("governor")):
			for by, row in (("Area", "total"), ("Kind", KIND), ("Kind", "total")):
				with self.subTest(user=user, by=by, row=row):
					self.assertEqual(self.rows(user, by=by)[row]["received"], 16)
					# 16 less those of the large one would be the two of the small one
					below = self.rows(user, by=by, area=LARGE)[row]
					self.assertEqual((below["received"], below["days"]), (None, None))

	def test_of_the_areas_of_who_asks(self):
		rows = self.rows(make_officer("district", OTHER))
		self.assertEqual(rows, {})
		with signed_in(make_officer("officer")):
			self.assertEqual(own_area(figures.TOLD_WITH), SMALL)
		with signed_in(make_officer("district")):
			found = run("Disputes in Numbers", filters={"fiscal_year": FISCAL_YEAR})
		self.assertNotIn("คำสิงห์", frappe.as_json(found))

	def test_a_year_is_its_own(self):
		self.assertEqual(self.rows(make_officer("district"), fiscal_year=FISCAL_YEAR - 1), {})

	def test_it_asks_the_same_number_of_questions_whatever_there_is(self):
		codes = [OWN["district"]]
		with counting() as few:
			figures.by_part(codes, 6, FISCAL_YEAR)
		with counting() as more:
			figures.by_part_and_kind(["00"], 2, FISCAL_YEAR)
		self.assertEqual((len(few), len(more)), (1, 2))

	def test_days_are_counted_from_receipt_to_the_end(self):
		case = make_dispute(received_on=today())
		self.assertIsNone(case.ended_on)
		total = numbers.total_of(figures.by_part([SMALL], 6, FISCAL_YEAR))
		self.assertEqual((total["ended"], figures.averaged(total)["days"]), (2, 10.0))
