from unittest.mock import patch

import frappe
from frappe import _

from con_center.seams.translations import get_all_translations
from con_center.tests.case import CONTestCase

TEXT = "A text that is translated by hand"


class TestTranslations(CONTestCase):
	def setUp(self):
		super().setUp()
		self.addCleanup(setattr, frappe.local, "lang", frappe.local.lang)
		frappe.local.lang = "th"

	def as_in_next_request(self) -> dict:
		frappe.local.cache = {}
		return get_all_translations("th")

	def test_a_request_takes_what_the_last_one_has_read(self):
		self.assertIs(self.as_in_next_request(), self.as_in_next_request())

	def test_they_are_frappes(self):
		self.assertEqual(self.as_in_next_request(), get_all_translations.of_frappe("th"))

	def test_a_cleared_cache_is_read_anew(self):
		before = self.as_in_next_request()
		frappe.translate.clear_cache()
		self.assertIsNot(self.as_in_next_request(), before)

	def test_what_could_not_be_read_once_is_read_the_next_time(self):
		frappe.translate.clear_cache()
		with patch.object(get_all_translations, "of_frappe", return_value={}):
			self.assertEqual(self.as_in_next_request(), {})
		self.assertTrue(self.as_in_next_request())

	def test_another_language_is_another(self):
		self.assertNotEqual(self.as_in_next_request(), get_all_translations("de"))
		self.assertEqual(get_all_translations(""), {})

	def test_what_an_administrator_translates_is_there_at_once_and_goes_with_it(self):
		self.as_in_next_request()
		doc = frappe.get_doc(
			{"doctype": "Translation", "language": "th", "source_text": TEXT, "translated_text": "แปลเอง"}
		).insert()
		self.as_in_next_request()
		self.assertEqual(_(TEXT), "แปลเอง")
		doc.translated_text = "แปลอีกครั้ง"
		doc.save()
		self.as_in_next_request()
		self.assertEqual(_(TEXT), "แปลอีกครั้ง")
		doc.delete()
		self.as_in_next_request()
		self.assertEqual(_(TEXT), TEXT)
