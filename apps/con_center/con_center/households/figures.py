"""Numbers of households and of the help that they got: by the parts of an area, or by the five dimensions.

Each kind of row asks a fixed number of queries, whatever the number of households. Whoever is not near enough to read
names gets numbers from which nobody is known (`access/small.py`): what is told of an area fits to what is told of those
around it, so that nobody takes one table from another.
"""

import frappe
from frappe.query_builder.functions import Count, Sum
from frappe.utils import cint, flt
from pypika.terms import Case

from con_center.access.areas import COLUMN_BY_LENGTH, covers, reads_names
from con_center.access.posts import area_codes
from con_center.access.small import Counted, without
from con_center.households.dimensions import CLOSED, NOT_CHECKED, OPEN, STATE_FIELDS, STATES
from con_center.planning.figures import in_areas

SMALLEST = 5
# whose readers are told numbers
TOLD_WITH = "Household List"
IN_STATE = tuple(frappe.scrub(state) for state in STATES)
HELP = ("helped", "times", "value")
# what few got tells of them, too
WITH_HELPED = {"helped": ("times", "value")}
OF_AREA = (Counted("households", ("closed", "unchecked", *IN_STATE, "helped")),)


def smallest_number() -> int:
	"""Return the smallest number of households that is told above the district (CON Settings)."""
	return max(1, cint(frappe.get_cached_doc("CON Settings").get("households_smallest_number")) or SMALLEST)


def reads_exactly(area: str) -> bool:
	"""Tell whether the user reads the names of the area anyway, so that no number is too small for him."""
	codes = area_codes("Target Household")
	return codes is None or any(reads_names(code) and covers(code, area) for code in codes)


def by_part(codes: list[str], length: int, year: int) -> list[dict]:
	"""Return the parts (of so many digits) of areas: area, households, closed, unchecked, states of all dimensions, help.

	Three queries.
	"""
	household, log = frappe.qb.DocType("Target Household"), frappe.qb.DocType("Help Log")
	part = household[COLUMN_BY_LENGTH[length]]
	rows = (
		frappe.qb.from_(household)
		.select(
			part.as_("area"),
			Count("*").as_("households"),
			_count(household.status == CLOSED, "closed"),
			_count((household.status == OPEN) & (household.check_result == NOT_CHECKED), "unchecked"),
			*(_count(_any_in(household, state), name) for state, name in zip(STATES, IN_STATE, strict=True)),
		)
		.where(in_areas(household, codes))
		.groupby(part)
	).run(as_dict=True)
	helped = _helped(log, log[COLUMN_BY_LENGTH[length]], codes, year)
	for row in rows:
		row.update(helped.get(row["area"], dict.fromkeys(HELP, 0)))
	return sorted(rows, key=lambda row: row["area"])


def dimensions_by_part(codes: list[str], length: int, year: int) -> list[dict]:
	"""Return the parts (of so many digits) of areas: area, and for each dimension what `by_dimension` has, under `column_of`.

	Two queries.
	"""
	household, log = frappe.qb.DocType("Target Household"), frappe.qb.DocType("Help Log")
	part = COLUMN_BY_LENGTH[length]
	counted = [
		_count(household[field] == state, column_of(dimension, name))
		for dimension, field in STATE_FIELDS.items()
		for state, name in zip(STATES, IN_STATE, strict=True)
	]
	rows = (
		frappe.qb.from_(household)
		.select(household[part].as_("area"), *counted)
		.where(in_areas(household, codes))
		.groupby(household[part])
	).run(as_dict=True)
	helped = _helped_in_dimensions(log, log[part], codes, year)
	for row in rows:
		for dimension in STATE_FIELDS:
			got = helped.get((row["area"], dimension), dict.fromkeys(HELP, 0))
			row.update({column_of(dimension, name): value for name, value in got.items()})
			row[column_of(dimension, "households")] = sum(
				row[column_of(dimension, name)] for name in IN_STATE
			)
	return sorted(rows, key=lambda row: row["area"])


def column_of(dimension: str, name: str) -> str:
	return f"{STATE_FIELDS[dimension]}:{name}"


def of_dimensions() -> tuple[Counted, ...]:
	"""Return what counts what in the rows of `dimensions_by_part`: the states of a dimension add up."""
	return tuple(
		Counted(
			column_of(dimension, "households"),
			tuple(column_of(dimension, name) for name in (*IN_STATE, "helped")),
			tuple(column_of(dimension, name) for name in IN_STATE),
		)
		for dimension in STATE_FIELDS
	)


def by_dimension(row: dict, untold=()) -> list[dict]:
	"""Return the five dimensions of an area: dimension, households (with a state in it), in each state, and help.

	row: the area's numbers as in `dimensions_by_part`. untold: those of its columns that are hidden.
	"""
	names, found = ("households", *IN_STATE, *HELP), []
	for dimension in STATE_FIELDS:
		told = {name: row.get(column_of(dimension, name), 0) for name in names}
		hidden = {name for name in names if column_of(dimension, name) in untold}
		found.append({"dimension": dimension, **without(told, hidden, WITH_HELPED)})
	return found


def _helped(log, column, codes: list[str], year: int) -> dict:
	rows = _help_given(log, codes, year).select(column.as_("part")).groupby(column).run(as_dict=True)
	return {row.part: _of_help(row) for row in rows}


def _helped_in_dimensions(log, column, codes: list[str], year: int) -> dict:
	query = _help_given(log, codes, year).select(column.as_("part"), log.dimension)
	rows = query.groupby(column, log.dimension).run(as_dict=True)
	return {(row.part, row.dimension): _of_help(row) for row in rows}


def _help_given(log, codes: list[str], year: int):
	return (
		frappe.qb.from_(log)
		.select(
			Count(log.household).distinct().as_("helped"),
			Count("*").as_("times"),
			Sum(log.value).as_("value"),
		)
		.where(in_areas(log, codes) & (log.fiscal_year == year))
		.where((log.status == "Recorded") & (log.kind == "Help"))
	)


def _of_help(row) -> dict:
	return {"helped": cint(row.helped), "times": cint(row.times), "value": flt(row.value)}


def _count(criterion, name: str):
	return Count(Case().when(criterion, 1)).as_(name)


def _any_in(household, state: str):
	found = None
	for field in STATE_FIELDS.values():
		criterion = household[field] == state
		found = criterion if found is None else found | criterion
	return found
