"""What is printed is what is stored, also while somebody else's decision is under way."""

from pathlib import Path

import frappe

from con_center.committees.factories import make_current_committee
from con_center.tests.case import CONTestCase


class TestStored(CONTestCase):
	def test_a_register_does_not_show_what_has_not_been_committed(self):
		"""Frappe's cache of documents, which all processes share, may hold one of a transaction that is still open."""
		committee = make_current_committee()
		center = frappe.get_cached_doc("CON Center", committee.center)
		center.contact_person = "ผู้ที่ยังไม่ได้บันทึก"
		frappe.cache.set_value(frappe.get_document_cache_key("CON Center", center.name), center)
		self.addCleanup(frappe.clear_document_cache, "CON Center", center.name)
		self.assertEqual(
			frappe.get_cached_doc("CON Center", center.name).contact_person, center.contact_person
		)
		self.assertNotIn(
			center.contact_person, frappe.get_print("Committee", committee.name, "Committee Register")
		)

	def test_no_format_reads_that_cache(self):
		formats = list(Path(frappe.get_app_path("con_center")).rglob("print_format/*/*.html"))
		self.assertGreater(len(formats), 10)
		for path in formats:
			self.assertNotIn("get_cached_", path.read_text(), path.name)
