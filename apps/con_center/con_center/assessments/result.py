"""What a result looks like: the same for the form, the print and the report."""

from collections.abc import Callable

import frappe
from frappe import _

from con_center.assessments import charts, confirming

COLOURS = {"self": "#7c8ba1", "district": "#2490ef", "province": "#28a745", "previous": "#e8963a"}
LABELS = {
	"self": "Self-assessed",
	"district": "Scored by the District",
	"province": "Confirmed by the Province",
	"previous": "Last Round",
}


def previous(doc) -> dict | None:
	"""Return the last round of the same center that was completed: name, title, percent, band, categories."""
	rows = frappe.get_all(
		"Assessment",
		filters={
			"center": doc.center,
			"workflow_state": ("in", confirming.complete_states()),
			"fiscal_year": ("<=", doc.fiscal_year),
			"name": ("!=", doc.name or ""),
		},
		fields=["name", "title", "fiscal_year", "round", "percent", "band", "template", "sample"],
		order_by="fiscal_year desc, `tabAssessment`.`round` desc",
		limit=12,
	)
	earlier = [r for r in rows if (r.fiscal_year, r.round) < (doc.fiscal_year, doc.round)]
	if not earlier:
		return None
	found = earlier[0]
	found.categories = dict(
		frappe.get_all(
			"Assessment Category Result",
			filters={"parent": found.name},
			fields=["category", "percent"],
			order_by="idx",
			as_list=True,
		)
	)
	return found


def view(doc, lang: str | None = None, digits: Callable[[str], str] = str) -> dict:
	"""Return {"categories", "series", "previous", "change", "radar", "bars"} of an assessment.

	lang: of the labels; the user's own if it is left out. digits: writes the numbers of the pictures.
	"""
	scored = len(doc.scores)
	stages = [s for s in ("self", "district", "province") if doc.get(f"{s}_missing") != scored]
	last = previous(doc)
	categories = [row.category for row in doc.categories]
	series = [
		(stage, _(LABELS[stage], lang), [row.get(f"{stage}_percent") for row in doc.categories])
		for stage in stages
	]
	if last:
		series.append(("previous", _(LABELS["previous"], lang), [last.categories.get(c) for c in categories]))
	return {
		"categories": categories,
		"series": [
			{"key": key, "label": label, "colour": COLOURS[key], "values": values}
			for key, label, values in series
		],
		"previous": last,
		"change": round((doc.percent or 0) - (last.percent or 0), 2) if last else None,
		"radar": charts.radar(
			categories,
			[
				charts.Series(label, COLOURS[key], values, dashed=key == "previous")
				for key, label, values in series
			],
			digits=digits,
		),
		"bars": charts.bars(
			[
				(category, [(label, COLOURS[key], values[number]) for key, label, values in series])
				for number, category in enumerate(categories)
			],
			digits=digits,
		),
	}
