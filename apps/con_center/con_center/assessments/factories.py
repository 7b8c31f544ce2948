"""Assessments for tests."""

from functools import cache
from itertools import product

import frappe

from con_center.approval.factories import take
from con_center.organization.factories import FISCAL_YEAR, OWN, areas_of, make_center, make_officer, signed_in


def make_assessment(area: str = OWN["sub_district"], user: str | None = None, **values):
	"""Return a new assessment of the area's center, made by its officer: nothing is scored yet."""
	make_center(area)
	user = user or make_officer("officer", areas_of(area))
	with signed_in(user):
		return frappe.get_doc(
			{"doctype": "Assessment", "center": area, "fiscal_year": 2568, "round": 1, **values}
		).insert()


def score(assessment, stage: str, value="1", user: str | None = None, **by_code):
	"""Score every indicator in a stage's column (self, district, province); return the document afterwards."""
	kind = {"self": "officer", "district": "district", "province": "province"}[stage]
	with signed_in(user or make_officer(kind, areas_of(assessment.area))):
		assessment = frappe.get_doc("Assessment", assessment.name)
		for row in assessment.scores:
			row.set(f"{stage}_score", by_code.get(row.code, value))
			if stage == "self":
				row.evidence = row.evidence or "แฟ้มเอกสาร"
		return assessment.save()


def make_complete_assessment(area: str = OWN["sub_district"], value="1", **values):
	"""Return an assessment that its district has scored: it waits for the province."""
	assessment = score(make_assessment(area, **values), "self", value)
	assessment = score(take(assessment, ("officer", "Send to the District")), "district", value)
	return take(assessment, ("district", "Complete the Scoring"))


@cache
def scored_assessment(area: str):
	"""Return the assessment, begun by its officer, that the sample of its district's confirmation counts."""
	return make_assessment(area, round=2)


def assessment_in(state: str, area: str):
	"""Return an assessment of a round of its own, scored by whoever it waits for."""
	taken = frappe.get_all(
		"Assessment", filters={"center": area}, fields=["fiscal_year", "round"], as_list=True
	)
	year, number = next(pair for pair in product(range(FISCAL_YEAR, 2566, -1), (1, 2)) if pair not in taken)
	made = score(make_assessment(area, fiscal_year=year, round=number), "self")
	if state != "Self-assessment":
		made = score(take(made, ("officer", "Send to the District")), "district")
	return made if state != "Scoring Complete" else take(made, ("district", "Complete the Scoring"))


SAMPLES = {
	"Assessment": lambda areas: scored_assessment(areas["sub_district"]),
	"District Assessment Confirmation": lambda areas: frappe.get_doc(
		"District Assessment Confirmation", scored_assessment(areas["sub_district"]).confirmation
	),
}
IN_STATES = {"Assessment": (("Self-assessment", "District Scoring", "Scoring Complete"), assessment_in)}
