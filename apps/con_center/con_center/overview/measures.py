"""The five measures of success (seed 000, part 5), counted from documents: of a center, and of areas of any size.

One statement a measure, whatever the area. Everything here keeps to what the session user may read, and leaves a measure
out if he may not read its kind of document at all.
"""

from typing import NamedTuple


class Measure(NamedTuple):
	"""title, unit: English, to be translated with `_`; source: where the measure comes from, in Thai, for `source_mark`;
	of_centers: its value is a number of centers (at most Figure.of), not of people or activities."""

	key: str
	title: str
	unit: str
	source: str
	of_centers: bool


class Figure(NamedTuple):
	"""value: in the unit of the measure; target: what a single center needs, None where it is to rise only;
	met: every center meets it (of a center: it does); centers: how many meet it; of: how many there are in being;
	route: the list whose length is the value: {"doctype", "filters"} or {"report", "filters"}, as in `overview.year`.
	"""

	value: float
	target: float | None
	met: bool
	centers: int
	of: int
	route: dict


# keys: strong, cooperation, joint_activities, self_development, public_spirit
MEASURES: tuple[Measure, ...] = ()


def of(area: str, year: int) -> dict[str, Figure]:
	"""Return {key: figure} of an area (DOPA code; "00" is the country) with all that lies in it, in a fiscal year (BE)."""
	raise NotImplementedError


def of_center(center: str, year: int) -> dict[str, Figure]:
	"""Return {key: figure} of a single center by itself; its value is its own (a percentage, a number of processes)."""
	raise NotImplementedError


def below(area: str, year: int) -> dict[str, dict[str, float]]:
	"""Return {code: {key: value}} of the parts of an area, one level below. All keys that are readable stand in each part
	that has a center; what is the area's own (its own center's) stands under its own code, so that the parts add up to `of`."""
	raise NotImplementedError


def centers_below(area: str) -> dict[str, int]:
	"""Return {code: number of centers in being} of the same parts as `below`: for shares, as a map needs them."""
	raise NotImplementedError


def trend(area: str, year: int, years: int = 5) -> dict[str, dict[int, float]]:
	"""Return {key: {fiscal year: value}} of an area, the earliest year first, up to `year`."""
	raise NotImplementedError
