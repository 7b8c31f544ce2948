"""The map: an area by its parts, coloured by the state of their documents or by a measure of success.

The country is drawn by its outline (`outline`); of districts and sub-districts none is published, so they are tiles, as
the provinces are, too, for who does not see the outline. What is shown is what the session user may read.
"""

from typing import NamedTuple

import frappe
from frappe import _
from frappe.utils import getdate

from con_center.access.areas import COLUMN_BY_LENGTH, COUNTRY, level_of
from con_center.access.posts import area_codes
from con_center.compat.frappe_2023 import read_only
from con_center.overview import measures, outline, scale, year
from con_center.overview.rules import Year
from con_center.thai import fiscal_year as fiscal_year_of

STATES, MEASURES = "states", "measures"
LEVEL_BELOW = {
	"Country": "Province",
	"Province": "District",
	"District": "Sub-district",
	"Sub-district": "Sub-district",
}


class Layer(NamedTuple):
	"""What a map is coloured by. cells: {code: {"value": share or amount, None for nothing, "said": in figures}}."""

	key: str
	title: str
	is_share: bool
	source: str | None
	cells: dict[str, dict]


@frappe.whitelist()
@read_only
def read(area: str | None = None, fiscal_year: int | str | None = None, group: str = STATES) -> dict:
	"""Return the map of an area (DOPA code; the user's widest one) in a fiscal year (BE; the running one).

	group: STATES (of documents) or MEASURES. dict of area, name, level, year, this_year, group, groups, way (the areas
	above that the user may read, the widest first), own (his own areas, where they are several), rows and layers. A row is
	a dict of area and title; a layer of key, title, is_share, source, legend (`scale.legend`) and cells: {code: value, said, step
	and to, what it leads to as in `year.of_center`}.
	"""
	if group not in (STATES, MEASURES):
		frappe.throw(_("There is no such map."), frappe.DoesNotExistError)
	own = own_areas()
	area = check_area(area or own[0])
	asked = year.asked_year(fiscal_year)
	rows = parts(area)
	layers = (states_of if group == STATES else measures_of)(area, asked)
	return {
		"area": area,
		"name": frappe.get_cached_value("Area", area, "full_name"),
		"level": level_of(area),
		"year": asked.number,
		"this_year": fiscal_year_of(getdate()),
		"group": group,
		"way": [{"area": code, "title": title_of(code)} for code in way_to(area)],
		"own": [{"area": code, "title": title_of(code)} for code in own] if len(own) > 1 else [],
		"rows": rows,
		"layers": [shown(layer, rows, asked) for layer in layers],
	}


@frappe.whitelist()
def outlines() -> dict | None:
	"""Return the outline of the country: view_box, provinces ({code: path}), others, and whose it is; None if there is none."""
	found = outline.read()
	return found and {
		**found._asdict(),
		"credit": outline.CREDIT,
		"source": outline.SOURCE,
		"licence": outline.LICENCE,
		"licence_address": outline.LICENCE_ADDRESS,
	}


def own_areas() -> list[str]:
	"""Return the areas whose maps the session user may read, the widest first."""
	codes = area_codes("CON Center")
	if codes is None:
		return [COUNTRY]
	if not codes:
		frappe.throw(_("You hold no post today, so there is no map for you."), frappe.PermissionError)
	return sorted(codes, key=lambda code: (len(code), code))


def check_area(area: str) -> str:
	if not frappe.db.exists("Area", {"name": area, "level": ("!=", "Village")}):
		frappe.throw(
			_("Area: {0} is no province, district or sub-district. Choose one from the list.").format(
				frappe.bold(frappe.utils.escape_html(area))
			),
			frappe.DoesNotExistError,
		)
	if not (year.may_read("CON Center", area) and year.may_read_parts(area)):
		frappe.throw(
			_("{0} is not among your areas.").format(frappe.get_cached_value("Area", area, "full_name")),
			frappe.PermissionError,
		)
	return area


def way_to(area: str) -> list[str]:
	"""Return the areas above that the user may read, the widest first."""
	above = [COUNTRY, *(area[:length] for length in (2, 4) if length < len(area))] if area != COUNTRY else []
	return [code for code in above if year.may_read("CON Center", code)]


def title_of(code: str) -> str:
	return frappe.get_cached_value("Area", code, "area_name")


def parts(area: str) -> list[dict]:
	"""Return the areas in being one level below, in the order of their codes; of a sub-district, itself."""
	filters = {"level": LEVEL_BELOW[level_of(area)], "status": "Active"}
	if area != COUNTRY:
		filters["name"] = ("like", f"{area}%")
	return frappe.get_all(
		"Area", filters=filters, fields=["name as area", "area_name as title"], order_by="name"
	)


