"""A document that stands already is told of to who may read it, while another is being made."""

import frappe

from con_center import registry
from con_center.committees.factories import make_committee
from con_center.entry import twins
from con_center.organization.factories import OTHER, OWN, make_officer, signed_in
from con_center.tests.case import CONTestCase, clear, links_of

test_ignore = links_of("Committee")


class TestTwins(CONTestCase):
	def setUp(self):
		super().setUp()
		clear()
		self.committee = make_committee(term_number=91)
		self.values = {"center": OWN["sub_district"], "kind": "Center Committee", "term_number": 91}

	def find(self, areas=OWN, **values):
		with signed_in(make_officer("officer", areas)):
			return twins.find("Committee", {**self.values, **values})

	def test_what_stands_is_told_with_its_status(self):
		(found,) = self.find()
		self.assertEqual(
			(found.name, found.title, found.state), (self.committee.name, self.committee.title, "Draft")
		)

	def test_what_differs_or_is_not_filled_in_is_none(self):
		for values in (
			{"term_number": 92},
			{"kind": "Promoting Working Group"},
			{"center": None},
			{"center": ["x"]},
		):
			with self.subTest(values=values):
				self.assertFalse(self.find(**values))

	def test_nobody_is_told_of_other_areas(self):
		self.assertFalse(self.find(areas=OTHER))

	def test_every_field_that_is_named_is_there(self):
		boot = frappe_boot()
		self.assertIn("Assessment", boot)
		for doctype, fields in boot.items():
			with self.subTest(doctype=doctype):
				self.assertTrue(set(fields) <= registry.fieldnames(doctype))


def frappe_boot() -> dict:
	boot = frappe._dict()
	twins.tell_the_desk(boot)
	return boot.con_center_stands_once
