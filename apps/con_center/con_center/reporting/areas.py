"""What both reports on progress reports share: the area asked for, and what of it the user may read."""

from con_center.access.areas import covers
from con_center.access.posts import area_codes, own_area


def asked_area(area: str | None) -> str:
	"""Return the area that a report is on: the one asked for (of a sub-district, its district), else the user's own."""
	return (area or own_area("Progress Report"))[:4]


def readable(area: str) -> list[str]:
	"""Return the codes of the areas in `area` that the user may read progress reports of: itself, parts of it, none."""
	codes = area_codes("Progress Report")
	if codes is None or any(covers(code, area) for code in codes):
		return [area]
	return [code for code in codes if covers(area, code)]


def is_readable(area: str, codes: list[str]) -> bool:
	return any(covers(code, area) for code in codes)