def shown(layer: Layer, rows: list[dict], asked: Year) -> dict:
	"""Return a layer as the desk draws it: each part with its step, and the legend."""
	return {
		"key": layer.key,
		"title": layer.title,
		"is_share": layer.is_share,
		"source": layer.source,
		**coloured(layer, [row["area"] for row in rows]),
		"to": leads_to(layer.key, [row["area"] for row in rows], asked),
	}


def coloured(layer: Layer, codes: list[str]) -> dict:
	"""Return legend, and cells of these areas, each with its step."""
	values = [cell["value"] for code, cell in layer.cells.items() if code in codes]
	bounds = (
		scale.SHARES if layer.is_share else scale.of_amounts([value for value in values if value is not None])
	)
	nothing = {"value": None, "said": "–"}
	cells = {code: layer.cells.get(code, nothing) for code in codes}
	return {
		"legend": scale.legend(values, bounds, layer.is_share),
		"cells": {
			code: {**cell, "step": scale.step_of(cell["value"], bounds)} for code, cell in cells.items()
		},
	}


# the state of documents


def states_of(area: str, asked: Year) -> list[Layer]:
	"""Return a layer for each kind of document that a center has in a year."""
	level = level_of(area)
	if level == "Sub-district":
		# of its district, whose other parts the user need not be allowed to read
		found = year.parts(area[:4], asked, reports=False)
		found["rows"] = [row for row in found["rows"] if row["area"] == area]
	else:
		found = year.below(area, level, asked)
	return layers_of(found["rows"], found["rounds"], found["reporting"])


def layers_of(rows: list[dict], rounds: list[int], reporting: bool) -> list[Layer]:
	"""Return the layers of parts as `areas_below` has them."""
	asked = [
		("in_office", _("Committee in Office"), "centers"),
		("met", _("Met Often Enough"), "centers"),
		("plans", _("Approved Plan"), "centers"),
		*((f"assessed_{number}", _("Assessed, Round {0}").format(number), "assessed_centers") for number in rounds),
	]  # fmt: skip
	if reporting:
		asked.append(("reports", _("Progress Report Sent"), "reporters"))
	return [
		Layer(key, title, True, None, {row["area"]: share_of(number(row, key), row[whole]) for row in rows})
		for key, title, whole in asked
	]


def number(row: dict, key: str) -> int:
	"""Return a number of a part; rounds of assessment were read back from JSON, where keys are texts."""
	if not key.startswith("assessed_"):
		return row[key]
	nth = int(key.removeprefix("assessed_"))
	return row["assessed"].get(nth, row["assessed"].get(str(nth), 0))


def share_of(part: int, whole: int) -> dict:
	return {
		"value": scale.share(part, whole),
		"said": f"{part:,} / {whole:,}" if whole else "–",
	}


def leads_to(key: str, codes: list[str], asked: Year) -> dict[str, dict]:
	"""Return the list or report that the colour of each area is made of."""
	if key in measures.BY_KEY:
		return measures.routes_of(measures.BY_KEY[key], codes, asked.number)
	return {code: _of_documents(key, code, asked) for code in codes}


def _of_documents(key: str, code: str, asked: Year) -> dict:
	place, number = {COLUMN_BY_LENGTH[len(code)]: code}, asked.number
	if key == "in_office":
		return year.listed("Committee", **({} if asked.over else {"status": "Current"}), **place)
	if key == "plans":
		return year.listed("Action Plan", fiscal_year=number, docstatus=1, **place)
	if key == "reports":
		return year.listed("Progress Report", fiscal_year=number, **place)
	filters = {"fiscal_year": number, "area": code}
	if key == "met":
		return {"report": "Meetings by Area", "filters": filters}
	return {
		"report": "Assessment Results",
		"filters": {**filters, "round": int(key.removeprefix("assessed_"))},
	}


# the measures of success


def measures_of(area: str, asked: Year) -> list[Layer]:
	found, centers = measures.below(area, asked.number), measures.by_level_below(area)
	return [measure_layer(each, found, centers, area) for each in measures.readable()]


def measure_layer(measure: measures.Measure, found: dict, centers: dict, area: str) -> Layer:
	"""Return a measure as a layer of the parts of an area; its own center is none of them.

	found, centers: {code: {key: value}} and {code: {level: number of centers}}, as `measures` gives them.
	"""
	codes = [code for code in found if code != area or level_of(area) == "Sub-district"]
	return Layer(
		measure.key,
		_(measure.title),
		measure.of_centers,
		measure.source,
		{code: measured(measure, found[code].get(measure.key, 0), centers.get(code, {})) for code in codes},
	)


def measured(measure: measures.Measure, value: float, by_level: dict[str, int]) -> dict:
	"""Return the cell of a measure: a share of the centers that it is about, or the amount."""
	if not measure.of_centers:
		return {"value": value, "said": f"{value:,.10g}"}
	about = ("Sub-district",) if measure.key == measures.STRONG else tuple(by_level)
	return share_of(int(value), sum(by_level.get(level, 0) for level in about))
