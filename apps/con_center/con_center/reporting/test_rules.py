"""Rules without documents: days late, when to remind, the lines of the form."""

import datetime
import unittest

import frappe

from con_center.approval.meaning import IN_FORCE, OWN_WORK, PASSED, RETURNED, REVIEW
from con_center.notices.days import reminder_days, reminder_due
from con_center.reporting import figures, form_lines, rounds, seeds

DEADLINE = datetime.date(2024, 6, 24)


def day(days: int) -> datetime.date:
	return DEADLINE + datetime.timedelta(days=days)


class TestDeadlines(unittest.TestCase):
	def test_days_late_and_left(self):
		for days, late, left in ((-10, 0, 10), (-1, 0, 1), (0, 0, 0), (1, 1, None), (40, 40, None)):
			with self.subTest(days=days):
				self.assertEqual(rounds.days_late(DEADLINE, day(days)), late)
				self.assertEqual(rounds.days_left(DEADLINE, day(days)), left)

	def test_without_a_deadline_nobody_is_late(self):
		self.assertEqual(rounds.days_late(None, day(400)), 0)
		self.assertIsNone(rounds.days_left(None, day(400)))

	def test_who_has_sent_is_as_late_as_he_was_then(self):
		report = {"workflow_state": "Report Accepted", "meaning": IN_FORCE, "days_late": 3}
		found = rounds.standing(report, DEADLINE, day(100))
		self.assertEqual((found["handed_in"], found["days_late"], found["days_left"]), (True, 3, None))

	def test_a_returned_report_is_not_handed_in(self):
		for meaning, handed_in in ((OWN_WORK, False), (RETURNED, False), (REVIEW, True), (PASSED, True)):
			report = {"workflow_state": "ชื่อใดก็ได้", "meaning": meaning, "days_late": 0}
			found = rounds.standing(report, DEADLINE, day(2))
			with self.subTest(meaning=meaning):
				self.assertEqual((found["handed_in"], found["days_late"]), (handed_in, 0 if handed_in else 2))
		self.assertEqual(rounds.standing(None, DEADLINE, day(2))["state"], rounds.NOT_BEGUN)


class TestReminders(unittest.TestCase):
	def test_days_as_they_are_typed(self):
		for text, days in (
			("14, 7, 1, 0", [14, 7, 1, 0]),
			("๗,๑", [7, 1]),
			(" 1 7 7", [7, 1]),
			("", []),
			(None, []),
		):
			with self.subTest(text=text):
				self.assertEqual(reminder_days(text), days)
		for text in ("x", "-1", "366", "1.5", "วันก่อน"):
			with self.subTest(text=text), self.assertRaises(ValueError):
				reminder_days(text)

	def test_before_on_and_after_the_day(self):
		before, every = [7, 1, 0], 7
		wanted = [n for n in range(-10, 22) if self.due(n, None if n == -10 else n - 1, before, every)]
		self.assertEqual(wanted, [-7, -1, 0, 7, 14, 21])

	def due(self, days, last, before, every) -> bool:
		return reminder_due(day(days), DEADLINE, None if last is None else day(last), before, every)

	def test_never_twice_a_day(self):
		self.assertFalse(self.due(-7, -7, [7], 7))
		self.assertFalse(self.due(7, 7, [7], 7))

	def test_a_day_on_which_nothing_ran_is_made_up_for(self):
		self.assertTrue(self.due(-5, -9, [7], 7))
		self.assertTrue(self.due(9, 1, [7], 7))
		self.assertFalse(self.due(9, 8, [7], 7))

	def test_what_is_not_asked_for_is_not_done(self):
		self.assertFalse(self.due(0, -3, [7], 0))
		self.assertFalse(self.due(30, -7, [7], 0))
		self.assertFalse(reminder_due(day(0), None, None, [7, 0], 7))


