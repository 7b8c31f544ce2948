from collections import Counter

import frappe
from frappe import _
from frappe.utils import cint, flt

from con_center.access.areas import COLUMN_BY_LENGTH, COUNTRY, covers, level_of
from con_center.access.posts import area_codes
from con_center.approval.meaning import IN_FORCE, meaning
from con_center.assessments.confirming import complete_states, is_complete, to_be_assessed
from con_center.assessments.doctype.assessment_template.assessment_template import SAMPLE_NOTICE, check_year
from con_center.compat.aggregates import aggregate
from con_center.organization.doctype.area.area import short_names
from con_center.seams.arguments import report_filters
from con_center.thai import fiscal_year as fiscal_year_of

ASSESSED, NOT_ASSESSED = "Assessed", "Not Assessed"
CATEGORY = "`tabAssessment Category Result`.category as category"
NTH = "`tabAssessment Category Result`.idx as nth"
CATEGORY_MEAN = aggregate("avg", "`tabAssessment Category Result`.percent", "percent")
# the column of the area one level below
BELOW = {"Country": "province", "Province": "district", "District": "area"}
COLOURS = ["#e8963a", "#2490ef"]


def execute(filters: dict | None = None):
	"""Results of a round by area, band and category, against the round before; within the user's areas.

	An area's rows are the areas below it, down to the assessments themselves. Sub-districts without an assessment of
	the round are rows, too, or counted in those of the areas that hold them; `shown` keeps to them, or to the others.
	"""
	filters = asked(filters)
	before = round_before(filters.fiscal_year, filters.round)
	level = BELOW[level_of(filters.area)]
	now, last = results(filters, level), results(filters.copy().update(before), level)
	categories = list(dict.fromkeys(c for row in (*now.values(), *last.values()) for c in row.categories))
	bands = bands_of(now)
	lacking = not_assessed(filters, level)
	places = sorted({*now, *last, *lacking})
	rows = [line(area, now.get(area), last.get(area), categories, bands, lacking[area]) for area in places]
	name_areas(rows)
	return (
		columns(level, categories, bands),
		[row for row in rows if is_shown(row, filters.shown)],
		message(now, last, before),
		chart(now, last, categories, before),
		summary(now, bands, lacking.total()),
	)


def asked(filters: dict | None) -> frappe._dict:
	filters = report_filters(filters)
	year = cint(filters.fiscal_year) or fiscal_year_of(frappe.utils.today())
	filters.fiscal_year = check_year(year, _("Fiscal Year"))
	filters.round = cint(filters.round) or 1
	filters.area = filters.area or widest_area()
	if filters.area != COUNTRY and len(filters.area) not in (2, 4):
		# of a sub-district, its district: the row is there
		filters.area = filters.area[:4]
	return filters


def widest_area() -> str:
	codes = area_codes("Assessment") or []
	return codes[0][:4] if len(codes) == 1 else COUNTRY


def round_before(fiscal_year: int, round_number: int) -> dict:
	"""Return the last round before that the user sees anything of; an impossible one where there is none."""
	rows = frappe.get_list(
		"Assessment",
		filters={"fiscal_year": ("<=", fiscal_year), "workflow_state": ("in", complete_states())},
		fields=["fiscal_year", "round"],
		group_by="fiscal_year, `tabAssessment`.`round`",
		order_by="fiscal_year desc, `tabAssessment`.`round` desc",
	)
	earlier = [r for r in rows if (r.fiscal_year, r.round) < (fiscal_year, round_number)]
	return earlier[0] if earlier else {"fiscal_year": 0, "round": 0}


