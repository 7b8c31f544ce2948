"""The pages of a province's yearly report: its tables, charts and maps, made of the figures that were kept with it."""

from contextlib import contextmanager

import frappe
from frappe import _

from con_center.access.areas import level_of
from con_center.overview import area_map, measures, outline, scale, yearly, yearly_text
from con_center.overview.yearly_text import money, number
from con_center.printing import graphs
from con_center.printing.templating import letter_digits

# how letters stand on a step: dark on light, light on dark
DARK_FROM = 3


def key_figures(figures: dict) -> list[dict]:
	"""Return the figures that a report begins with: label (in the user's language) and value."""
	total, parts = figures["total"], figures["parts"]
	centers = total["centers"]
	rows = [
		(_("Districts"), number(len(parts))),
		(_("Centers of Districts and Sub-districts"), number(centers)),
		(_("Committee in Office"), of(total["in_office"], centers)),
		(_("Met Often Enough"), of(total["met"], centers)),
		(_("Approved Plan"), of(total["plans"], centers)),
		(_("Spent / Planned (Baht)"), f"{money(total['spent'])} / {money(total['planned'])}"),
	]
	if nth := yearly.last_round(figures):
		label = _("Assessed, Round {0}").format(nth)
		rows.append((label, of(yearly.assessed(total, figures), total["assessed_centers"])))
	rows.append((_("Progress Report Sent"), of(total["reports"], total["reporters"])))
	rows += [
		(_(measures.BY_KEY[row["key"]].title), value_of(row))
		for row in figures["measures"]
		if row["key"] in measures.BY_KEY
	]
	return [{"label": label, "value": value} for label, value in rows]


def of(part: int, whole: int) -> str:
	return f"{number(part)} / {number(whole)} ({yearly.percent(part, whole)} %)"


def value_of(row: dict) -> str:
	"""Return the value of a measure: of centers, of how many; else with its unit."""
	if row["is_share"]:
		return of(int(row["value"]), row["of"])
	return f"{number(row['value'])} ({_(measures.BY_KEY[row['key']].unit)})"


def yearly_report_pages(doc) -> frappe._dict:
	"""Return what the print of a report is made of: parts, each with heading, text and what is shown below; and credit."""
	figures = doc.get_figures()
	# what is told in figures is told in Thai, whoever prints
	with in_thai():
		shown = {
			kind: make(figures) for kind, make in MADE.items() if any(row.shows == kind for row in doc.parts)
		}
		return frappe._dict(
			parts=[
				frappe._dict(heading=row.heading, text=row.text, shows=row.shows, shown=shown.get(row.shows))
				for row in doc.parts
				if row.text or row.shows
			],
			place=f"จังหวัด{figures['province']}",
			year=figures["year"],
			credit=outline.CREDIT,
			licence=outline.LICENCE,
		)


@contextmanager
def in_thai():
	"""Say what follows in Thai, whatever the session's language."""
	before = frappe.local.lang
	frappe.local.lang = "th"
	try:
		yield
	finally:
		frappe.local.lang = before


def table_of_districts(figures: dict) -> dict:
	"""Return columns and rows of the table of districts, with their sum."""
	nth = yearly.last_round(figures)

	def row(part: dict, title: str) -> dict:
		return {
			"title": title,
			"centers": number(part["centers"]),
			"in_office": number(part["in_office"]),
			"met": number(part["met"]),
			"plans": number(part["plans"]),
			"progress": "–" if part["progress"] is None else number(part["progress"]),
			"assessed": number(yearly.assessed(part, figures)),
			"reports": number(part["reports"]),
		}

	columns = [
		{"label": "อำเภอ", "field": "title", "width": 26},
		{"label": "ศอช. (แห่ง)", "field": "centers", "width": 10, "center": True},
		{"label": "มีคณะกรรมการในวาระ", "field": "in_office", "width": 13, "center": True},
		{"label": "ประชุมครบ", "field": "met", "width": 10, "center": True},
		{"label": "แผนอนุมัติแล้ว", "field": "plans", "width": 10, "center": True},
		{"label": "ก้าวหน้า (ร้อยละ)", "field": "progress", "width": 11, "center": True},
		{
			"label": f"ประเมินแล้ว ครั้งที่ {letter_digits(nth)}",
			"field": "assessed",
			"width": 11,
			"center": True,
		},
		{"label": "ส่งรายงาน", "field": "reports", "width": 9, "center": True},
	]
	rows = [row(part, part["title"]) for part in figures["parts"]]
	return {"columns": columns, "rows": [*rows, row(figures["total"], "รวม")]}


