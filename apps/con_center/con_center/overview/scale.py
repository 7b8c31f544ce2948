"""How figures become colours: one rule for the map in the desk and the one on paper. Pure functions.

A figure is a share (0 to 100 %) or an amount. Each has one of five steps; what is not known has none.
"""

from bisect import bisect_right
from collections import Counter
from math import ceil

# ColorBrewer's YlGnBu of five classes: told apart by the colour-blind and in grey, darker is more.
# The desk has them in its stylesheet (.con-step-0 …); a test holds both together
COLOURS = ("#ffffcc", "#a1dab4", "#41b6c4", "#2c7fb8", "#253494")
NOTHING = "#e3e3e3"
# the lower bounds of the steps of a share
SHARES = (0, 20, 40, 60, 80)


def of_amounts(values: list[float]) -> tuple[int, ...]:
	"""Return the lower bounds of up to five steps of the same width, of whole numbers, that hold all values."""
	most = max(values, default=0)
	width = max(1, ceil((most + 1) / len(COLOURS)))
	return tuple(width * step for step in range(len(COLOURS)) if width * step <= most or not step)


def step_of(value: float | None, bounds: tuple[int, ...]) -> int | None:
	return None if value is None else max(0, bisect_right(bounds, value) - 1)


def said_of(step: int, bounds: tuple[int, ...], is_share: bool, most: float = 0) -> str:
	"""Return the range of a step in figures: "20–39.9 %", "4–7"; the last one ends with 100 %, or with the largest value."""
	low, last = bounds[step], step == len(bounds) - 1
	if is_share:
		return f"{low}–{100 if last else bounds[step + 1] - 0.1:g} %"
	high = max(low, int(most)) if last else bounds[step + 1] - 1
	return f"{low:,}" if high == low else f"{low:,}–{high:,}"


def legend(values: list[float | None], bounds: tuple[int, ...], is_share: bool) -> list[dict]:
	"""Return the steps, the lowest first: step, said, and number, how many values lie in it."""
	known = [value for value in values if value is not None]
	numbers = Counter(step_of(value, bounds) for value in known)
	return [
		{
			"step": step,
			"said": said_of(step, bounds, is_share, max(known, default=0)),
			"number": numbers[step],
		}
		for step in range(len(bounds))
	]


def share(part: float, whole: float) -> float | None:
	"""Return a share in percent, rounded as it is shown; of nothing, None."""
	return round(part * 100 / whole, 1) if whole else None
