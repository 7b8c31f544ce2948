"""Numbers of households and of the help that they got: by the parts of an area, or by the five dimensions.

Each kind of row asks a fixed number of queries, whatever the number of households. Whoever is not near enough to read
names gets numbers from which nobody is known (`access/small.py`).
"""

import frappe
from frappe.query_builder.functions import Count, Sum
from frappe.utils import cint, flt
from pypika.terms import Case

from con_center.access.areas import COLUMN_BY_LENGTH, COUNTRY, covers, reads_names
from con_center.access.posts import area_codes, sees_everything
from con_center.households.dimensions import CLOSED, STATE_FIELDS, STATES

SMALLEST = 5
IN_STATE = tuple(frappe.scrub(state) for state in STATES)


def smallest_number() -> int:
	"""Return the smallest number of households that is told above the district (CON Settings)."""
	return max(1, cint(frappe.get_cached_doc("CON Settings").get("households_smallest_number")) or SMALLEST)


def reads_exactly(area: str) -> bool:
	"""Tell whether the user reads the names of the area anyway, so that no number is too small for him."""
	if sees_everything(frappe.session.user):
		return True
	codes = area_codes("Target Household") or []
	return any(reads_names(code) and covers(code, area) for code in codes)


def readable(area: str) -> list[str]:
	"""Return the codes of the areas in `area` whose numbers the user may read: itself, parts of it, or none."""
	codes = area_codes("Household List")
	if codes is None or any(covers(code, area) for code in codes):
		return [area]
	return [code for code in codes if covers(area, code)]


def by_part(codes: list[str], length: int, year: int) -> list[dict]:
	"""Return the parts (of so many digits) of areas: area, households, closed, needy, states of all dimensions, help.

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
			*(_count(_any_in(household, state), name) for state, name in zip(STATES, IN_STATE, strict=True)),
		)
		.where(_in_codes(household, codes))
		.groupby(part)
	).run(as_dict=True)
	helped = _helped(log, log[COLUMN_BY_LENGTH[length]], codes, year)
	for row in rows:
		row.update(helped.get(row["area"], {"helped": 0, "times": 0, "value": 0.0}))
	return sorted(rows, key=lambda row: row["area"])


def by_dimension(codes: list[str], year: int) -> list[dict]:
	"""Return the five dimensions: dimension, households (with a state in it), in each state, and help. Two queries."""
	household, log = frappe.qb.DocType("Target Household"), frappe.qb.DocType("Help Log")
	columns = [
		_count(household[field] == state, f"{field}_{name}")
		for field in STATE_FIELDS.values()
		for state, name in zip(STATES, IN_STATE, strict=True)
	]
	[counted] = (
		frappe.qb.from_(household).select(*columns).where(_in_codes(household, codes)).run(as_dict=True)
	)
	helped = _helped(log, log.dimension, codes, year)
	rows = []
	for dimension, field in STATE_FIELDS.items():
		states = {name: cint(counted[f"{field}_{name}"]) for name in IN_STATE}
		rows.append(
			{
				"dimension": dimension,
				"households": sum(states.values()),
				**states,
				**helped.get(dimension, {"helped": 0, "times": 0, "value": 0.0}),
			}
		)
	return rows


def _helped(log, column, codes: list[str], year: int) -> dict:
	rows = (
		frappe.qb.from_(log)
		.select(
			column.as_("key"),
			Count(log.household).distinct().as_("helped"),
			Count("*").as_("times"),
			Sum(log.value).as_("value"),
		)
		.where(_in_codes(log, codes) & (log.fiscal_year == year))
		.where((log.status == "Recorded") & (log.kind == "Help"))
		.groupby(column)
	).run(as_dict=True)
	return {
		row.key: {"helped": cint(row.helped), "times": cint(row.times), "value": flt(row.value)}
		for row in rows
	}


def _count(criterion, name: str):
	return Count(Case().when(criterion, 1)).as_(name)


def _any_in(household, state: str):
	found = None
	for field in STATE_FIELDS.values():
		criterion = household[field] == state
		found = criterion if found is None else found | criterion
	return found


def _in_codes(table, codes: list[str]):
	found = table.area == ""
	for code in codes:
		found |= table.area.isnotnull() if code == COUNTRY else table[COLUMN_BY_LENGTH[len(code)]] == code
	return found
