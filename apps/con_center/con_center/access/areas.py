"""Areas are named by their DOPA code, so a code is the path to its area: 34 holds 3407, which holds 340701.

Pure functions; "00" is the country.
"""

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


def reads_names(code: str) -> bool:
	"""Tell whether a post in this area is near enough to people in need to read their names: up to a district's."""
	return len(code) >= 4
