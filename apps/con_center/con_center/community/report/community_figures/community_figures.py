from frappe import _
from frappe.utils import cint

from con_center.access.areas import COLUMN_BY_LENGTH, COUNTRY, LEVEL_BY_LENGTH
from con_center.access.posts import posts
from con_center.community import figures
from con_center.organization.doctype.area.area import full_names
from con_center.seams.arguments import report_filters

MOST_COLUMNS = 40


def execute(filters: dict | None = None):
	"""Report of the figures of a year by the parts of an area, down to its villages.

	filters: year (BE; the latest where none is given), area, source. Only what the user may read is added up.
	"""
	filters = report_filters(filters)
	area = filters.area or widest()
	year = cint(filters.year) or next(iter(figures.years_of(area, most=1)), 0)
	wanted = [row for row in figures.indicators() if filters.source in (None, "", row.source)][:MOST_COLUMNS]
	by = part_of(area)
	found = figures.sums(area, [year] if year else [], by)
	parts = sorted({part for part, _indicator, _year in found})
	names = names_of(parts, area, year)
	rows = [as_row(part, names.get(part) or part, wanted, found, year) for part in parts]
	known = [row for row in wanted if any(each.get(field_of(row)) is not None for each in rows)]
	said = _("Year {0}").format(year) if year else _("No figures of this area have been imported yet.")
	return columns(by, known), rows, said


def widest() -> str:
	"""Return the area of the user's widest post; who has none begins with the country, of which he reads what he may."""
	return min((post.area for post in posts()), key=lambda area: (len(area), area), default=COUNTRY)


def part_of(area: str) -> str:
	"""Return the column of the parts that an area has: of a sub-district, its villages."""
	length = 0 if area == COUNTRY else len(area)
	return {0: "province", 2: "district", 4: "area", 6: "village"}[length]


def names_of(parts: list[str], area: str, year: int) -> dict[str, str]:
	if len(area) == 6:
		return figures.village_names(area, [year])
	return full_names(parts)


def as_row(part: str, name: str, wanted: list, found: dict, year: int) -> dict:
	return {
		"part": part,
		"name": name,
		**{field_of(row): figures.value_of(row, found.get((part, row.name, year))) for row in wanted},
	}


def field_of(indicator) -> str:
	"""Return the name of an indicator's column: codes have full stops in them."""
	return "figure_" + indicator.name.replace(".", "_").lower()


def columns(by: str, wanted: list) -> list[dict]:
	level = next((LEVEL_BY_LENGTH[n] for n, column in COLUMN_BY_LENGTH.items() if column == by), "Village")
	return [
		{"fieldname": "name", "label": _(level), "fieldtype": "Data", "width": 260},
		*(
			{
				"fieldname": field_of(row),
				"label": f"{row.indicator_name} ({row.unit})" if row.unit else row.indicator_name,
				"fieldtype": "Float",
				"precision": 2 if row.adds_up == figures.MEAN else 0,
				"width": 190,
			}
			for row in wanted
		),
	]
