import unittest

import frappe

from con_center.committees.factories import make_committee
from con_center.entry.markup import plain
from con_center.organization.factories import make_officer, signed_in
from con_center.tests.case import CONTestCase

SCRIPT = "<img src=x onerror=alert(1)>"


class TestPlain(unittest.TestCase):
	def test_no_element_begins(self):
		for text in (SCRIPT, "</p>", "<!-- x", "<?xml", "a<b"):
			self.assertNotRegex(plain(text), "<[A-Za-z/!?]")

	def test_signs_of_numbers_stay(self):
		for text in ("3 < 5", "<5", "ก<ข", "a > b", ""):
			self.assertEqual(plain(text), text)


class TestWhatFrappeLeaves(CONTestCase):
	def test_they_are_cleaned_too(self):
		committee = make_committee()
		for text in (f'"{SCRIPT}"', f'["{SCRIPT}"]', f' {{"a": "{SCRIPT}"}} ', f"{SCRIPT[:-1]}//"):
			with self.subTest(text=text), signed_in(make_officer("officer")):
				comment = committee.add_comment("Comment", text)
				self.assertNotIn("<img", frappe.db.get_value("Comment", comment.name, "content"))

	def test_json_without_markup_stays(self):
		committee = make_committee()
		with signed_in(make_officer("officer")):
			comment = committee.add_comment("Comment", '"ดี"')
		self.assertEqual(comment.content, '"ดี"')
