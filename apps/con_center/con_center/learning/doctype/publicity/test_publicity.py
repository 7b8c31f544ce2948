import frappe
from frappe.utils import add_days, today

from con_center.field.test_field import KEY, jpeg
from con_center.learning.errors import LearningError
from con_center.learning.factories import make_publicity
from con_center.organization import photos
from con_center.organization.factories import OWN, make_officer, signed_in
from con_center.tests.case import CONTestCase, links_of

test_ignore = links_of("Publicity")


class TestPublicity(CONTestCase):
	def test_it_has_been_made_known(self):
		for values in ({"made_known_on": add_days(today(), 1)}, {"until": add_days(today(), -9)}):
			with self.assertRaises(LearningError):
				make_publicity(**values)

	def test_photos_are_its_files(self):
		publicity = make_publicity()
		with signed_in(make_officer("officer")):
			photos.add("Publicity", publicity.name, KEY, jpeg(), "บอร์ดหน้าที่ว่าการ")
			html = frappe.get_print("Publicity", publicity.name, "Publicity")
		publicity.reload()
		for text in ("บันทึกการประชาสัมพันธ์", publicity.subject_text, "บอร์ดหน้าที่ว่าการ", "data:image/jpeg"):
			self.assertIn(text, html)
		self.assertEqual([row.caption for row in publicity.files], ["บอร์ดหน้าที่ว่าการ"])
		self.assertEqual(publicity.area, OWN["sub_district"])
