import frappe
from frappe.utils import add_days, getdate, today

from con_center.committees.factories import MEETING_AREA
from con_center.community.doctype.community_standard_entry.community_standard_entry import StandardEntryError
from con_center.community.factories import make_partner, make_standard_entry
from con_center.community.seeds import STANDARD_ASPECTS
from con_center.organization.factories import (
	OTHER,
	areas_of,
	make_center,
	make_officer,
	make_organization,
	signed_in,
)
from con_center.tests.case import CONTestCase, links_of

test_ignore = links_of("Community Standard Entry")
DOCTYPE = "Community Standard Entry"
CERTIFICATE = {
	"certificate_number": "12/2569",
	"certificate_date": add_days(today(), -1),
	"certified_by": "จังหวัดทดสอบ",
}


class StandardTestCase(CONTestCase):
	def setUp(self):
		super().setUp()
		frappe.db.savepoint("standards")
		self.addCleanup(frappe.db.rollback, save_point="standards")

	def as_officer(self):
		return signed_in(make_officer("officer", areas_of(MEETING_AREA)))

	def change(self, entry, **values):
		with self.as_officer():
			return frappe.get_doc(DOCTYPE, entry.name).update(values).save()


class TestWhoSeesIt(StandardTestCase):
	def test_own_and_above_but_no_other_area_and_no_guest(self):
		entry = make_standard_entry()
		own = areas_of(MEETING_AREA)
		for kind, areas, reads, writes in (
			("officer", own, True, True),
			("district", own, True, True),
			("province", own, True, True),
			("chief", own, True, False),
			("officer", OTHER, False, False),
			("province", OTHER, False, False),
		):
			with self.subTest(kind, areas=areas), signed_in(make_officer(kind, areas)):
				self.assertEqual(bool(frappe.has_permission(DOCTYPE, "read", entry.name)), reads)
				self.assertEqual(bool(frappe.has_permission(DOCTYPE, "write", entry.name)), writes)
				self.assertEqual(len(frappe.get_list(DOCTYPE, {"name": entry.name})), int(reads))
		with signed_in("Guest"), self.assertRaises(frappe.PermissionError):
			frappe.get_list(DOCTYPE)

	def test_another_centers_is_not_entered(self):
		make_center(MEETING_AREA)
		with signed_in(make_officer("officer", OTHER)), self.assertRaises(frappe.PermissionError):
			frappe.get_doc(
				{
					"doctype": DOCTYPE,
					"center": MEETING_AREA,
					"standard_type": "Network",
					"fiscal_year": 2569,
				}
			).insert()

	def test_the_phone_is_for_who_works_with_it(self):
		entry = make_standard_entry()
		for kind, sees in (("officer", True), ("chief", False)):
			with self.subTest(kind), signed_in(make_officer(kind, areas_of(MEETING_AREA))):
				doc = frappe.get_doc(DOCTYPE, entry.name)
				doc.apply_fieldlevel_read_permissions()
				self.assertEqual(bool(doc.get("phone")), sees)


