"""Areas are named by their DOPA code, so a code is the path to its area: 34 holds 3407, which holds 340701.

Pure functions; "00" is the country.
"""

from itertools import pairwise

COUNTRY = "00"
LEVEL_BY_LENGTH = {2: "Province", 4: "District", 6: "Sub-district", 8: "Village"}
# the column of a scoped document that holds the code of the area at each level
COLUMN_BY_LENGTH = {2: "province", 4: "district", 6: "area"}


def level_of(code: str) -> str:
	"""Return the level of the area with this DOPA code; "00" is the country."""
	return "Country" if code == COUNTRY else LEVEL_BY_LENGTH[len(code)]


def covers(code: str, area: str | None) -> bool:
	"""Tell whether the area `code` is, or holds, `area`."""
	return code == COUNTRY or (bool(area) and area.startswith(code))


def ancestor(area: str, level: str) -> str | None:
	"""Return the code of the area of `level` that is or holds `area`; None where there is none."""
	if level == "Country":
		return COUNTRY
	length = next(length for length, name in LEVEL_BY_LENGTH.items() if name == level)
	return area[:length] if area != COUNTRY and len(area) >= length else None


def place_of(area: str) -> dict[str, str | None]:
	"""Return what a scoped document carries of its place: area, level, district and province."""
	return {
		"area": area,
		"level": level_of(area),
		"district": ancestor(area, "District"),
		"province": ancestor(area, "Province"),
	}


def areas_above(codes: list[str]) -> set[str]:
	"""Return the codes of all areas that hold one of these, the country among them."""
	above = {code[:length] for code in codes for length in COLUMN_BY_LENGTH if length < len(code)}
	return above | {COUNTRY} if codes else above


def parts_of(area: str) -> int:
	"""Return how many digits the codes of the parts of an area have; a sub-district is its own part."""
	return 2 if area == COUNTRY else min(len(area) + 2, 6)


def way_down(top: str, area: str) -> list[tuple[str, str]]:
	"""Return the areas from `top` down to the one above `area`, each with the part of it that leads on."""
	begins = 0 if top == COUNTRY else len(top)
	below = [] if area == COUNTRY or not covers(top, area) else COLUMN_BY_LENGTH
	codes = [top, *(area[:length] for length in below if begins < length <= len(area))]
	return list(pairwise(codes))


def reads_names(code: str) -> bool:
	"""Tell whether a post in this area is near enough to people in need to read their names: up to a district's."""
	return len(code) >= 4