def results(filters, level: str) -> dict[str, frappe._dict]:
	"""Return the figures of each area: {area: total, complete, confirmed, percent, bands, categories, sample}."""
	where = {"fiscal_year": filters.fiscal_year, "round": filters.round}
	if filters.area != COUNTRY:
		where[COLUMN_BY_LENGTH[len(filters.area)]] = filters.area
	found: dict[str, frappe._dict] = {}
	for row in frappe.get_list(
		"Assessment",
		filters=where,
		fields=[
			f"{level} as place",
			"workflow_state",
			"band",
			"sample",
			aggregate("count", "name", "number"),
			aggregate("sum", "percent", "points"),
			aggregate("max", "name", "name"),
		],
		group_by=f"{level}, workflow_state, band, sample",
		order_by=None,
		limit_page_length=0,
	):
		figures = found.setdefault(
			row.place,
			frappe._dict(total=0, complete=0, confirmed=0, points=0, sample=0, bands={}, categories={}),
		)
		figures.total += row.number
		figures.sample = figures.sample or row.sample
		figures.name, figures.state = row.name, row.workflow_state
		figures.confirmed += row.number * (meaning("Assessment", row.workflow_state) == IN_FORCE)
		if is_complete(row):
			figures.complete += row.number
			figures.points += flt(row.points)
			number, points = figures.bands.get(row.band, (0, 0))
			figures.bands[row.band] = (number + row.number, points + flt(row.points))
	for row in frappe.get_list(
		"Assessment",
		filters={**where, "workflow_state": ("in", complete_states())},
		fields=[
			f"{level} as place",
			CATEGORY,
			CATEGORY_MEAN,
			NTH,
		],
		group_by=f"{level}, `tabAssessment Category Result`.category, nth",
		order_by="nth",
		limit_page_length=0,
	):
		found[row.place].categories[row.category] = flt(row.percent, 2)
	for figures in found.values():
		figures.percent = flt(figures.points / figures.complete, 2) if figures.complete else None
	return found


def not_assessed(filters, level: str) -> Counter:
	"""Return how many sub-districts have no assessment of the round, by area, of those that the user may read.

	To be assessed are all sub-districts in being whose center is not closed.
	"""
	begun = frappe.get_list(
		"Assessment",
		filters={"fiscal_year": filters.fiscal_year, "round": filters.round},
		pluck="area",
		order_by=None,
		limit_page_length=0,
	)
	codes = area_codes("Assessment")
	length = next(length for length, column in COLUMN_BY_LENGTH.items() if column == level)
	return Counter(
		area[:length]
		for area in to_be_assessed(filters.area) - set(begun)
		if codes is None or any(covers(code, area) for code in codes)
	)


def is_shown(row, shown: str | None) -> bool:
	"""Tell whether the row is one that the filter asks for: Assessed, Not Assessed, or (empty) all."""
	if shown == NOT_ASSESSED:
		return bool(row.not_assessed)
	return bool(row.total) if shown == ASSESSED else True


def bands_of(now: dict) -> list[str]:
	"""Return the bands reached, the lowest first: by the mean percentage of those in them."""
	reached: dict[str, list] = {}
	for figures in now.values():
		for band, (number, points) in figures.bands.items():
			before = reached.get(band, (0, 0))
			reached[band] = (before[0] + number, before[1] + points)
	return sorted(reached, key=lambda band: reached[band][1] / reached[band][0])


def line(area: str, now, last, categories: list[str], bands: list[str], lacking: int) -> frappe._dict:
	# where there is no assessment, there is nothing to count: no zeros
	figures = now or frappe._dict(percent=None, bands={}, categories={})
	before = last.percent if last else None
	row = frappe._dict(
		area=area,
		assessment=figures.name if len(area) == 6 else None,
		state=_(figures.state or NOT_ASSESSED) if len(area) == 6 else None,
		not_assessed=lacking,
		total=figures.total,
		complete=figures.complete,
		confirmed=figures.confirmed,
		percent=figures.percent,
		before=before,
		change=flt(figures.percent - before, 2) if None not in (figures.percent, before) else None,
		band=next(iter(figures.bands), None) if len(area) == 6 else None,
		criteria=SAMPLE_NOTICE if figures.sample else None,
	)
	for number, category in enumerate(categories):
		row[f"category_{number}"] = figures.categories.get(category)
	for number, band in enumerate(bands):
		row[f"band_{number}"] = figures.bands.get(band, (0, 0))[0] if now else None
	return row


