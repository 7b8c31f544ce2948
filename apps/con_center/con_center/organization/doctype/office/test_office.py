import frappe

from con_center.organization.factories import OWN, make_officer, signed_in
from con_center.organization.offices import ADMINISTRATION, issuing_name, load, office_for
from con_center.tests.case import CONTestCase, links_of

test_ignore = links_of("Office")
PROVINCE, DISTRICT = OWN["province"], OWN["district"]


class TestOffice(CONTestCase):
	def setUp(self):
		super().setUp()
		self.addCleanup(frappe.clear_document_cache, "Office", office_for(DISTRICT))
		self.addCleanup(frappe.db.rollback)

	def make(self, **values):
		return frappe.get_doc(
			{
				"doctype": "Office",
				"office_name": "ที่ทำการปกครองอำเภอ",
				"area": DISTRICT,
				"kind": ADMINISTRATION,
				**values,
			}
		).insert()

	def test_every_province_and_district_has_one(self):
		places = {"level": ("in", ("Province", "District")), "status": "Active", "name": ("not like", "10%")}
		areas = set(frappe.get_all("Area", places, pluck="name"))
		self.assertLessEqual(areas, set(frappe.get_all("Office", {"is_default": 1}, pluck="area")))
		before = frappe.db.count("Office")
		load()
		self.assertEqual(frappe.db.count("Office"), before)
		self.assertEqual(
			frappe.db.get_value("Office", office_for(DISTRICT), "office_name"),
			"สำนักงานพัฒนาชุมชนอำเภอเมืองอุบลราชธานี",
		)

	def test_one_of_a_kind_gets_the_letters_to_its_area(self):
		first = self.make()
		self.assertTrue(first.is_default)
		self.assertEqual(office_for(DISTRICT, ADMINISTRATION), first.name)
		self.assertNotEqual(office_for(DISTRICT), first.name)
		self.assertRaises(frappe.ValidationError, self.make, is_default=1)
		second = self.make(office_name="อีกแห่ง")
		self.assertFalse(second.is_default)

	def test_an_address_has_room_on_a_letter(self):
		office = self.make(seat="ที่ว่าการอำเภอ\n\nถนนอุปราช\nอบ 34000")
		self.assertEqual(office.seat, "ที่ว่าการอำเภอ\nถนนอุปราช\nอบ 34000")
		office.seat += "\nอีกบรรทัด"
		self.assertRaises(frappe.ValidationError, office.save)

	def test_orders_and_letters_are_issued_in_its_name(self):
		self.assertEqual(issuing_name(DISTRICT), "อำเภอเมืองอุบลราชธานี")
		self.assertEqual(issuing_name("00"), "กรมการพัฒนาชุมชน")
		with signed_in(make_officer("district")):
			office = frappe.get_doc("Office", office_for(DISTRICT))
			office.issues_as = "อำเภอเมืองอุบลราชธานี จังหวัดอุบลราชธานี"
			office.save()
		self.assertEqual(issuing_name(DISTRICT), "อำเภอเมืองอุบลราชธานี จังหวัดอุบลราชธานี")

	def test_it_stays_on_record(self):
		self.assertRaises(frappe.ValidationError, frappe.delete_doc, "Office", self.make().name)
