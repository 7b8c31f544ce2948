import unittest

from con_center.access.small import hide


def row(area: str, households: int, helped: int = 0, value: float = 0) -> dict:
	return {"area": area, "households": households, "helped": helped, "value": value}


class TestSmallNumbers(unittest.TestCase):
	def hidden(self, rows: list[dict], smallest: int = 5) -> tuple[list[dict], int]:
		return hide(rows, "households", ("helped",), {"helped": ("value",)}, smallest)

	def test_a_count_of_one_is_not_told_nor_what_he_got(self):
		rows, count = self.hidden([row("a", 40, 1, 9000), row("b", 50, 12, 500), row("c", 60, 20, 700)])
		self.assertEqual((rows[0]["helped"], rows[0]["value"]), (None, None))
		# the sum of the column would tell it, so the next smallest goes with it
		self.assertEqual((rows[1]["helped"], rows[2]["helped"]), (None, 20))
		self.assertEqual(count, 4)

	def test_all_but_one_is_a_count_of_one(self):
		rows, _count = self.hidden([row("a", 40, 39), row("b", 50, 20), row("c", 60, 30)])
		self.assertIsNone(rows[0]["helped"])

	def test_of_few_households_nothing_is_told(self):
		rows, _count = self.hidden([row("a", 3, 0), row("b", 50, 20), row("c", 60, 30)])
		self.assertEqual((rows[0]["households"], rows[0]["helped"]), (None, None))
		self.assertIsNone(rows[1]["households"])

	def test_two_small_ones_hide_each_other(self):
		rows, _count = self.hidden([row("a", 40, 2), row("b", 50, 3), row("c", 60, 30)])
		self.assertEqual([each["helped"] for each in rows], [None, None, 30])

	def test_what_the_states_leave_over_is_hidden_with_another_one(self):
		rows = [{"n": 50, "a": 2, "b": 20, "c": 28}, {"n": 60, "a": 30, "b": 30, "c": 0}]
		shown, _count = hide(rows, "n", ("a", "b", "c"), {}, 5, divided=("a", "b", "c"))
		self.assertEqual((shown[0]["a"], shown[0]["b"], shown[0]["c"]), (None, None, 28))
		self.assertEqual((shown[1]["a"], shown[1]["b"]), (None, None))

	def test_nothing_and_many_are_told(self):
		rows, count = self.hidden([row("a", 40, 0), row("b", 50, 20)])
		self.assertEqual((count, rows[0]["helped"], rows[1]["helped"]), (0, 0, 20))

	def test_a_setting_of_one_hides_nothing(self):
		self.assertEqual(self.hidden([row("a", 1, 1)], smallest=1)[1], 0)

	def test_what_is_given_stays_as_it_was(self):
		given = [row("a", 1, 1)]
		self.hidden(given)
		self.assertEqual(given[0]["households"], 1)
