from decimal import Decimal
from unittest import TestCase

from con_center.assessments.scoring import (
	FormulaError,
	Indicator,
	ScoreError,
	as_text,
	band,
	calculate,
	computed_score,
	parse_score,
	percentage,
	sum_up,
)

BANDS = (("ระดับ ๑", 0), ("ระดับ ๒", 60), ("ระดับ ๓", 80))


class TestScoring(TestCase):
	def test_reading_a_score(self):
		for typed, kind, limits, score in (
			("", "Yes/No", (), None),
			(None, "Yes/No", (), None),
			("  ", "Scale", (0, 5), None),
			("1", "Yes/No", (), 1),
			("๑", "Yes/No", (), 1),
			(0, "Yes/No", (), 0),
			("ใช่", "Yes/No", (), 1),
			(" ไม่มี ", "Yes/No", (), 0),
			("Yes", "Yes/No", (), 1),
			("1.0", "Yes/No", (), 1),
			("3.5", "Scale", (1, 5), Decimal("3.5")),
			("๓.๕", "Scale", (1, 5), Decimal("3.5")),
			(5, "Scale", (1, 5), 5),
			("-2", "Scale", (-5, 5), -2),
		):
			self.assertEqual(parse_score(typed, kind, *limits), score, (typed, kind))

	def test_refusing_a_score(self):
		for typed, kind, limits in (
			("2", "Yes/No", ()),
			("0.5", "Yes/No", ()),
			("-1", "Yes/No", ()),
			("มาก", "Yes/No", ()),
			("ใช่", "Scale", (0, 5)),
			("0", "Scale", (1, 5)),
			("5.01", "Scale", (1, 5)),
			("1.234", "Scale", (1, 5)),
			("nan", "Scale", (1, 5)),
			("inf", "Scale", (1, 5)),
			("1e99", "Scale", (1, 5)),
			("1,5", "Scale", (1, 5)),
			("<b>", "Scale", (1, 5)),
		):
			with self.assertRaises(ScoreError, msg=(typed, kind)):
				parse_score(typed, kind, *limits)

	def test_writing_a_score(self):
		for score, text in (
			(None, ""),
			(Decimal("1.00"), "1"),
			(0, "0"),
			(3.5, "3.5"),
			(10, "10"),
			(-0.0, "0"),
		):
			self.assertEqual(as_text(score), text)

	def test_percentages(self):
		for part, whole, percent in (
			(0, 23, 0),
			(23, 23, 100),
			(17, 23, 73.91),
			(1, 3, 33.33),
			(2, 3, 66.67),
			(1, 8, 12.5),
			(0.125, 100, 0.13),
			(59.995, 100, 60.0),
			(1, 0, None),
		):
			self.assertEqual(percentage(part, whole), percent, (part, whole))

	def test_bands(self):
		for percent, name in (
			(None, None),
			(0, "ระดับ ๑"),
			(59.99, "ระดับ ๑"),
			(60, "ระดับ ๒"),
			(79.99, "ระดับ ๒"),
			(80, "ระดับ ๓"),
			(100, "ระดับ ๓"),
		):
			self.assertEqual(band(percent, BANDS), name, percent)
		self.assertEqual(band(85, reversed(BANDS)), "ระดับ ๓")
		self.assertIsNone(band(10, (("สูง", 50),)))

	def test_summing_up(self):
		indicators = (
			Indicator("1", "ก"),
			Indicator("2", "ก", weight=2),
			Indicator("3", "ข", max_score=5),
			Indicator("4", "ข", max_score=5, weight=0.5),
		)
		found = sum_up(indicators, {"1": Decimal(1), "2": Decimal(0), "3": Decimal("3.5")})
		self.assertEqual(found.total, (42.86, 4.5, 10.5, 1))
		self.assertEqual(found.categories, {"ก": (33.33, 1.0, 3.0, 0), "ข": (46.67, 3.5, 7.5, 1)})

	def test_nothing_to_score(self):
		self.assertEqual(sum_up((), {}).total, (None, 0, 0, 0))
		self.assertEqual(sum_up((Indicator("1", "ก"),), {}).total, (0, 0, 1, 1))

	def test_computed_scores(self):
		for value, options, score in (
			(None, {}, None),
			(0, {}, 0),
			(1, {}, 1),
			(1, {"needed": 2}, 0),
			(2, {"needed": 2}, 1),
			(7, {"needed": 2}, 1),
			(0, {"needed": 0}, 1),
			(1, {"kind": "Scale", "max_score": 5, "needed": 2}, Decimal("2.5")),
			(1, {"kind": "Scale", "min_score": 1, "max_score": 5, "needed": 2}, 3),
			(9, {"kind": "Scale", "min_score": 1, "max_score": 5, "needed": 2}, 5),
			(3, {"formula": "value >= 3"}, 1),
			(3, {"formula": "value > needed", "needed": 3}, 0),
			(
				3,
				{"kind": "Scale", "max_score": 5, "formula": "5 if value >= 4 else 3 if value >= 2 else 0"},
				3,
			),
			(3, {"kind": "Scale", "max_score": 5, "formula": "value * 100"}, 5),
			(3, {"kind": "Scale", "min_score": 1, "max_score": 5, "formula": "value > 5"}, 1),
			(7, {"kind": "Scale", "max_score": 5, "formula": "round(min(value, 6) / 4, 1)"}, Decimal("1.5")),
		):
			self.assertEqual(computed_score(value, **options), score, (value, options))

	def test_formulas_are_arithmetic_only(self):
		self.assertEqual(calculate("1 < value <= 3 and not value == 2", {"value": 3}), True)
		for formula in (
			"",
			"value +",
			"1 / 0",
			"other",
			"value ** 9999",
			"'a' * 99999",
			"round(5, -999999999)",
			"__import__('os')",
			"value.real",
			"[1][0]",
			"min()",
			"min(value, key=1)",
			"(lambda: 1)()",
			"1e999",
			"1" + " + 1" * 100,
		):
			with self.assertRaises(FormulaError, msg=formula):
				calculate(formula, {"value": 1})
