import random
import unittest
from fractions import Fraction

from con_center.access.areas import way_down
from con_center.access.small import Counted, hidden, hide, is_small, untold, without

HOUSEHOLDS = [Counted("households", ("helped",))]
STATES = ("a", "b", "c")
DIVIDED = [Counted("n", STATES, STATES)]
SMALLEST = 5


def row(area: str, households: int, helped: int = 0, value: float = 0) -> dict:
	return {"area": area, "households": households, "helped": helped, "value": value}


class TestSmallNumbers(unittest.TestCase):
	def shown(self, rows: list[dict], smallest: int = SMALLEST) -> list[dict]:
		return hide(rows, HOUSEHOLDS, {"helped": ("value",)}, smallest)

	def test_a_count_of_one_is_not_told_nor_what_he_got(self):
		rows = self.shown([row("a", 40, 1, 9000), row("b", 50, 12, 500), row("c", 60, 20, 700)])
		self.assertEqual((rows[0]["helped"], rows[0]["value"]), (None, None))
		# the sum of the column would tell it, so the next smallest goes with it
		self.assertEqual((rows[1]["helped"], rows[1]["value"], rows[2]["helped"]), (None, None, 20))
		self.assertEqual([each["households"] for each in rows], [40, 50, 60])

	def test_all_but_one_is_a_count_of_one(self):
		self.assertIsNone(self.shown([row("a", 40, 39), row("b", 50, 20), row("c", 60, 30)])[0]["helped"])

	def test_of_few_households_nothing_is_told(self):
		rows = self.shown([row("a", 3, 0), row("b", 50, 20), row("c", 60, 30)])
		self.assertEqual((rows[0]["households"], rows[0]["helped"]), (None, None))
		self.assertIsNone(rows[1]["households"])

	def test_two_small_ones_hide_each_other(self):
		rows = self.shown([row("a", 40, 2), row("b", 50, 3), row("c", 60, 30)])
		self.assertEqual([each["helped"] for each in rows], [None, None, 30])

	def test_what_the_states_leave_over_is_hidden_with_another_one(self):
		rows = [{"n": 50, "a": 2, "b": 20, "c": 28}, {"n": 60, "a": 30, "b": 30, "c": 0}]
		shown = hide(rows, DIVIDED, {}, SMALLEST)
		self.assertEqual((shown[0]["a"], shown[0]["b"], shown[0]["c"]), (None, None, 28))
		self.assertEqual((shown[1]["a"], shown[1]["b"]), (None, None))

	def test_where_the_others_are_nothing_one_of_them_goes_with_it(self):
		shown = hide(
			[{"n": 9, "a": 9, "b": 0, "c": 0}, {"n": 12, "a": 3, "b": 9, "c": 0}], DIVIDED, {}, SMALLEST
		)
		self.assertIsNone(shown[0]["a"])
		self.assertIn(None, (shown[0]["b"], shown[0]["c"]))

	def test_nothing_and_many_are_told(self):
		rows = self.shown([row("a", 40, 0), row("b", 50, 20)])
		self.assertEqual((rows[0]["helped"], rows[1]["helped"]), (0, 20))

	def test_a_setting_of_one_hides_nothing(self):
		self.assertEqual(self.shown([row("a", 1, 1)], smallest=1), [row("a", 1, 1)])

	def test_what_is_given_stays_as_it_was(self):
		given = [row("a", 1, 1), row("b", 9, 9)]
		self.shown(given)
		self.assertEqual(given[0]["households"], 1)

	def test_what_is_hidden_with_another_one(self):
		self.assertEqual(
			without(row("a", 9, 7, 50), {"helped"}, {"helped": ("value",)}), row("a", 9, None, None)
		)


