"""Numbers so small that they might tell of somebody: hidden, with what would give them away.

Pure functions. A row counts all people or households of a part of an area, and some of them (so many are helped, so many
closed). A cell from 1 to less than `smallest` is hidden, and so is one that leaves so few of all. 0 tells of nobody.

What is told elsewhere must not give it away: numbers add up, over the parts of an area and within a row. Where all but
one of such a sum are told, the smallest of the others goes with it. A sum that is hidden itself is not added up from what
is below it either: whoever asks for the parts of an area is shown what fits to the tables of all areas around it
(`untold`), however he asks.
"""

from collections.abc import Collection, Iterable
from typing import NamedTuple

HIDDEN = None
# of a table: the row's place and the column
Cell = tuple[int, str]


class Counted(NamedTuple):
	"""Columns of a row of which one counts all: `parts` count some of them, and those that are `divided` add up to it."""

	whole: str
	parts: tuple[str, ...]
	divided: tuple[str, ...] = ()


def hide(
	rows: list[dict],
	counted: Collection[Counted],
	with_parts: dict[str, tuple[str, ...]],
	smallest: int,
	untold: Collection[str] = (),
	sums: Collection[tuple[str, tuple[str, ...]]] = (),
) -> list[dict]:
	"""Return the rows without what is too small.

	with_parts: columns that are hidden with another one, such as the value of what few got: {column: (column, ...)}.
	untold: columns whose sum over the rows is hidden itself. sums: further columns that add up: (sum, its parts).
	"""
	gone = hidden(rows, counted, smallest, untold, sums)
	return [
		without(row, {column for place, column in gone if place == at}, with_parts)
		for at, row in enumerate(rows)
	]


def without(row: dict, columns: Collection[str], with_parts: dict[str, tuple[str, ...]]) -> dict:
	"""Return a row without some columns, and those that are hidden with them."""
	gone = {*columns, *(other for column in columns for other in with_parts.get(column, ()))}
	return {column: HIDDEN if column in gone else value for column, value in row.items()}


def hidden(
	rows: list[dict],
	counted: Collection[Counted],
	smallest: int,
	untold: Collection[str] | None,
	sums: Collection[tuple[str, tuple[str, ...]]] = (),
) -> set[Cell]:
	"""Return the cells that are not told: of an area with one part alone, those of the area itself."""
	if len(rows) == 1 and untold is not None:
		return {(0, column) for column in untold}
	gone = {
		(at, column)
		for at, row in enumerate(rows)
		for whole, parts, _divided in counted
		for column in (whole, *parts)
		if is_small(row[whole], smallest)
		or is_small(row[column], smallest)
		or is_small(row[whole] - row[column], smallest)
	}
	adding_up = [*sums, *((whole, divided) for whole, _parts, divided in counted if divided)]
	columns = dict.fromkeys(column for whole, parts, _divided in counted for column in (whole, *parts))
	before = -1
	while before != len(gone):
		before = len(gone)
		for column in columns:
			gone |= _another(rows, [(at, column) for at in range(len(rows))], column in (untold or ()), gone)
		for at in range(len(rows)):
			for whole, parts in adding_up:
				gone |= _another(rows, [(at, column) for column in parts], (at, whole) in gone, gone)
	return gone


def untold(
	top: dict,
	way: Iterable[tuple[list[dict], str]],
	key: str,
	counted: Collection[Counted],
	smallest: int,
	sums: Collection[tuple[str, tuple[str, ...]]] = (),
) -> set[str]:
	"""Return the columns of an area that are hidden where it stands as a part of those around it.

	top: the numbers of the largest area that is told of. way: from there down to the area, the rows of the parts of each
	area, and the one (in the column `key`) that leads on.
	"""
	found = {column for _at, column in hidden([top], counted, smallest, None, sums)}
	for rows, part in way:
		cells = hidden(rows, counted, smallest, found, sums)
		found = {column for at, column in cells if rows[at][key] == part}
	return found


def is_small(number: int, smallest: int) -> bool:
	return 0 < number < smallest


def _another(rows: list[dict], cells: list[Cell], is_sum_hidden: bool, gone: set[Cell]) -> set[Cell]:
	"""Return the smallest told of those that add up to a sum, where one alone of them and the sum is hidden."""
	if sum(cell in gone for cell in cells) + is_sum_hidden != 1:
		return set()
	# one that is there hides better than one that is not
	told = [
		(not rows[at][column], rows[at][column], at, column)
		for at, column in cells
		if (at, column) not in gone
	]
	return {min(told)[2:]} if told else set()
