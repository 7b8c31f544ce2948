import frappe
from frappe.utils import add_days, getdate, today

from con_center.committees.factories import MEETING_AREA
from con_center.community.doctype.support_visit.support_visit import SupportVisitError
from con_center.community.factories import make_visit
from con_center.organization.factories import areas_of, make_center, make_officer, signed_in
from con_center.tests.case import CONTestCase


def last_visit():
	return frappe.db.get_value("CON Center", MEETING_AREA, "last_visited_on")


class TestVisits(CONTestCase):
	def test_it_begins_with_what_was_agreed_last_time(self):
		make_visit(visited_on=add_days(today(), -60), agreed="ทำทะเบียนให้ครบ")
		make_visit(visited_on=add_days(today(), -30), agreed="")
		visit = make_visit(visited_on="2026-09-20")
		self.assertRegex(visit.title, r"^เยี่ยม ศอช\..+ 20 ก\.ย\. 69$")
		visit = make_visit()
		self.assertEqual(visit.agreed_before, "ทำทะเบียนให้ครบ")
		self.assertTrue(visit.visited_by)
		self.assertFalse(make_visit(visited_on=add_days(today(), -90)).agreed_before)

	def test_the_center_knows_its_last_visit(self):
		first, second = add_days(today(), -40), add_days(today(), -20)
		frappe.db.delete("Support Visit", {"center": MEETING_AREA})
		make_visit(visited_on=first)
		visit = make_visit(visited_on=second)
		make_visit(visited_on=add_days(today(), -50))
		self.assertEqual(last_visit(), getdate(second))
		with signed_in(make_officer("officer", areas_of(MEETING_AREA))):
			visit.delete()
		self.assertEqual(last_visit(), getdate(first))

	def test_days_that_cannot_be_are_refused(self):
		for values in ({"visited_on": add_days(today(), 1)}, {"next_visit_on": today()}):
			with self.subTest(values), self.assertRaises(SupportVisitError):
				make_visit(**values)

	def test_who_is_visited_does_not_call_himself_a_model(self):
		make_center(MEETING_AREA)
		for kind, year in (("officer", 0), ("district", 2568)):
			with signed_in(make_officer(kind, areas_of(MEETING_AREA))):
				center = frappe.get_doc("CON Center", MEETING_AREA)
				center.update({"model_year": 2568, "model_basis": "กรมการพัฒนาชุมชน"})
				center.save()
			self.assertEqual(frappe.db.get_value("CON Center", MEETING_AREA, "model_year"), year, kind)

	def test_a_model_is_of_a_year_that_has_come(self):
		make_center(MEETING_AREA)
		with signed_in(make_officer("district", areas_of(MEETING_AREA))):
			for year in (2025, 3000):
				center = frappe.get_doc("CON Center", MEETING_AREA)
				center.model_year = year
				with self.assertRaises(frappe.ValidationError):
					center.save()
