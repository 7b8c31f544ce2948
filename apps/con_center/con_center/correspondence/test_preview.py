"""The page beside the text of a letter shows what is typed, and nothing of it runs or is kept."""

import frappe

from con_center.access.documents import AreaMissingError, ForeignLinkError
from con_center.correspondence import body, letter_text, preview
from con_center.correspondence.factories import make_letter
from con_center.organization.factories import OTHER, OWN, make_officer, signed_in
from con_center.organization.offices import office_for
from con_center.tests.case import CONTestCase


class TestPreview(CONTestCase):
	def shown(self, letter, **typed) -> dict:
		with signed_in(make_officer("province")):
			return preview.show(letter.name, {"body": [], **typed})

	def test_what_is_typed_is_shown_and_not_kept(self):
		letter = make_letter()
		rows = [{"style": "Numbered Item", "text": "ข้อที่กำลังพิมพ์"}, {"style": "Paragraph", "text": None}]
		found = self.shown(letter, subject="เรื่องใหม่", body=rows)
		self.assertIn("เรื่องใหม่", found["page"])
		self.assertIn("๑. ข้อที่กำลังพิมพ์", found["page"])
		self.assertEqual(found["numbers"], ["1.", ""])
		self.assertNotEqual(frappe.db.get_value(letter.doctype, letter.name, "subject"), "เรื่องใหม่")
		self.assertEqual(len(frappe.get_doc(letter.doctype, letter.name).body), 3)

	def test_only_texts_are_taken_from_what_is_sent(self):
		letter = make_letter()
		found = self.shown(
			letter, office="OFFICE-24", number="ทด 1/1", signatory_name="นายปลอม ชื่อ", docstatus=1
		)
		for part in ("ฉะเชิงเทรา", "ทด 1/1", "นายปลอม"):
			self.assertNotIn(part, found["page"])

	def test_nothing_typed_runs(self):
		evil = "<script>alert(1)</script><img src=x onerror=y>"
		found = self.shown(make_letter(), subject=evil, body=[{"style": "Paragraph", "text": evil}])
		self.assertNotIn("<script>alert", found["page"])
		self.assertNotIn("<img src=x", found["page"])

	def test_strangers_see_no_page(self):
		letter = make_letter()
		for user in (make_officer("province", OTHER), make_officer("officer"), "Guest"):
			with self.subTest(user=user), signed_in(user), self.assertRaises(frappe.PermissionError):
				preview.show(letter.name, {"body": []})

	def begun(self, user: str | None = None, **typed) -> dict:
		with signed_in(user or make_officer("province")):
			return preview.show_new({"office": office_for(OWN["province"]), "kind": "External", **typed})

	def test_a_letter_has_its_page_before_it_is_saved(self):
		before = frappe.db.count("Official Letter"), frappe.db.count("Version")
		found = self.begun(
			subject="ขอเชิญประชุม",
			body=[{"style": "Numbered Item", "text": "ข้อแรก"}],
			receivers=[{"receiver_area": OWN["district"]}, {"receiver_name": "นายกเทศมนตรีตำบลทดสอบ"}],
			references=[{"reference": "หนังสือที่อ้างถึงฉบับทดสอบ"}],
			enclosures=[{"enclosure_name": "ระเบียบวาระ", "quantity": 2, "unit": "ชุด"}],
			dated="2026-11-02",
		)
		for said in (
			"ขอเชิญประชุม",
			"๑. ข้อแรก",
			"นายอำเภอเมืองอุบลราชธานี นายกเทศมนตรีตำบลทดสอบ",
			"หนังสือที่อ้างถึงฉบับทดสอบ",
			"จำนวน ๒ ชุด",
			"๒ พฤศจิกายน ๒๕๖๙",
			"ขอแสดงความนับถือ",
			frappe.db.get_value("Officer Assignment", {"user": make_officer("governor")}, "officer_name"),
		):
			self.assertIn(said, found["page"])
		self.assertEqual(found["numbers"], ["1."])
		self.assertEqual((frappe.db.count("Official Letter"), frappe.db.count("Version")), before)

	def test_from_the_first_keystroke_on(self):
		self.assertIn("ขอแสดงความนับถือ", self.begun()["page"])
		self.assertIn("ก", self.begun(kind="Memo", body=[{"style": "Paragraph", "text": "ก"}])["page"])

	def test_a_template_fills_the_page(self):
		template = letter_text.find_template("Thanks")
		found = self.begun(template=template)
		self.assertIn("ขอขอบคุณเป็นอย่างยิ่ง", found["page"])
		self.assertEqual(len(found["numbers"]), 3)

	def test_what_nobody_could_save_has_no_page(self):
		letter = make_letter()
		foreign = make_letter(OTHER["province"], make_officer("province", OTHER))
		for values, error in (
			({"office": None}, AreaMissingError),
			({"office": "OFFICE-none"}, frappe.ValidationError),
			({"office": office_for(OTHER["province"])}, frappe.PermissionError),
			({"references": [{"letter": foreign.name}]}, ForeignLinkError),
			({"kind": "Order"}, frappe.ValidationError),
			({"dated": "ไม่ใช่วัน"}, frappe.ValidationError),
			({"receivers": [{"receiver_area": "99"}]}, frappe.ValidationError),
		):
			with self.subTest(values=values), self.assertRaises(error):
				self.begun(**values)
		for user in (make_officer("province", OTHER), make_officer("officer"), "Guest"):
			with self.subTest(user=user), self.assertRaises(frappe.PermissionError):
				self.begun(user)
		self.assertIn(letter.sender(), self.begun(references=[{"letter": letter.name}])["page"])

	def test_of_a_new_letter_nothing_else_is_taken(self):
		found = self.begun(
			number="ทด 1/1",
			signatory_name="นายปลอม ชื่อ",
			docstatus=1,
			closing="ลาก่อน",
			name=make_letter().name,
		)
		for part in ("ทด 1/1", "นายปลอม", "ลาก่อน"):
			self.assertNotIn(part, found["page"])

	def test_a_text_too_long_is_refused(self):
		long = "ก" * (body.LONGEST_TEXT + 1)
		with self.assertRaises(preview.TooLongError):
			self.shown(make_letter(), subject=long)
		with self.assertRaises(preview.TooLongError):
			preview.read(long)
		with self.assertRaises(preview.TooLongError):
			self.begun(subject=long)

	def test_what_is_pasted_is_read(self):
		self.assertEqual(
			preview.read("ก\n๑. ข"),
			[{"style": "Paragraph", "text": "ก"}, {"style": "Numbered Item", "text": "ข"}],
		)
