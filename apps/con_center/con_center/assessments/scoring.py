"""Scores, percentages and bands. Pure functions: nothing of Frappe here.

The percentage of a set of indicators is Σ weight × score ÷ Σ weight × highest score, times 100, rounded half
up to two decimals; what is not scored counts as 0 and is counted as missing. The band is the highest one whose
lower limit the rounded percentage reaches: what is printed is what is compared. No source states how the
official criteria are summed up (domain.md 3.1), so this is a default of this system.
"""

import ast
import operator
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import NamedTuple

from con_center.thai import arabic_digits

YES_NO, SCALE = "Yes/No", "Scale"
YES = {"ใช่", "มี", "ผ่าน", "yes", "y", "true", "✓", "✔"}
NO = {"ไม่ใช่", "ไม่มี", "ไม่ผ่าน", "no", "n", "false", "✗", "✘"}
CENT = Decimal("0.01")
LONGEST_FORMULA = 200


class ScoreError(ValueError):
	"""The score cannot be read, or lies outside of the indicator's limits."""


class FormulaError(ValueError):
	"""The formula cannot be read or worked out."""


class Indicator(NamedTuple):
	code: str
	category: str
	max_score: float = 1
	weight: float = 1


class Total(NamedTuple):
	"""points and full are weighted; percent is None where there is nothing to score."""

	percent: float | None
	points: float
	full: float
	missing: int


class Result(NamedTuple):
	total: Total
	categories: dict[str, Total]


def parse_score(value, kind: str = YES_NO, min_score: float = 0, max_score: float = 1) -> Decimal | None:
	"""Return a score as it was typed; None for an empty one.

	Thai digits, and words for yes and no, are understood. Raises ScoreError for what is no number, lies outside
	of the limits, has more than two decimals, or is neither yes nor no where that is asked.
	"""
	text = arabic_digits(value).strip().casefold()
	if not text:
		return None
	if kind == YES_NO and text in YES | NO:
		return Decimal(1 if text in YES else 0)
	try:
		score = Decimal(text)
		exact = score.is_finite() and score == score.quantize(CENT)
	except InvalidOperation:
		exact = False
	if not exact:
		raise ScoreError(value)
	low, high = (Decimal(0), Decimal(1)) if kind == YES_NO else (_decimal(min_score), _decimal(max_score))
	if not low <= score <= high or (kind == YES_NO and score not in (0, 1)):
		raise ScoreError(value)
	return score


def as_text(score: Decimal | float | None) -> str:
	"""Return a score as it is kept: "1", "3.5"; "" for none."""
	if score is None:
		return ""
	text = f"{_decimal(score):.2f}".rstrip("0").rstrip(".")
	return "0" if text == "-0" else text


def sum_up(indicators: Iterable[Indicator], scores: Mapping[str, Decimal | None]) -> Result:
	"""Return the total and the subtotal of each category, in the categories' order."""
	indicators = list(indicators)
	categories = dict.fromkeys(i.category for i in indicators)
	return Result(
		_total(indicators, scores),
		{c: _total([i for i in indicators if i.category == c], scores) for c in categories},
	)


def _total(indicators: list[Indicator], scores: Mapping[str, Decimal | None]) -> Total:
	given = {i.code: scores.get(i.code) for i in indicators}
	points = sum((_decimal(i.weight) * (given[i.code] or 0) for i in indicators), Decimal(0))
	full = sum((_decimal(i.weight) * _decimal(i.max_score) for i in indicators), Decimal(0))
	missing = sum(score is None for score in given.values())
	return Total(percentage(points, full), float(points), float(full), missing)


def percentage(part, whole) -> float | None:
	"""Return part ÷ whole × 100 with two decimals, rounded half up; None for a whole of 0."""
	if not whole:
		return None
	return float((_decimal(part) * 100 / _decimal(whole)).quantize(CENT, ROUND_HALF_UP))


def band(percent: float | None, bands: Iterable[tuple[str, float]]) -> str | None:
	"""Return the name of the band that the percentage reaches; bands are (name, lower limit)."""
	if percent is None:
		return None
	reached = [(_decimal(low), name) for name, low in bands if _decimal(low) <= _decimal(percent)]
	return max(reached)[1] if reached else None