class TestTablesBelowEachOther(unittest.TestCase):
	"""What one table hides is not added up from others: of the parts of an area, and of the areas around it."""

	def test_a_sum_that_is_hidden_is_not_added_up(self):
		parts = [row("d1", 3), row("d2", 10), row("d3", 50)]
		# d2 is hidden so that d1 is not what is left; its parts would tell it
		gone = untold(row("p", 63), [(parts, "d2")], "area", HOUSEHOLDS, SMALLEST)
		self.assertIn("households", gone)
		below = hide([row("s1", 5), row("s2", 5)], HOUSEHOLDS, {}, SMALLEST, gone)
		self.assertIn(None, [each["households"] for each in below])
		self.assertEqual(untold(row("p", 63), [(parts, "d3")], "area", HOUSEHOLDS, SMALLEST), set())

	def test_one_part_alone_is_told_as_its_area(self):
		self.assertEqual(hidden([row("s", 12, 6)], HOUSEHOLDS, SMALLEST, {"helped"}), {(0, "helped")})
		self.assertEqual(hidden([row("s", 12, 6)], HOUSEHOLDS, SMALLEST, set()), set())

	def test_the_way_down(self):
		self.assertEqual(way_down("00", "340102"), [("00", "34"), ("34", "3401"), ("3401", "340102")])
		self.assertEqual(way_down("34", "3401"), [("34", "3401")])
		for top, area in (("3401", "3401"), ("3401", "34"), ("3401", "00"), ("3401", "3402"), ("00", "00")):
			self.assertEqual(way_down(top, area), [])

	def test_no_small_number_follows_from_all_tables_together(self):
		"""Whoever sets up all equations of a province, its districts and their sub-districts solves none for a small number."""
		for seed in range(120):
			with self.subTest(seed=seed):
				self.assertEqual(known(*province(random.Random(seed))), [])


def province(draw: random.Random) -> tuple[dict, list[dict], dict[str, list[dict]]]:
	"""Return the numbers of a province, of its districts, and of the sub-districts of each: many of them small."""
	below = {
		f"d{n}": [_part(f"d{n}s{number}", draw) for number in range(draw.randint(1, 3))]
		for n in range(draw.randint(1, 3))
	}
	districts = [_sum(district, parts) for district, parts in below.items()]
	return _sum("p", districts), districts, below


def _part(name: str, draw: random.Random) -> dict:
	states = {state: draw.choice((0, 0, 1, 2, 3, 5, 6, 9, 14)) for state in STATES}
	return {"area": name, **states, "n": sum(states.values())}


def _sum(name: str, rows: list[dict]) -> dict:
	return {"area": name, **{column: sum(row[column] for row in rows) for column in (*STATES, "n")}}


def known(top: dict, districts: list[dict], below: dict[str, list[dict]]) -> list[tuple]:
	"""Return the small numbers that follow from what is told."""
	rows = {
		each["area"]: each
		for each in (top, *districts, *(part for parts in below.values() for part in parts))
	}
	of_top = untold(top, [], "area", DIVIDED, SMALLEST)
	gone = {("p", column) for column in of_top}
	gone |= {(districts[at]["area"], column) for at, column in hidden(districts, DIVIDED, SMALLEST, of_top)}
	for district, parts in below.items():
		of_district = untold(top, [(districts, district)], "area", DIVIDED, SMALLEST)
		gone |= {(parts[at]["area"], column) for at, column in hidden(parts, DIVIDED, SMALLEST, of_district)}
	sums = [[(area, "n"), *((area, state) for state in STATES)] for area in rows]
	for around, parts in (("p", districts), *below.items()):
		sums += [[(around, column), *((part["area"], column) for part in parts)] for column in (*STATES, "n")]
	solved = _solved(sorted(gone), [(each[0], each[1:]) for each in sums])
	return [cell for cell in solved if is_small(rows[cell[0]][cell[1]], SMALLEST)]


def _solved(unknown: list[tuple], sums: list[tuple]) -> list[tuple]:
	"""Return the unknown cells that the sums determine: by elimination."""
	place = {cell: at for at, cell in enumerate(unknown)}
	lines = []
	for whole, parts in sums:
		line = [Fraction(0)] * len(unknown)
		for cell, sign in ((whole, -1), *((part, 1) for part in parts)):
			if cell in place:
				line[place[cell]] += sign
		lines.append(line)
	done = 0
	for column in range(len(unknown)):
		found = next((at for at in range(done, len(lines)) if lines[at][column]), None)
		if found is None:
			continue
		lines[done], lines[found] = lines[found], lines[done]
		first = lines[done][column]
		lines[done] = [value / first for value in lines[done]]
		for at, line in enumerate(lines):
			if at != done and line[column]:
				factor = line[column]
				lines[at] = [value - factor * other for value, other in zip(line, lines[done], strict=True)]
		done += 1
	return [
		unknown[next(at for at, value in enumerate(line) if value)]
		for line in lines[:done]
		if sum(bool(value) for value in line) == 1
	]