class TestRoundThatAReaderBeginsWith(unittest.TestCase):
	def first(self, area: str, *rows: tuple) -> str:
		rows = [
			frappe._dict(area=of, hop=hop, status=status, fiscal_year=year) for of, hop, status, year in rows
		]
		best = max(rows, key=lambda row: rounds.preference(row, area))
		return f"{best.area} {best.hop} {best.fiscal_year}"

	def test_each_begins_with_what_is_sent_to_him(self):
		of_province = ("34", rounds.DISTRICT_HOP, "Open", 2570)
		districts = ("00", rounds.DISTRICT_HOP, "Open", 2570)
		provinces = ("00", rounds.PROVINCE_HOP, "Open", 2570)
		every = (of_province, districts, provinces)
		self.assertEqual(self.first("00", *every), "00 Province to Department 2570")
		self.assertEqual(self.first("34", *every), "34 District to Province 2570")
		self.assertEqual(self.first("3401", *every), "34 District to Province 2570")
		self.assertEqual(self.first("34", districts, provinces), "00 District to Province 2570")
		# a round of one province is not what the country's reader looks for first, though it be the only open one
		closed = ("00", rounds.PROVINCE_HOP, "Closed", 2569)
		self.assertEqual(self.first("00", of_province, closed), "00 Province to Department 2569")

	def test_open_before_late_years(self):
		rows = [("00", rounds.DISTRICT_HOP, "Closed", 2571), ("00", rounds.DISTRICT_HOP, "Open", 2570)]
		self.assertEqual(self.first("34", *rows), "00 District to Province 2570")


class TestForm(unittest.TestCase):
	"""The form as it is seeded has all numbers, in the words of seed 003."""

	lines = seeds.FORMS[0]["lines"]

	def test_every_number_stands_in_it_once(self):
		found = [name for line in self.lines for name in form_lines.PLACE.findall(line["text"])]
		self.assertEqual(found, [number.code for number in figures.NUMBERS])

	def test_the_numbers_are_those_of_the_form(self):
		by_item = [sum(number.item == item for number in figures.NUMBERS) for item in range(1, 7)]
		self.assertEqual(by_item, [9, 9, 3, 1, 1, 2])

	def test_a_line_in_parts(self):
		self.assertEqual(
			form_lines.parts("จำนวน {meetings_sub} ตำบล"),
			[["text", "จำนวน "], ["number", "meetings_sub"], ["text", " ตำบล"]],
		)
		self.assertEqual(form_lines.unknown("จำนวน {meetings_sub} {x}"), ["x"])

	def test_places_are_filled_in_and_others_left(self):
		self.assertEqual(form_lines.fill("{district} {x}", district="พนา"), "พนา {x}")

	def test_the_dates_of_fy2567(self):
		first, second = seeds.ROUNDS
		self.assertEqual(first["deadline"], "2024-06-24")
		self.assertNotIn("deadline", second)
		self.assertEqual(
			[row["deadline"] for row in second["items"]], ["2023-11-30", "2023-11-30", "2024-06-28"]
		)
		for record in seeds.ROUNDS:
			self.assertTrue(record["provenance"])
			self.assertTrue(all(row["provenance"] for row in record["items"]))


class TestSums(unittest.TestCase):
	def test_parts_add_up(self):
		total = figures.add_up([{"meetings_sub": 2}, {"meetings_sub": 3, "strong_sub": 1}])
		self.assertEqual((total["meetings_sub"], total["strong_sub"], total["assessed_sub"]), (5, 1, 0))
		self.assertEqual(set(total), set(figures.BY_CODE))

	def test_a_district_says_nothing_of_provinces(self):
		for number in figures.NUMBERS:
			self.assertEqual(figures.applies(number, "District"), number.level != "Province")
			self.assertTrue(figures.applies(number, "Province"))

	def test_no_other_parts(self):
		with self.assertRaises(ValueError):
			figures.by_part("34", 2567, by="village")