def computed_score(
	value: float | None,
	kind: str = YES_NO,
	min_score: float = 0,
	max_score: float = 1,
	needed: float = 1,
	formula: str | None = None,
) -> Decimal | None:
	"""Return the score that a known value gives; None for a value that is not known.

	Without a formula: yes if the value reaches what is needed; on a scale its share of what is needed. What a
	formula gives is kept within the limits; "true" is the highest score, "false" the lowest.
	"""
	if value is None:
		return None
	low, high = (Decimal(0), Decimal(1)) if kind == YES_NO else (_decimal(min_score), _decimal(max_score))
	if formula:
		names = {"value": value, "needed": needed, "min_score": float(low), "max_score": float(high)}
		found = calculate(formula, names)
		found = (high if found else low) if isinstance(found, bool) else _decimal(found)
	else:
		share = min(_decimal(value) / _decimal(needed), Decimal(1)) if needed else Decimal(1)
		found = low + (high - low) * max(share, Decimal(0)) if kind == SCALE else Decimal(int(share >= 1))
	if kind == YES_NO:
		return Decimal(int(found >= 1))
	return max(low, min(high, found)).quantize(CENT, ROUND_HALF_UP)


def calculate(formula: str, names: Mapping[str, float]) -> float | bool:
	"""Work out arithmetic with the given names; raises FormulaError. Nothing but numbers goes in or comes out."""
	if len(formula) > LONGEST_FORMULA:
		raise FormulaError(formula)
	try:
		found = _value(ast.parse(formula.strip(), mode="eval").body, names)
	except (SyntaxError, ArithmeticError, RecursionError, ValueError, TypeError) as error:
		raise FormulaError(str(error)) from error
	if isinstance(found, float) and (found != found or found in (float("inf"), float("-inf"))):
		raise FormulaError(formula)
	return found


_OPERATORS = {
	ast.Add: operator.add,
	ast.Sub: operator.sub,
	ast.Mult: operator.mul,
	ast.Div: operator.truediv,
	ast.USub: operator.neg,
	ast.UAdd: operator.pos,
	ast.Not: operator.not_,
	ast.Lt: operator.lt,
	ast.LtE: operator.le,
	ast.Gt: operator.gt,
	ast.GtE: operator.ge,
	ast.Eq: operator.eq,
	ast.NotEq: operator.ne,
}


def _round(number, digits=None):
	# of a whole number Python works out ten to the power of the digits, however many there are
	if digits is not None and abs(digits) > 9:
		raise FormulaError(digits)
	return round(number, digits)


_FUNCTIONS = {"min": min, "max": max, "round": _round, "abs": abs}


def _value(node, names):
	if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
		return node.value
	if isinstance(node, ast.Name) and node.id in names:
		return names[node.id]
	if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
		return _OPERATORS[type(node.op)](_value(node.left, names), _value(node.right, names))
	if isinstance(node, ast.UnaryOp) and type(node.op) in _OPERATORS:
		return _OPERATORS[type(node.op)](_value(node.operand, names))
	if isinstance(node, ast.IfExp):
		return _value(node.body if _value(node.test, names) else node.orelse, names)
	if isinstance(node, ast.BoolOp):
		found = [bool(_value(part, names)) for part in node.values]
		return all(found) if isinstance(node.op, ast.And) else any(found)
	if isinstance(node, ast.Compare) and all(type(op) in _OPERATORS for op in node.ops):
		parts = [_value(part, names) for part in (node.left, *node.comparators)]
		return all(_OPERATORS[type(op)](a, b) for op, a, b in zip(node.ops, parts, parts[1:], strict=False))
	if (
		isinstance(node, ast.Call)
		and isinstance(node.func, ast.Name)
		and node.func.id in _FUNCTIONS
		and node.args
		and not node.keywords
	):
		return _FUNCTIONS[node.func.id](*(_value(part, names) for part in node.args))
	raise FormulaError(ast.dump(node)[:60])


def _decimal(value) -> Decimal:
	return value if isinstance(value, Decimal) else Decimal(str(value or 0))
