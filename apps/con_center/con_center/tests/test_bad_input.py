"""Every wrong entry that a form can be given: a message in Thai names the field, and nothing is half-saved."""

import frappe
from frappe import _

from con_center.tests.factories import (
	OTHER,
	OWN,
	CONTestCase,
	make_center,
	make_members,
	make_officer,
	signed_in,
)

ORGANIZATION = {
	"doctype": "Community Organization",
	"organization_name": "กลุ่มทดสอบ",
	"organization_type": "กลุ่มสตรี",
	"area": OWN["sub_district"],
}
COMMITTEE = {
	"doctype": "Committee",
	"center": OWN["sub_district"],
	"kind": "Center Committee",
	"term_start": "2026-01-01",
}
CENTER = {"doctype": "CON Center", "area": "340104"}
ASSIGNMENT = {
	"doctype": "Officer Assignment",
	"user": "Administrator",
	"officer_name": "นายทดสอบ",
	"position": "นายอำเภอ",
	"area": OWN["district"],
	"from_date": "2026-01-01",
}
COUNTER = {
	"doctype": "Number Counter",
	"issuer": OWN["district"],
	"kind": "Order",
	"year": 2571,
	"start_at": 1,
}


def member(**values) -> list[dict]:
	return [{**make_members(1)[0], **values}]


# the document as it is right, what is typed wrong, the field that the message has to name
WRONG = [
	(ORGANIZATION, {"organization_name": ""}, "Organization Name"),
	(ORGANIZATION, {"organization_name": "ก" * 141}, "Organization Name"),
	(ORGANIZATION, {"organization_type": "ไม่มีประเภทนี้"}, "Type"),
	(ORGANIZATION, {"area": "999999"}, "Area"),
	(ORGANIZATION, {"area": OWN["district"]}, "Area"),
	(ORGANIZATION, {"area": ""}, "Area"),
	(ORGANIZATION, {"status": "อาจจะ"}, "Status"),
	(ORGANIZATION, {"capital": -1}, "Capital (Baht)"),
	(ORGANIZATION, {"capital": "มาก"}, "Capital (Baht)"),
	(ORGANIZATION, {"members_count": -3}, "Number of Members"),
	(ORGANIZATION, {"members_count": "สิบ"}, "Number of Members"),
	(ORGANIZATION, {"members_count": "2.5"}, "Number of Members"),
	(ORGANIZATION, {"established_on": "31/02/2026"}, "Established On"),
	(ORGANIZATION, {"established_on": "2026-13-45"}, "Established On"),
	(ORGANIZATION, {"established_on": "2569-01-01"}, "Established On"),
	(ORGANIZATION, {"established_on": "0026-01-01"}, "Established On"),
	(ORGANIZATION, {"phone": "โทรหาผู้ใหญ่บ้าน"}, "Phone"),
	(ORGANIZATION, {"phone": "12"}, "Phone"),
	(COMMITTEE, {"center": ""}, "Center"),
	(COMMITTEE, {"center": "000000"}, "Center"),
	(COMMITTEE, {"kind": "อื่น"}, "Kind"),
	(COMMITTEE, {"term_start": ""}, "Term From"),
	(COMMITTEE, {"term_start": "๒๕๖๙-๐๑-๐๑"}, "Term From"),
	(COMMITTEE, {"term_start": "วันนี้"}, "Term From"),
	(COMMITTEE, {"term_end": "2025-01-01"}, "Term Until"),
	(COMMITTEE, {"term_number": -1}, "Term No."),
	(COMMITTEE, {"forum_date": "2199-01-01"}, "Date of the Forum"),
	(COMMITTEE, {"forum_attendance": "ห้าสิบคน"}, "Number Present"),
	(COMMITTEE, {"members": member(last_name="")}, "Last Name"),
	(COMMITTEE, {"members": member(role="")}, "Committee Role"),
	(COMMITTEE, {"members": member(role="ไม่มีคำนี้")}, "Committee Role"),
	(COMMITTEE, {"members": member(phone="ไม่มี")}, "Phone"),
	(COMMITTEE, {"members": member(status="Left")}, "Left On"),
	(COMMITTEE, {"members": member(joined_on="2569-01-01")}, "Joined On"),
	(COMMITTEE, {"members": member() * 2}, "Members"),
	(CENTER, {"area": ""}, "Area"),
	(CENTER, {"area": "34010101"}, "Area"),
	(CENTER, {"email": "ไม่ใช่อีเมล"}, "Email"),
	(CENTER, {"established_on": "2199-01-01"}, "Established On"),
	(ASSIGNMENT, {"user": "nobody@nowhere.example"}, "Officer"),
	(ASSIGNMENT, {"area": OWN["province"]}, "Area"),
	(ASSIGNMENT, {"to_date": "2025-01-01"}, "Until"),
	(ASSIGNMENT, {"capacity": "On Behalf Of"}, "Acting For the Position"),
	(ASSIGNMENT, {"officer_name": ""}, "Name on Letters"),
	(COUNTER, {"year": 2026}, "Year"),
	(COUNTER, {"start_at": 0}, "First Number"),
	(COUNTER, {"start_at": "หนึ่ง"}, "First Number"),
]


class TestWrongEntries(CONTestCase):
	def setUp(self):
		super().setUp()
		self.language = frappe.local.lang
		frappe.local.lang = "th"

	def tearDown(self):
		frappe.local.lang = self.language
		super().tearDown()

	def test_each_is_answered_in_thai_with_its_field_and_nothing_is_saved(self):
		for right, wrong, field in WRONG:
			with self.subTest(doctype=right["doctype"], wrong=wrong):
				before = self.count(right["doctype"])
				message = self.refusal({**right, **wrong})
				self.assertTrue(any(name in message for name in self.names(right["doctype"], field)), message)
				self.assertRegex(message, "[ก-๙]{4}")
				self.assertEqual(self.count(right["doctype"]), before)

	def names(self, doctype: str, field: str) -> set[str]:
		"""Return what a field is called: words of two meanings are translated by the DocType they stand in."""
		tables = [f.options for f in frappe.get_meta(doctype).get_table_fields()]
		return {_(field), *(_(field, context=table) for table in (doctype, *tables))}

	def refusal(self, values: dict) -> str:
		frappe.clear_messages()
		frappe.db.savepoint("wrong_entry")
		try:
			with self.assertRaises(frappe.ValidationError) as refused:
				frappe.get_doc(values).insert()
			# mandatory fields are named in the message, not in the exception
			return f"{refused.exception} {[frappe.parse_json(log) for log in frappe.local.message_log]}"
		finally:
			frappe.db.rollback(save_point="wrong_entry")

	def count(self, doctype: str) -> int:
		tables = [doctype, *(f.options for f in frappe.get_meta(doctype).get_table_fields())]
		return sum(frappe.db.count(table) for table in tables)

	def test_thai_digits_are_digits(self):
		made = frappe.get_doc(
			{**ORGANIZATION, "capital": "๔๕,๐๐๐.๕๐", "members_count": "๒๔", "phone": "๐๘๑-๒๓๔-๕๖๗๘"}
		).insert()
		self.assertEqual((made.capital, made.members_count, made.phone), (45000.50, 24, "081-234-5678"))

	def test_another_areas_documents_cannot_be_linked_into_ones_own(self):
		make_center(OTHER["sub_district"])
		with signed_in(make_officer("officer")), self.assertRaises(frappe.PermissionError):
			frappe.get_doc({**COMMITTEE, "center": OTHER["sub_district"]}).insert()
