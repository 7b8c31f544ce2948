import unittest

from con_center.sign_in.delays import delay_after


class TestDelay(unittest.TestCase):
	def test_some_attempts_are_free_then_the_delay_doubles(self):
		delays = [delay_after(failures, free=5, first=60) for failures in range(1, 10)]
		self.assertEqual(delays, [0, 0, 0, 0, 60, 120, 240, 480, 960])

	def test_it_ends_at_the_longest(self):
		self.assertEqual(delay_after(1000, free=5, first=60), 3600)

	def test_no_free_attempts_turn_it_off(self):
		self.assertEqual(delay_after(1000, free=0, first=60), 0)
