"""Sums of money that agree to the satang: pure functions on Decimal. No Frappe here.

Amounts come as the database gives them (floats), as people type them (text) or as Decimals; each is read as it is
written (`con_center.thai.as_satang`), so that 0.1 + 0.2 is 0.30.
"""

from collections.abc import Callable, Iterable
from decimal import ROUND_DOWN, Decimal

from con_center.thai import as_satang

NOTHING = Decimal("0.00")
SATANG = Decimal("0.01")
# a float keeps the satang of sums below this one, and no budget line comes near it
LARGEST_LINE = Decimal("1e12")
# what is left over where a browser adds up binary fractions: 0.30000000000000004
NOISE = Decimal("0.000001")


def total(amounts: Iterable) -> Decimal:
	"""Return the sum of amounts in baht; None counts as nothing. Raises ValueError as `as_satang`."""
	return sum((as_satang(amount) for amount in amounts if amount is not None), NOTHING)


def total_by(rows: Iterable, key: Callable, amount: Callable) -> dict:
	"""Return the sum of amount(row) for each key(row), in the order in which the keys first occur."""
	sums: dict = {}
	for row in rows:
		sums[key(row)] = sums.get(key(row), NOTHING) + as_satang(amount(row) or 0)
	return sums


def finer_than_satang(amount) -> bool:
	"""Tell whether an amount has fractions of a satang, apart from the noise of binary fractions."""
	return abs(Decimal(str(amount).replace(",", "").strip()) - as_satang(amount)) > NOISE


def share(amount, weights: list) -> list[Decimal]:
	"""Divide an amount by weights, to the satang: the parts add up to the amount again.

	What does not divide goes, a satang each, to the parts that lost most by rounding, the first ones first. Raises
	ValueError unless the weights are numbers from 0 on whose sum is above 0, and as `as_satang`.
	"""
	whole, portions = as_satang(amount), [Decimal(str(weight)) for weight in weights]
	if not portions or any(not p.is_finite() or p < 0 for p in portions) or not sum(portions):
		raise ValueError(f"not weights to divide by: {weights!r}")
	exact = [abs(whole) * p / sum(portions) for p in portions]
	parts = [e.quantize(SATANG, rounding=ROUND_DOWN) for e in exact]
	left_over = int((abs(whole) - sum(parts)) / SATANG)
	by_loss = sorted(range(len(parts)), key=lambda n: (parts[n] - exact[n], n))
	for n in by_loss[:left_over]:
		parts[n] += SATANG
	return [part.copy_sign(whole) for part in parts]


def percent(part, whole) -> float:
	"""Return part of whole in percent, with one decimal; 0 where the whole is nothing."""
	whole = as_satang(whole)
	return float(round(as_satang(part) * 100 / whole, 1)) if whole else 0.0
