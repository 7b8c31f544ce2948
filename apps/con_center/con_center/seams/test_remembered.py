from unittest.mock import patch

from frappe.website.doctype.web_form import web_form
from frappe.website.page_renderers import document_page
from frappe.website.router import clear_routing_cache, get_page_info_from_web_form

from con_center.tests.case import CONTestCase


class TestRemembered(CONTestCase):
	def test_what_is_forgotten_while_it_is_asked_for_is_asked_for_again(self):
		for ours in (web_form.get_published_web_forms, document_page.get_doctypes_with_web_view):
			with self.subTest(ours.__name__), patch.object(ours, "of_frappe", side_effect=[None, ["x"]]):
				self.assertEqual(ours(), ["x"])

	def test_without_an_answer_there_is_none(self):
		with patch.object(web_form.get_published_web_forms, "of_frappe", return_value=None):
			self.assertIsNone(get_page_info_from_web_form("printview"))

	def test_frappe_forgets_them_as_before(self):
		clear_routing_cache()
		ours = web_form.get_published_web_forms
		self.assertEqual(ours(), ours.of_frappe())
