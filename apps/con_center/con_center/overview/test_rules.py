import datetime
import unittest

from con_center.overview import rules
from con_center.overview.rules import BLUE, EXPIRED, EXPIRING, GRAY, GREEN, IN_OFFICE, ORANGE, RED

START, END = datetime.date(2026, 10, 1), datetime.date(2027, 9, 30)


def year_on(year: int, month: int, day: int) -> rules.Year:
	return rules.year_on(2570, START, END, datetime.date(year, month, day))


class TestYear(unittest.TestCase):
	def test_a_year_is_looked_at_today_or_on_its_last_day(self):
		for today, day, begun, over in (
			((2026, 9, 30), (2026, 9, 30), False, False),
			((2026, 10, 1), (2026, 10, 1), True, False),
			((2027, 9, 30), (2027, 9, 30), True, False),
			((2027, 10, 1), (2027, 9, 30), True, True),
		):
			with self.subTest(today=today):
				self.assertEqual(year_on(*today), rules.Year(2570, START, datetime.date(*day), begun, over))


class TestTerms(unittest.TestCase):
	def test_a_term_ends_after_its_last_day(self):
		today = datetime.date(2026, 11, 22)
		for days, state in (
			(None, IN_OFFICE),
			(91, IN_OFFICE),
			(90, EXPIRING),
			(0, EXPIRING),
			(-1, EXPIRED),
		):
			with self.subTest(days=days):
				end = None if days is None else today + datetime.timedelta(days)
				self.assertEqual(rules.term_state(end, today), state)


class TestColours(unittest.TestCase):
	def test_meetings(self):
		today = datetime.date(2027, 7, 2)
		for state, due_on, colour in (
			("Done", None, GREEN),
			("Overdue", END, RED),
			("Due", END, ORANGE),
			("Due", datetime.date(2027, 10, 1), GRAY),
		):
			with self.subTest(state=state, due_on=due_on):
				self.assertEqual(rules.colour_of_meetings(state, due_on, today), colour)

	def test_reports(self):
		for state, handed_in, status, late, left, colour in (
			("Report Accepted", True, "Open", 3, None, GREEN),
			("Report Sent", True, "Closed", 0, None, BLUE),
			("Not Begun", False, "Open", 0, 15, GRAY),
			("Draft", False, "Open", 0, 14, ORANGE),
			("Returned", False, "Open", 0, 30, ORANGE),
			("Draft", False, "Open", 1, None, RED),
			("Draft", False, "Open", 0, None, GRAY),
			("Not Begun", False, "Closed", 400, None, GRAY),
			("Not Begun", False, "To Be Confirmed", 4, None, GRAY),
		):
			found = {
				"state": state,
				"accepted": state == "Report Accepted",
				"returned": state == "Returned",
				"handed_in": handed_in,
				"status": status,
				"days_late": late,
				"days_left": left,
			}
			with self.subTest(**found):
				self.assertEqual(rules.colour_of_report(found), colour)

	def test_so_many_of_so_many(self):
		for part, whole, missing, colour in (
			(0, 0, RED, GRAY),
			(2, 2, RED, GREEN),
			(3, 2, RED, GREEN),
			(1, 2, RED, ORANGE),
			(0, 2, RED, RED),
			(0, 2, GRAY, GRAY),
			(1, 2, GRAY, GRAY),
			(0, 2, ORANGE, ORANGE),
		):
			with self.subTest(part=part, whole=whole, missing=missing):
				self.assertEqual(rules.colour_of_share(part, whole, missing), colour)

	def test_a_round_comes_up_with_its_share_of_the_year(self):
		for day, number, needed, colour in (
			((2026, 9, 30), 1, 2, GRAY),
			((2026, 10, 1), 1, 2, ORANGE),
			((2027, 3, 31), 2, 2, GRAY),
			((2027, 4, 1), 2, 2, ORANGE),
			((2027, 2, 1), 2, 3, ORANGE),
			((2027, 10, 1), 2, 2, RED),
			((2027, 10, 1), 1, 1, RED),
			# one more than the criteria want
			((2027, 9, 1), 3, 2, ORANGE),
		):
			with self.subTest(day=day, number=number, needed=needed):
				self.assertEqual(rules.colour_of_missing_round(number, needed, year_on(*day)), colour)

	def test_meetings_are_late_once_the_year_is_over(self):
		for day, colour in (((2026, 9, 1), GRAY), ((2027, 9, 30), ORANGE), ((2027, 10, 1), RED)):
			with self.subTest(day=day):
				self.assertEqual(rules.colour_of_missing_meetings(year_on(*day)), colour)

	def test_rounds_are_those_wanted_and_those_there(self):
		self.assertEqual(rules.rounds([3, 1], 2), [1, 2, 3])
		self.assertEqual(rules.rounds([], 0), [])

	def test_what_waits_for_others_is_neither_late_nor_done(self):
		self.assertEqual(len({RED, ORANGE, BLUE, GREEN, GRAY}), 5)
