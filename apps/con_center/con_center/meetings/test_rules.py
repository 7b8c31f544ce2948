import datetime
import unittest

from con_center.meetings import rules

DATE = datetime.date


class TestQuorum(unittest.TestCase):
	def test_how_many_are_needed(self):
		for sitting, percent, needed in (
			(9, 50, 5),
			(10, 50, 5),
			(1, 50, 1),
			(0, 50, 1),
			(25, 50, 13),
			(9, 100, 9),
			(9, 0, 1),
			(3, 66.67, 3),
			(3, 66.66, 2),
			(200, 33.5, 67),
			# a product that floating point makes a little more than 7
			(100, 7, 7),
			(25, 56, 14),
		):
			with self.subTest(sitting=sitting, percent=percent):
				self.assertEqual(rules.needed_for_quorum(sitting, percent), needed)

	def test_bad_shares(self):
		for percent in (-1, 100.1, 1000):
			with self.subTest(percent=percent), self.assertRaisesRegex(ValueError, "not a share"):
				rules.needed_for_quorum(9, percent)

	def test_who_counts(self):
		present, proxy, excused, absent, open_ = "Present", "Proxy", "Excused", "Absent", ""
		for statuses, proxies_count, expected, reached in (
			([present] * 5 + [absent] * 4, True, (9, 5, 5), True),
			([present] * 4 + [excused] * 5, True, (9, 4, 5), False),
			([present] * 4 + [proxy] + [absent] * 4, True, (9, 5, 5), True),
			([present] * 4 + [proxy] + [absent] * 4, False, (9, 4, 5), False),
			([open_] * 9, True, (9, 0, 5), False),
			([], True, (0, 0, 1), False),
			([present], True, (1, 1, 1), True),
		):
			with self.subTest(statuses=statuses, proxies_count=proxies_count):
				result = rules.quorum(statuses, 50, proxies_count)
				self.assertEqual(tuple(result), expected)
				self.assertEqual(result.reached, reached)

	def test_who_sits_on_a_day(self):
		day = DATE(2026, 1, 15)
		for joined, left, sits in (
			(None, None, True),
			(DATE(2026, 1, 15), None, True),
			(DATE(2026, 1, 16), None, False),
			(DATE(2025, 1, 1), DATE(2026, 1, 15), False),
			(DATE(2025, 1, 1), DATE(2026, 1, 16), True),
		):
			with self.subTest(joined=joined, left=left):
				self.assertEqual(rules.sits_on(joined, left, day), sits)


class TestYear(unittest.TestCase):
	def test_done_due_overdue(self):
		# fiscal year 2567 runs from 1 October 2023 to 30 September 2024
		for held, needed, day, even, state, due_on in (
			(2, 2, DATE(2023, 10, 1), False, "Done", None),
			(3, 2, DATE(2025, 1, 1), False, "Done", None),
			(0, 0, DATE(2025, 1, 1), False, "Done", None),
			(0, 2, DATE(2023, 10, 1), False, "Due", DATE(2024, 9, 30)),
			(1, 2, DATE(2024, 9, 30), False, "Due", DATE(2024, 9, 30)),
			(1, 2, DATE(2024, 10, 1), False, "Overdue", DATE(2024, 9, 30)),
			(0, 2, DATE(2024, 3, 31), True, "Due", DATE(2024, 3, 31)),
			(0, 2, DATE(2024, 4, 1), True, "Overdue", DATE(2024, 3, 31)),
			(1, 2, DATE(2024, 4, 1), True, "Due", DATE(2024, 9, 30)),
			(0, 12, DATE(2023, 11, 1), True, "Overdue", DATE(2023, 10, 31)),
			(2, 12, DATE(2023, 12, 31), True, "Due", DATE(2023, 12, 31)),
			(0, 52, DATE(2023, 10, 31), True, "Due", DATE(2023, 10, 31)),
			(3, 4, DATE(2024, 9, 30), True, "Due", DATE(2024, 9, 30)),
		):
			with self.subTest(held=held, needed=needed, day=day, even=even):
				result = rules.year_state(held, needed, 2567, day, even)
				self.assertEqual((result.state, result.due_on), (state, due_on))


class TestReminders(unittest.TestCase):
	def test_ahead_on_the_day_and_after(self):
		due = DATE(2026, 3, 20)
		for day, last, every, remind in (
			(DATE(2026, 3, 12), None, 7, False),
			(DATE(2026, 3, 13), None, 7, True),
			(DATE(2026, 3, 14), DATE(2026, 3, 13), 7, False),
			# nothing ran on the 13th: it is made up for
			(DATE(2026, 3, 15), None, 7, True),
			(DATE(2026, 3, 20), DATE(2026, 3, 15), 7, True),
			(DATE(2026, 3, 21), DATE(2026, 3, 20), 7, False),
			(DATE(2026, 3, 26), DATE(2026, 3, 20), 7, False),
			(DATE(2026, 3, 27), DATE(2026, 3, 20), 7, True),
			(DATE(2026, 4, 2), DATE(2026, 3, 27), 7, False),
			(DATE(2026, 4, 3), DATE(2026, 3, 27), 7, True),
			(DATE(2026, 3, 27), DATE(2026, 3, 20), 0, False),
		):
			with self.subTest(day=day, last=last, every=every):
				self.assertEqual(rules.reminder_due(day, due, last, 7, every), remind)


if __name__ == "__main__":
	unittest.main()
