import datetime
import json
import unittest
from pathlib import Path

from con_center import thai

# what the desk's own reader is held to, too (tests/browser/test_dates.py)
CASES = json.loads(Path(__file__).with_name("typed_dates.json").read_text())
TODAY = datetime.date.fromisoformat(CASES["today"])


class TestTypedDates(unittest.TestCase):
	def test_dates_as_they_are_typed(self):
		for text, iso in CASES["dates"].items():
			with self.subTest(text=text):
				self.assertEqual(thai.read_date(text, TODAY).isoformat(), iso)

	def test_moments_as_they_are_typed(self):
		for text, iso in CASES["moments"].items():
			with self.subTest(text=text):
				self.assertEqual(str(thai.read_moment(text, TODAY)), iso)

	def test_what_is_a_moment_to_the_microsecond_stays_so(self):
		moment = datetime.datetime(2026, 11, 26, 9, 30, 7, 120_003)
		self.assertEqual(thai.read_moment(str(moment), TODAY), moment)

	def test_what_is_no_date_is_refused(self):
		for text in CASES["not_dates"]:
			with self.subTest(text=text), self.assertRaises(ValueError):
				thai.read_moment(text, TODAY)

	def test_every_day_is_read_as_it_is_shown(self):
		day = datetime.date(1941, 1, 1)
		while day.year < 2041:
			for english in (False, True):
				self.assertEqual(thai.read_date(thai.desk_date(day, english=english), TODAY), day)
			self.assertEqual(thai.read_date(thai.thai_date(day, weekday=True, era=True), TODAY), day)
			day += datetime.timedelta(days=3)

	def test_what_the_desk_shows(self):
		self.assertEqual(thai.desk_date("2026-11-26"), "26 พ.ย. 2569")
		self.assertEqual(thai.desk_date("2026-11-26", english=True), "26 Nov 2569")
		self.assertEqual(thai.desk_date("2026-11-26", month_alone=True), "พ.ย. 2569")

	def test_a_year_of_the_buddhist_era_becomes_one_of_the_common_era(self):
		for year, common in ((2569, 2026), (2401, 1858), (2400, 2400), (2026, 2026)):
			self.assertEqual(thai.in_common_era(datetime.date(year, 11, 26)).year, common)
		moment = datetime.datetime(2569, 11, 26, 9, 30)
		self.assertEqual(thai.in_common_era(moment), datetime.datetime(2026, 11, 26, 9, 30))
		with self.assertRaises(ValueError):
			thai.in_common_era(datetime.date(2568, 2, 29))


if __name__ == "__main__":
	unittest.main()
