"""The page beside the text of a letter shows what is typed, and nothing of it runs or is kept."""

import frappe

from con_center.correspondence import preview
from con_center.correspondence.factories import make_letter
from con_center.organization.factories import OTHER, make_officer, signed_in
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

	def test_a_text_too_long_is_refused(self):
		long = "ก" * (preview.LONGEST_TEXT + 1)
		with self.assertRaises(preview.TooLongError):
			self.shown(make_letter(), subject=long)
		with self.assertRaises(preview.TooLongError):
			preview.read(long)

	def test_what_is_pasted_is_read(self):
		self.assertEqual(
			preview.read("ก\n๑. ข"),
			[{"style": "Paragraph", "text": "ก"}, {"style": "Numbered Item", "text": "ข"}],
		)
