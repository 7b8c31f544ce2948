import datetime
import unittest

from con_center import thai


class TestThaiDates(unittest.TestCase):
	def test_full_and_short_dates(self):
		for value, options, expected in (
			("2023-11-02", {}, "๒ พฤศจิกายน ๒๕๖๖"),
			(datetime.date(2008, 5, 8), {"day_word": True}, "วันที่ ๘ พฤษภาคม ๒๕๕๑"),
			(datetime.datetime(2008, 3, 19, 23, 59), {"era": True}, "๑๙ มีนาคม พ.ศ. ๒๕๕๑"),
			("2023-11-24", {"weekday": True}, "วันศุกร์ที่ ๒๔ พฤศจิกายน ๒๕๖๖"),
			("2024-06-24", {"weekday": True, "day_word": True}, "วันจันทร์ที่ ๒๔ มิถุนายน ๒๕๖๗"),
			("2024-02-29", {"short": True}, "๒๙ ก.พ. ๖๗"),
			("2024-02-29", {"short": True, "era": True, "thai": False}, "29 ก.พ. พ.ศ. 2567"),
			("2023-12-31", {"thai": False}, "31 ธันวาคม 2566"),
			("2024-01-01 10:00:00", {"thai": False}, "1 มกราคม 2567"),
			(None, {}, ""),
			("", {"weekday": True}, ""),
		):
			with self.subTest(value=value, options=options):
				self.assertEqual(thai.thai_date(value, **options), expected)

	def test_month_and_weekday_names(self):
		self.assertEqual([thai.month_name(m) for m in (1, 2, 12)], ["มกราคม", "กุมภาพันธ์", "ธันวาคม"])
		self.assertEqual(thai.month_name(5, short=True), "พ.ค.")
		self.assertEqual(thai.thai_month("2023-11-02"), "พฤศจิกายน ๒๕๖๖")
		# 2026-11-16 is a Monday
		names = [thai.weekday_name(datetime.date(2026, 11, 16 + day)) for day in range(7)]
		self.assertEqual(names, ["จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์"])

	def test_fiscal_year_turns_on_the_first_of_october(self):
		for value, fiscal, calendar in (
			("2023-09-30", 2566, 2566),
			("2023-10-01", 2567, 2566),
			("2023-11-15", 2567, 2566),
			("2023-12-31", 2567, 2566),
			("2024-01-01", 2567, 2567),
			("2024-02-29", 2567, 2567),
			("2024-09-30", 2567, 2567),
			("2024-10-01", 2568, 2567),
		):
			with self.subTest(value=value):
				self.assertEqual(thai.fiscal_year(value), fiscal)
				self.assertEqual(thai.be_year(value), calendar)

	def test_every_day_lies_in_its_fiscal_year(self):
		day = datetime.date(2019, 10, 1)
		while day < datetime.date(2025, 10, 1):
			start, end = thai.fiscal_year_dates(thai.fiscal_year(day))
			self.assertTrue(start <= day <= end, day)
			day += datetime.timedelta(days=1)
		self.assertEqual(
			thai.fiscal_year_dates(2567), (datetime.date(2023, 10, 1), datetime.date(2024, 9, 30))
		)

	def test_years_there_and_back(self):
		for ce, be in ((1941, 2484), (2008, 2551), (2400, 2943)):
			self.assertEqual(thai.to_be_year(ce), be)
			self.assertEqual(thai.to_ce_year(be), ce)

	def test_document_numbers(self):
		self.assertEqual(thai.document_number(111, 2551), "111/2551")
		self.assertEqual(thai.document_number(1, 2567, thai=True), "๑/๒๕๖๗")
		for text in ("111/2551", " ๑๑๑ / ๒๕๕๑ ", "๑๑๑/2551"):
			self.assertEqual(thai.parse_document_number(text), (111, 2551))

	def test_bad_input_is_refused_with_a_reason(self):
		for call, reason in (
			(lambda: thai.as_date("2023-02-29"), "no such day: '2023-02-29'"),
			(lambda: thai.as_date("8/5/2551"), "not a date of the form YYYY-MM-DD: '8/5/2551'"),
			(lambda: thai.as_date("๒๐๒๓-๐๑-๐๑"), "not a date of the form"),
			(lambda: thai.as_date(20231102), "not a date: 20231102"),
			(lambda: thai.be_year(None), "not a date: None"),
			(lambda: thai.as_date("1940-12-31"), "before 1941"),
			(lambda: thai.to_be_year(2566), "not a year of the common era"),
			(lambda: thai.to_ce_year(2023), "not a year of the Buddhist era"),
			(lambda: thai.to_ce_year(True), "not a year of the Buddhist era"),
			(lambda: thai.month_name(0), "not a month from 1 to 12: 0"),
			(lambda: thai.month_name(13), "not a month"),
			(lambda: thai.document_number(0, 2567), "not a running number from 1 on: 0"),
			(lambda: thai.document_number(1, 2024), "not a year of the Buddhist era"),
			(lambda: thai.parse_document_number("0/2567"), "not a number of the form"),
			(lambda: thai.parse_document_number("ว ๕๕๑๔"), "not a number of the form"),
			(lambda: thai.parse_document_number(None), "not a number of the form"),
		):
			with self.subTest(reason=reason), self.assertRaisesRegex(ValueError, reason):
				call()


if __name__ == "__main__":
	unittest.main()