class TestWhoIsDeveloped(StandardTestCase):
	def test_a_network_is_the_center_and_begins_with_its_aspects(self):
		center = make_center(MEETING_AREA)
		center.db_set("office_place", "อาคารทดสอบ")
		entry = make_standard_entry(subject_name="", office_place="")
		self.assertEqual((entry.subject_name, entry.office_place), (center.center_name, "อาคารทดสอบ"))
		names = [frappe.db.get_value("Standard Aspect", row.aspect, "aspect_name") for row in entry.findings]
		self.assertEqual(names, [each["aspect_name"] for each in STANDARD_ASPECTS])
		# of the other types no source has any
		self.assertFalse(make_standard_entry(standard_type="Leader", subject_name="นางทดสอบ นำดี").findings)

	def test_an_organization_is_called_as_the_register_has_it(self):
		group = make_organization(areas_of(MEETING_AREA))
		entry = make_standard_entry(
			standard_type="Group or Organization", organization=group.name, subject_name="อะไรก็ได้"
		)
		self.assertEqual(entry.subject_name, group.organization_name)
		# it is no group
		self.assertFalse(make_standard_entry(organization=group.name).organization)

	def test_of_another_center_nobody_is_named(self):
		other = make_organization(OTHER)
		with self.assertRaises(frappe.PermissionError):
			make_standard_entry(standard_type="Group or Organization", organization=other.name)
		with self.assertRaises(StandardEntryError):
			make_standard_entry(standard_type="Community", village=MEETING_AREA)
		with self.assertRaises(frappe.PermissionError):
			make_standard_entry(partners=[{"partner": make_partner(OTHER["sub_district"]).name}])

	def test_it_is_said_who(self):
		with self.assertRaisesRegex(frappe.MandatoryError, "Who Is Developed"):
			make_standard_entry(standard_type="Leader", subject_name=" ")

	def test_aspects_are_of_its_type(self):
		aspect = frappe.db.get_value("Standard Aspect", {"standard_type": "Network"})
		with self.assertRaises(StandardEntryError):
			make_standard_entry(standard_type="Leader", findings=[{"aspect": aspect}])

	def test_there_is_one_a_year(self):
		values = {"standard_type": "Leader", "subject_name": "นางทดสอบ  นำดี"}
		first = make_standard_entry(**values)
		self.speak_thai()
		with self.assertRaisesRegex(StandardEntryError, "ในปีนี้แล้ว"):
			make_standard_entry(**{**values, "subject_name": "นางทดสอบ นำดี"})
		# of another year, of another type, and when the first one was wrong
		make_standard_entry(**values, fiscal_year=first.fiscal_year - 1)
		make_standard_entry(**{**values, "standard_type": "Network"})
		self.change(first, status="Withdrawn", withdrawn_reason="บันทึกผิด")
		make_standard_entry(**values)


class TestHowItEnds(StandardTestCase):
	def test_who_has_passed_has_a_certificate(self):
		entry = make_standard_entry()
		self.speak_thai()
		for missing, label in (
			("certificate_number", "เลขที่ใบรับรอง"),
			("certificate_date", "วันที่ในใบรับรอง"),
			("certified_by", "ผู้ออกใบรับรองมาตรฐาน"),
		):
			with self.subTest(missing), self.assertRaisesRegex(frappe.MandatoryError, label):
				self.change(entry, status="Passed", **{**CERTIFICATE, missing: ""})
		with self.assertRaisesRegex(StandardEntryError, "วันที่ในใบรับรอง"):
			self.change(entry, status="Passed", **{**CERTIFICATE, "certificate_date": add_days(today(), 1)})
		entry = self.change(entry, status="Passed", **CERTIFICATE)
		self.assertEqual(getdate(entry.ended_on), getdate())

	def test_without_passing_there_is_no_certificate(self):
		entry = self.change(make_standard_entry(), status="Not Passed Yet", **CERTIFICATE)
		self.assertFalse(entry.certificate_number)

	def test_what_has_ended_stays_as_it_is(self):
		entry = self.change(make_standard_entry(), status="Passed", **CERTIFICATE)
		row = {"aspect": entry.findings[0].aspect, "found": "ใหม่"}
		for change in (
			{"status": "Developing"},
			{"status": "Not Passed Yet"},
			{"coordinator": "คนอื่น"},
			{"findings": [row]},
			{"status": "Withdrawn", "withdrawn_reason": "ผิด", "certificate_number": "13/2569"},
		):
			with self.subTest(change), self.assertRaisesRegex(StandardEntryError, "has ended"):
				self.change(entry, **change)
		with self.assertRaisesRegex(frappe.MandatoryError, "Why Withdrawn"):
			self.change(entry, status="Withdrawn")
		# as a form sends it
		sent = frappe.parse_json(frappe.get_doc(DOCTYPE, entry.name).as_json())
		with self.as_officer():
			frappe.get_doc({**sent, "status": "Withdrawn", "withdrawn_reason": "ผิดคน"}).save()
		with self.assertRaisesRegex(StandardEntryError, "has ended"):
			self.change(entry, status="Passed")

	def test_it_stays_on_record(self):
		entry = make_standard_entry()
		with self.as_officer(), self.assertRaises(frappe.PermissionError):
			frappe.delete_doc(DOCTYPE, entry.name)
		with self.assertRaises(StandardEntryError):
			frappe.delete_doc(DOCTYPE, entry.name)
