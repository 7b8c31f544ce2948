"""Choosing a template fills a letter; what was typed is kept."""

import frappe
from frappe.utils import add_days, today

from con_center.appointments.factories import make_order_in
from con_center.appointments.text import UnknownPlaceholderError
from con_center.correspondence import certificate, letter_text
from con_center.correspondence.factories import make_letter
from con_center.correspondence.letter_templates import LETTER_TEMPLATES
from con_center.organization.factories import OTHER, OWN, make_officer, signed_in
from con_center.tests.case import CONTestCase
from con_center.thai import thai_date

REQUEST = "ขอรายชื่อข้าราชการเป็นคณะทำงานส่งเสริม ศอช.ต."
GUIDELINE = "แนวทางการขับเคลื่อนงาน ศอช. ประจำปี"


def make_template(**values):
	with signed_in("Administrator"):
		return frappe.get_doc(
			{
				"doctype": "Letter Template",
				"template_name": f"แบบทดสอบ {frappe.generate_hash(length=8)}",
				"purpose": "Other",
				"kind": "External",
				"subject": "เรื่องของ{province_name}",
				"body": "ด้วย{office_name} ดังนี้\n๑. ส่งภายใน{due_1}\nจึงเรียนมา",
				**values,
			}
		).insert()


class TestLetterText(CONTestCase):
	def written(self, **values):
		return make_letter(subject="", body=[], enclosures=[], **values)

	def saved(self, letter):
		with signed_in(make_officer("province")):
			letter.save()
		return frappe.get_doc(letter.doctype, letter.name)

	def test_a_template_fills_what_is_empty(self):
		letter = self.written(template=make_template().name)
		due = thai_date(add_days(today(), 20), weekday=True, thai=False)
		self.assertEqual(letter.subject, "เรื่องของจังหวัดอุบลราชธานี")
		self.assertEqual(
			[(row.style, row.text) for row in letter.body],
			[
				("Paragraph", "ด้วยสำนักงานพัฒนาชุมชนจังหวัดอุบลราชธานี ดังนี้"),
				("Numbered Item", f"ส่งภายใน{due}"),
				("Paragraph", "จึงเรียนมา"),
			],
		)

	def test_what_was_typed_stays(self):
		letter = make_letter(template=make_template().name)
		self.assertEqual(letter.subject, "แนวทางการขับเคลื่อนงานศูนย์ประสานงานองค์การชุมชน")
		self.assertEqual(len(letter.body), 3)
		letter.body[0].text = "ข้อความที่พิมพ์เอง"
		letter = self.saved(letter)
		self.assertEqual(letter.body[0].text, "ข้อความที่พิมพ์เอง")

	def test_what_the_template_wrote_follows_the_letter(self):
		letter = self.written(template=make_template().name)
		letter.items[0].due = add_days(today(), 30)
		letter = self.saved(letter)
		self.assertIn(thai_date(add_days(today(), 30), weekday=True, thai=False), letter.body[1].text)

	def test_another_template_takes_the_place_of_the_first_but_not_of_ones_own_words(self):
		letter = self.written(template=make_template().name)
		letter.subject = "เรื่องที่พิมพ์เอง"
		letter.template = REQUEST
		letter = self.saved(letter)
		self.assertEqual(letter.subject, "เรื่องที่พิมพ์เอง")
		self.assertIn("คณะทำงานส่งเสริม", letter.body[0].text)

	def test_enclosures_come_with_their_number_and_unit(self):
		letter = self.written(template=GUIDELINE)
		self.assertEqual(
			[(row.enclosure_name, row.quantity, row.unit) for row in letter.enclosures],
			[
				("แนวทางการขับเคลื่อนงานฯ", 1, "ชุด"),
				("ทะเบียนข้อมูลศูนย์ประสานงานองค์การชุมชน (คอช.)", 1, "ฉบับ"),
				("แบบรายงานฯ", 1, "ฉบับ"),
			],
		)

	def test_a_template_is_text_and_no_code(self):
		for code in ("{{ frappe.db }}", "{% if 1 %}ก{% endif %}"):
			with self.subTest(code=code), self.assertRaises(UnknownPlaceholderError):
				make_template(body=code)
		self.assertEqual(letter_text.fill("{{office_name}}", {"office_name": "{{ 7*7 }}"}), "{{{ 7*7 }}}")

	def test_an_unknown_placeholder_is_named(self):
		with self.assertRaisesRegex(UnknownPlaceholderError, "governor"):
			make_template(body="{governor}")

	def test_templates_of_an_installation_stand_by_their_purpose_and_know_their_placeholders(self):
		purposes = frappe.get_meta("Letter Template").get_field("purpose").options.split("\n")
		self.assertEqual({t["purpose"] for t in LETTER_TEMPLATES}, set(purposes) - {"Other"})
		for template in LETTER_TEMPLATES:
			self.assertTrue(frappe.db.exists("Letter Template", template["template_name"]))
			self.assertTrue(template["provenance"])
			frappe.get_doc("Letter Template", template["template_name"]).validate()

	def test_of_several_the_one_changed_last_is_found(self):
		own = make_template(purpose="Reminder")
		self.assertEqual(letter_text.find_template("Reminder"), own.name)
		own.db_set("disabled", 1)
		self.assertNotEqual(letter_text.find_template("Reminder"), own.name)

	def test_officers_read_templates_and_administrators_write_them(self):
		template = make_template()
		for kind in ("district", "province"):
			with signed_in(make_officer(kind)):
				self.assertTrue(frappe.has_permission("Letter Template", "read", template))
				self.assertFalse(frappe.has_permission("Letter Template", "write", template))


class TestCertificate(CONTestCase):
	def setUp(self):
		super().setUp()
		order = make_order_in("Issued")
		self.committee = frappe.get_doc("Committee", order.committee)
		self.member = self.committee.sitting()[0]

	def test_a_member_is_certified_by_the_order_that_appointed_the_committee(self):
		with signed_in(make_officer("district")):
			begun = certificate.of_member(self.committee.name, self.member.name)
			letter = frappe.get_doc({"doctype": "Official Letter", **begun}).insert()
		text = letter.body[0].text
		for part in (self.member.full_name, self.member.role, self.committee.long_name(), "ลงวันที่", "ถึงวันที่"):
			self.assertIn(part, text)
		self.assertNotIn("…", text)
		self.assertEqual((letter.kind, letter.area), ("Certificate", OWN["district"]))

	def test_who_does_not_sit_is_not_certified(self):
		with signed_in(make_officer("district")), self.assertRaises(certificate.NotAMemberError):
			certificate.of_member(self.committee.name, "x")

	def test_neither_strangers_nor_those_who_write_no_letters_begin_one(self):
		for user in (make_officer("district", OTHER), make_officer("officer")):
			with self.subTest(user=user), signed_in(user), self.assertRaises(frappe.PermissionError):
				certificate.of_member(self.committee.name, self.member.name)
