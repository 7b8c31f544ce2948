"""How figures become colours: pure rules."""

import re
import unittest
from itertools import pairwise
from pathlib import Path

from con_center.overview import scale

STYLES = Path(__file__).resolve().parents[1] / "public" / "scss" / "con_center.bundle.scss"


class TestScale(unittest.TestCase):
	def test_shares_have_fixed_bounds(self):
		steps = [scale.step_of(value, scale.SHARES) for value in (0, 19.9, 20, 39.9, 79.9, 80, 100)]
		self.assertEqual(steps, [0, 0, 1, 1, 3, 4, 4])
		self.assertIsNone(scale.step_of(None, scale.SHARES))
		said = [row["said"] for row in scale.legend([5, 85, 100, None], scale.SHARES, True)]
		self.assertEqual(said, ["0–19.9 %", "20–39.9 %", "40–59.9 %", "60–79.9 %", "80–100 %"])

	def test_a_share_is_as_it_is_shown(self):
		self.assertEqual(scale.share(1, 3), 33.3)
		self.assertEqual(scale.share(0, 3), 0)
		self.assertIsNone(scale.share(0, 0))

	def test_amounts_go_in_whole_numbers_up_to_the_largest(self):
		self.assertEqual(scale.of_amounts([0, 3, 24]), (0, 5, 10, 15, 20))
		self.assertEqual(scale.of_amounts([0, 2]), (0, 1, 2))
		self.assertEqual(scale.of_amounts([0]), (0,))
		self.assertEqual(scale.of_amounts([]), (0,))
		legend = scale.legend([0, 3, 24, 24], (0, 5, 10, 15, 20), False)
		self.assertEqual([row["said"] for row in legend], ["0–4", "5–9", "10–14", "15–19", "20–24"])
		self.assertEqual([row["number"] for row in legend], [2, 0, 0, 0, 2])
		self.assertEqual([row["said"] for row in scale.legend([0, 2], (0, 1, 2), False)], ["0", "1", "2"])

	def test_every_value_is_in_one_step(self):
		for most in range(60):
			bounds = scale.of_amounts(list(range(most + 1)))
			self.assertLessEqual(len(bounds), len(scale.COLOURS))
			legend = scale.legend(list(range(most + 1)), bounds, False)
			self.assertEqual(sum(row["number"] for row in legend), most + 1)

	def test_the_desk_has_the_same_colours(self):
		[listed] = re.findall(r"^\$con-steps: (.*);$", STYLES.read_text(), re.MULTILINE)
		self.assertEqual(tuple(listed.split(", ")), scale.COLOURS)

	def test_steps_are_told_apart_in_grey(self):
		def light(colour: str) -> float:
			red, green, blue = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
			return 0.299 * red + 0.587 * green + 0.114 * blue

		lightness = [light(colour) for colour in scale.COLOURS]
		self.assertEqual(lightness, sorted(lightness, reverse=True))
		self.assertGreater(min(a - b for a, b in pairwise(lightness)), 25)
