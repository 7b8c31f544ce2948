import unittest

from con_center.approval.ladder import OF_COUNTRY, OF_DISTRICT
from con_center.approval.waiting import level_asked


class TestTheLevelThatAConditionAsksFor(unittest.TestCase):
	def test_of_the_ladders_own_conditions(self):
		self.assertEqual(level_asked(OF_COUNTRY), "Country")
		self.assertEqual(level_asked(f'{OF_DISTRICT} and doc.signed_by == "Head of the Area"'), "District")

	def test_whatever_else_it_says_it_asks_for_no_level(self):
		for condition in (
			None,
			"",
			"doc.",
			"doc.area",
			f"{OF_COUNTRY} or {OF_DISTRICT}",
			f"not ({OF_COUNTRY})",
			'doc.level != "Country"',
			'doc.level in ("Country", "District")',
			'other.level == "Country"',
		):
			with self.subTest(condition=condition):
				self.assertIsNone(level_asked(condition))
