"""Numbers so small that they might tell of somebody: hidden, with what would give them away.

Pure functions. A row counts `whole` people or households, and parts of them (so many are helped, so many closed). A cell
from 1 to less than `smallest` is hidden, and so is one that leaves so few of the whole. In a column in which one row
alone is hidden, its sum would give it away: then the next smallest row is hidden, too. 0 tells of nobody.
"""

from collections.abc import Iterable

HIDDEN = None


def hide(
	rows: list[dict],
	whole: str,
	parts: Iterable[str],
	with_parts: dict[str, tuple[str, ...]],
	smallest: int,
	divided: Iterable[str] = (),
) -> tuple[list[dict], int]:
	"""Return the rows without what is too small, and how many cells were hidden.

	whole: the column that counts all; parts: columns that count some of them; with_parts: columns that are hidden
	with another one, such as the value of what few got: {column: (column, ...)}; divided: parts that add up to the whole.
	"""
	parts, divided = tuple(parts), tuple(divided)
	hidden = {
		(at, column)
		for at, row in enumerate(rows)
		for column in (whole, *parts)
		if is_small(row[whole], smallest)
		or is_small(row[column], smallest)
		or is_small(row[whole] - row[column], smallest)
	}
	before = -1
	while before != len(hidden):
		before = len(hidden)
		for column in (whole, *parts):
			hidden |= _second([(row[column], (at, column)) for at, row in enumerate(rows)], hidden)
		for at, row in enumerate(rows):
			hidden |= _second([(row[column], (at, column)) for column in divided], hidden)
	for column, also in with_parts.items():
		hidden |= {(at, other) for at, each in list(hidden) if each == column for other in also}
	shown = [
		{key: HIDDEN if (at, key) in hidden else value for key, value in row.items()}
		for at, row in enumerate(rows)
	]
	return shown, len(hidden)


def is_small(number: int, smallest: int) -> bool:
	return 0 < number < smallest


def _second(cells: list[tuple[int, tuple]], hidden: set) -> set:
	"""Return the smallest cell besides the only hidden one of those that add up to something that is told."""
	if sum(cell in hidden for _number, cell in cells) != 1:
		return set()
	others = [(number, cell) for number, cell in cells if cell not in hidden and number]
	return {min(others)[1]} if others else set()