def name_areas(rows: list[dict]) -> None:
	names = short_names({row.area for row in rows})
	for row in rows:
		row.area_name = names.get(row.area)


def columns(level: str, categories: list[str], bands: list[str]) -> list[dict]:
	number = {"fieldtype": "Int", "width": 90}
	percent = {"fieldtype": "Float", "precision": 2, "width": 110}
	documents = [
		{"fieldname": "assessment", "label": _("Assessment"), "fieldtype": "Link", "options": "Assessment", "width": 170},
		{"fieldname": "state", "label": _("Status"), "fieldtype": "Data", "width": 175},
		{"fieldname": "band", "label": _("Band"), "fieldtype": "Data", "width": 90},
	]  # fmt: skip
	counts = [
		{"fieldname": "total", "label": _("Assessed"), **number},
		{"fieldname": "not_assessed", "label": _(NOT_ASSESSED), **number},
		{"fieldname": "complete", "label": _("Complete"), **number},
		{"fieldname": "confirmed", "label": _("Confirmed"), **number},
		*({"fieldname": f"band_{n}", "label": band or "–", **number} for n, band in enumerate(bands)),
	]
	return [
		{"fieldname": "area_name", "label": _("Area"), "fieldtype": "Data", "width": 170},
		*(documents if level == "area" else counts),
		{"fieldname": "percent", "label": _("Result (%)"), **percent},
		{"fieldname": "before", "label": _("Last Round (%)"), **percent},
		{"fieldname": "change", "label": _("Change"), **percent},
		*(
			{"fieldname": f"category_{n}", "label": category, **percent, "width": 150}
			for n, category in enumerate(categories)
		),
		{"fieldname": "criteria", "label": _("Criteria"), "fieldtype": "Data", "width": 200},
	]


def message(now: dict, last: dict, before: dict) -> str | None:
	if any(figures.sample for figures in (*now.values(), *last.values())):
		return f"<b style='color: #a00'>{SAMPLE_NOTICE}</b>"
	return None


def mean(figures: dict, category: str) -> float | None:
	"""Return the mean of a category over all areas, each counted by its complete assessments."""
	weighted = [
		(f.categories[category], f.complete)
		for f in figures.values()
		if f.categories.get(category) is not None
	]
	number = sum(count for _value, count in weighted)
	return flt(sum(value * count for value, count in weighted) / number, 2) if number else None


def chart(now: dict, last: dict, categories: list[str], before: dict) -> dict | None:
	if not categories:
		return None
	sets = [(_("This Round"), now)]
	if any(figures.complete for figures in last.values()):
		sets.insert(0, (_("Last Round"), last))
	return {
		"type": "bar",
		"data": {
			"labels": categories,
			"datasets": [
				{"name": name, "values": [mean(figures, category) or 0 for category in categories]}
				for name, figures in sets
			],
		},
		"colors": COLOURS[-len(sets) :],
		"fieldtype": "Float",
	}


def summary(now: dict, bands: list[str], lacking: int) -> list[dict]:
	complete = sum(figures.complete for figures in now.values())
	points = sum(figures.points for figures in now.values())
	cards = [
		{"label": _("Assessed"), "value": sum(f.total for f in now.values()), "datatype": "Int"},
		{"label": _(NOT_ASSESSED), "value": lacking, "datatype": "Int"},
		{"label": _("Complete"), "value": complete, "datatype": "Int"},
		{
			"label": _("Mean Result"),
			"value": f"{points / complete:.2f}" if complete else "–",
			"datatype": "Data",
		},
	]
	for band in bands:
		cards.append(
			{
				"label": band or "–",
				"value": sum(figures.bands.get(band, (0, 0))[0] for figures in now.values()),
				"datatype": "Int",
			}
		)
	return cards