def maps_of_documents(figures: dict) -> dict:
	layers = area_map.layers_of(figures["parts"], figures["rounds"], reporting=True)
	return {"outline": place_in_the_country(figures["area"]), "maps": drawn(layers, figures)}


def maps_of_measures(figures: dict) -> dict:
	told = [measures.BY_KEY[row["key"]] for row in figures["measures"] if row["key"] in measures.BY_KEY]
	layers = [
		area_map.measure_layer(each, figures["below"], figures["centers"], figures["area"]) for each in told
	]
	return {"outline": None, "maps": drawn(layers, figures)}


def drawn(layers: list, figures: dict) -> list[dict]:
	"""Return maps of the districts as tiles: title, legend and tiles, each with its colours."""
	titles = {row["area"]: row["title"] for row in figures["parts"]}
	found = []
	for layer in layers:
		coloured = area_map.coloured(layer, list(titles))
		found.append(
			{
				"title": layer.title,
				"legend": [{**step, "colour": scale.COLOURS[step["step"]]} for step in coloured["legend"]],
				"tiles": [
					{"title": titles[code], "said": cell["said"], **colours_of(cell["step"])}
					for code, cell in coloured["cells"].items()
				],
			}
		)
	return found


def colours_of(step: int | None) -> dict:
	if step is None:
		return {"colour": scale.NOTHING, "ink": "#000"}
	return {"colour": scale.COLOURS[step], "ink": "#fff" if step >= DARK_FROM else "#000"}


def place_in_the_country(area: str) -> dict | None:
	"""Return the outline of the country with the province told apart; None where there is no outline."""
	found = outline.read()
	if not found or level_of(area) != "Province":
		return None
	shapes = [
		{"shape": shape, "colour": scale.COLOURS[-1] if code == area else scale.NOTHING}
		for code, shape in found.provinces.items()
	]
	return {"view_box": found.view_box, "shapes": shapes}


def progress_of_plans(figures: dict) -> str:
	"""Return a chart of the districts' mean progress."""
	values = {part["title"]: part["progress"] or 0 for part in figures["parts"]}
	return graphs.bars(values, lambda value: f"{letter_digits(number(value))} %")


def assessment_levels(figures: dict) -> str:
	values = {row["band"]: row["number"] for row in figures["bands"]}
	return graphs.bars(values, said)


def table_of_measures(figures: dict) -> dict:
	changes = yearly_text.of_measures(figures["measures"])
	columns = [
		{"label": "ข้อ", "field": "idx", "width": 7, "center": True},
		{"label": "ตัวชี้วัดความสำเร็จ", "field": "title", "width": 47},
		{"label": "ผล", "field": "value", "width": 24},
		{"label": "เทียบกับปีก่อน", "field": "change", "width": 22},
	]
	rows = [
		{
			"title": _(measures.BY_KEY[row["key"]].title),
			"value": value_of(row),
			"change": changes[f"measure_{row['key']}_change"],
		}
		for row in figures["measures"]
	]
	return {"columns": columns, "rows": rows}


def trend_of_measures(figures: dict) -> list[dict]:
	"""Return a chart for each measure: title and chart, "" where nothing has been counted yet."""
	return [
		{
			"title": _(measures.BY_KEY[row["key"]].title),
			"chart": graphs.lines(
				{"": {letter_digits(year): value for year, value in sorted(row["trend"].items())}},
				said,
				width=320,
				height=170,
			),
		}
		for row in figures["measures"]
	]


def said(value: float) -> str:
	return letter_digits(number(value))


# by what the form says is shown below a part
MADE = {
	"Key Figures": key_figures,
	"Map of Documents": maps_of_documents,
	"Table of Districts": table_of_districts,
	"Progress of Plans": progress_of_plans,
	"Assessment Levels": assessment_levels,
	"Measures of Success": table_of_measures,
	"Trend of the Measures": trend_of_measures,
	"Map of the Measures": maps_of_measures,
}
