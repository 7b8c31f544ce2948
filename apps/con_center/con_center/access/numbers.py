"""Of which areas somebody is told numbers, and how he comes from his own area down to another one.

doctype: the DocType whose readers are told them.
"""

from collections.abc import Callable, Collection

from con_center.access import small
from con_center.access.areas import covers, parts_of, way_down
from con_center.access.posts import area_codes, own_area

# of areas (codes) and how many digits the codes of their parts have: the rows of these
Count = Callable[[list[str], int], list[dict]]


def readable(doctype: str, area: str) -> list[str]:
	"""Return the codes of the areas in `area` whose numbers the user may read: itself, parts of it, or none."""
	codes = area_codes(doctype)
	if codes is None or any(covers(code, area) for code in codes):
		return [area]
	return [code for code in codes if covers(area, code)]


def rows_of(doctype: str, area: str, count: Count) -> list[dict]:
	"""Return the rows of the parts of an area, of those that the user may read."""
	return count(readable(doctype, area), parts_of(area))


def untold(
	doctype: str,
	area: str,
	count: Count,
	key: str,
	counted: Collection[small.Counted],
	smallest: int,
	sums: Collection[tuple[str, tuple[str, ...]]] = (),
) -> set[str]:
	"""Return which numbers of an area are hidden: by themselves, or since others around it would be known by them.

	Asks for the rows of each of the areas from the user's own down to this one; key: the column of the rows' areas.
	"""
	if smallest <= 1:
		return set()
	way = way_down(own_area(doctype), area)
	rows = [(rows_of(doctype, around, count), part) for around, part in way]
	top = total_of(rows[0][0] if rows else rows_of(doctype, area, count))
	return small.untold(top, rows, key, counted, smallest, sums) if top else set()


def told_below(
	top: str,
	area: str,
	count: Count,
	key: str,
	counted: Collection[small.Counted],
	with_parts: dict[str, tuple[str, ...]],
	smallest: int,
) -> list[dict]:
	"""Return the rows of the parts of an area as the tables from `top`, which holds it, down to it tell them: for what the
	system itself tells, whoever asks."""
	way = [(count([around], parts_of(around)), part) for around, part in way_down(top, area)]
	untold_there = small.untold(total_of(way[0][0]), way, key, counted, smallest) if way[0][0] else set()
	return small.hide(count([area], parts_of(area)), counted, with_parts, smallest, untold_there)


def total_of(rows: list[dict]) -> dict:
	"""Return the sums of the columns of numbers."""
	columns = [column for column, value in rows[0].items() if isinstance(value, int | float)] if rows else []
	return {column: sum(row[column] for row in rows) for column in columns}
