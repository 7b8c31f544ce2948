"""By what somebody signs for another, on the day of the signature; and for which matters."""

import datetime
import unittest

from con_center.access.posts import is_among, matters_of
from con_center.organization.authority import (
	GIVEN_LATER,
	NO_MORE,
	NOT_YET,
	UNKNOWN,
	Authority,
	checked_matters,
	doubt,
)

DAY = datetime.date(2026, 11, 27)
BEFORE, AFTER = datetime.date(2026, 11, 26), datetime.date(2026, 11, 28)


class TestAuthority(unittest.TestCase):
	def test_what_is_doubtful_on_the_day_of_the_signature(self):
		for written, expected in (
			(Authority(None), UNKNOWN),
			(Authority("  ", BEFORE), UNKNOWN),
			(Authority("มาตรา 47"), None),
			(Authority("12/2569", DAY), None),
			(Authority("12/2569", AFTER), GIVEN_LATER),
			(Authority("12/2569", BEFORE, DAY, DAY), None),
			(Authority("12/2569", BEFORE, AFTER), NOT_YET),
			(Authority("12/2569", BEFORE, None, BEFORE), NO_MORE),
			(Authority("12/2569", BEFORE, BEFORE, AFTER), None),
		):
			with self.subTest(written=written):
				self.assertEqual(doubt(written, DAY), expected)

	def test_matters_are_kept_one_a_line_and_once(self):
		self.assertEqual(
			checked_matters(" Meeting\nAppointment Order\n\nMeeting"), "Appointment Order\nMeeting"
		)
		self.assertEqual(checked_matters(None), "")

	def test_of_none_named_all_are_meant(self):
		self.assertEqual(matters_of("Meeting\n"), {"Meeting"})
		self.assertTrue(is_among("Meeting", frozenset()))
		self.assertTrue(is_among(None, frozenset({"Meeting"})))
		self.assertFalse(is_among("Action Plan", frozenset({"Meeting"})))
