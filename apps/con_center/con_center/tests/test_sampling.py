from datetime import date, timedelta
from itertools import product
from unittest import TestCase

from con_center.tests.sampling import is_tried

COMBINATIONS = [*product(("officer", "chief", "Guest"), map(str, range(100)))]
DAYS = [date(2026, 11, 28) + timedelta(days=n) for n in range(3)]


class TestSampling(TestCase):
	def test_each_combination_has_its_turn_once_in_as_many_days_as_there_are_parts(self):
		turns = [[each for each in COMBINATIONS if is_tried(*each, parts=3, day=day)] for day in DAYS]
		self.assertCountEqual([each for turn in turns for each in turn], COMBINATIONS)
		self.assertTrue(all(len(turn) > 80 for turn in turns))

	def test_without_a_sample_all_are_tried(self):
		self.assertTrue(all(is_tried(*each, parts=1) for each in COMBINATIONS))
