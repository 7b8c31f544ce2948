"""Charts of prints: what they say, and that nothing in them runs."""

import re
import sys
import unittest
from xml.etree import ElementTree

from con_center.printing import graphs


def say(value: float) -> str:
	return f"{value:g} แห่ง"


def texts(chart: str) -> list[str]:
	return [text for node in ElementTree.fromstring(chart).iter() if (text := (node.text or "").strip())]


class TestGraphs(unittest.TestCase):
	def test_bars_say_names_and_values(self):
		chart = graphs.bars({"เมืองอุบลราชธานี": 80, "วารินชำราบ": 20.5, "โขงเจียม": 0}, say)
		found = texts(chart)
		for text in ("เมืองอุบลราชธานี", "80 แห่ง", "20.5 แห่ง", "0 แห่ง"):
			self.assertIn(text, found)
		# the first one stands at the top: pygal's axis begins below
		self.assertLess(found.index("โขงเจียม"), found.index("เมืองอุบลราชธานี"))
		self.assertEqual(len(re.findall(r'class="bar"', chart)), 3)

	def test_lines_say_each_step(self):
		found = texts(graphs.lines({"ก": {"๒๕๖๙": 1, "๒๕๗๐": 5}}, say))
		for text in ("๒๕๖๙", "๒๕๗๐", "1 แห่ง", "5 แห่ง"):
			self.assertIn(text, found)
		found = texts(graphs.lines({"ก": {"๒๕๖๙": 1}, "ข": {"๒๕๖๙": 2}}, say))
		self.assertIn("ข", found)

	def test_nothing_to_draw(self):
		self.assertEqual(graphs.bars({}, say), "")
		self.assertEqual(graphs.bars({"ก": 0}, say), "")
		self.assertEqual(graphs.lines({"ก": {"๒๕๖๙": 0}}, say), "")
		self.assertEqual(graphs.lines({}, say), "")

	def test_names_are_escaped_and_nothing_runs(self):
		chart = graphs.bars({"<script>alert(1)</script>": 1, "x": 2}, say)
		self.assertNotIn("<script", chart)
		self.assertIn("&lt;script&gt;", chart)
		for word in ("<script", "http:", "https:", "onclick", "xlink"):
			self.assertNotIn(word, chart.replace("http://www.w3.org/2000/svg", ""))

	def test_the_same_figures_are_drawn_alike(self):
		self.assertEqual(graphs.bars({"ก": 1, "ข": 2}, say), graphs.bars({"ก": 1, "ข": 2}, say))

	def test_modules_are_found_as_before(self):
		self.assertEqual([finder for finder in sys.meta_path if not hasattr(finder, "find_spec")], [])
