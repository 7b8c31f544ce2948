import datetime
import unittest

from con_center.planning.months import FIELDS, NAMES, first_day, in_words, month_of, ticked


class TestMonths(unittest.TestCase):
	def test_the_fiscal_year_runs_from_october(self):
		self.assertEqual((NAMES[0], NAMES[-1], len(NAMES)), ("October", "September", 12))
		self.assertEqual(first_day("October", 2567), datetime.date(2023, 10, 1))
		self.assertEqual(first_day("December", 2567), datetime.date(2023, 12, 1))
		self.assertEqual(first_day("January", 2567), datetime.date(2024, 1, 1))
		self.assertEqual(first_day("September", 2567), datetime.date(2024, 9, 1))

	def test_what_is_no_month_or_year_is_refused(self):
		self.assertRaises(KeyError, first_day, "ตุลาคม", 2567)
		self.assertRaises(ValueError, first_day, "October", 2023)

	def test_month_of_a_day(self):
		self.assertEqual(month_of(datetime.date(2026, 11, 22)), "November")

	def test_ticked_in_order(self):
		self.assertEqual(ticked({"march": 1, "october": "1", "may": 0}), ["October", "March"])
		self.assertEqual(len(ticked(dict.fromkeys(FIELDS, 1))), 12)

	def test_in_words(self):
		for months, words in (
			([], ""),
			(["October"], "ต.ค."),
			(["October", "November"], "ต.ค., พ.ย."),
			(["March", "January", "February"], "ม.ค.–มี.ค."),
			(["October", "January", "February", "March", "September"], "ต.ค., ม.ค.–มี.ค., ก.ย."),
			(["December", "January", "February"], "ธ.ค.–ก.พ."),
			(NAMES, "ต.ค.–ก.ย."),
			# September and October are no neighbours in a fiscal year
			(["September", "October"], "ต.ค., ก.ย."),
		):
			with self.subTest(months=months):
				self.assertEqual(in_words(months), words)
