"""A district in a round: which of its sub-districts are complete. Shared by both documents and the grid."""

import frappe

from con_center.access.areas import COUNTRY
from con_center.access.statements import among
from con_center.approval.meaning import IN_FORCE, PASSED, meaning, states
from con_center.organization.doctype.area.area import BANGKOK

DOCTYPE = "District Assessment Confirmation"
# what the state of an assessment means once the district has scored it in full
COMPLETE = (PASSED, IN_FORCE)


def name_of(district: str, fiscal_year: int, round_number: int) -> str:
	return f"DAC-{district}-{fiscal_year}-{round_number}"


def is_confirmed(name: str) -> bool:
	state = frappe.db.get_value(DOCTYPE, name, "workflow_state")
	return bool(state) and meaning(DOCTYPE, state) == IN_FORCE


def confirmed_on(area: str, fiscal_year: int):
	"""Return when an assessment of an area in a fiscal year was confirmed last; None while none is, or it is unlocked."""
	assessments = frappe.get_all(
		"Assessment",
		filters={
			"area": area,
			"fiscal_year": fiscal_year,
			"workflow_state": ["in", states("Assessment", IN_FORCE)],
		},
		pluck="confirmation",
	)
	days = frappe.get_all(DOCTYPE, filters={"name": among(assessments)}, pluck="confirmed_on")
	return max(filter(None, days), default=None)


def complete_states() -> list[str]:
	"""Return the states in which an assessment is scored in full, for queries."""
	return states("Assessment", *COMPLETE)


def is_complete(row) -> bool:
	return bool(row.workflow_state) and meaning("Assessment", row.workflow_state) in COMPLETE


def to_be_assessed(area: str) -> set[str]:
	"""Return the codes of the sub-districts in an area that are to be assessed."""
	return {row.area for row in sub_districts(area)}


def sub_districts(area: str) -> list[dict]:
	"""Return the sub-districts in an area that are to be assessed. Each is a dict of area and area_name, by code."""
	place, query = assessed_in(area)
	return query.select(place.name.as_("area"), place.area_name).orderby(place.name).run(as_dict=True)


def assessed_in(area: str):
	"""Return the sub-districts in an area that are to be assessed: all in being whose center is not closed.

	As table and query, of which nothing is selected yet. Bangkok has no sub-districts (ตำบล) of this kind, and none of
	its areas reports (`con_center.reporting.rounds`).
	"""
	place, center = frappe.qb.DocType("Area"), frappe.qb.DocType("CON Center")
	closed = frappe.qb.from_(center).select(center.area).where(center.status == "Closed")
	query = (
		frappe.qb.from_(place)
		.where((place.level == "Sub-district") & (place.status == "Active") & place.name.notin(closed))
		.where(place.name.not_like(f"{BANGKOK}%"))
	)
	return place, query if area == COUNTRY else query.where(place.name.like(f"{area}%"))


def lines(district: str, fiscal_year: int, round_number: int) -> list[dict]:
	"""Return each sub-district with its assessment, if there is one, and whether it is complete."""
	assessments = {
		row.area: row
		for row in frappe.get_all(
			"Assessment",
			filters={"district": district, "fiscal_year": fiscal_year, "round": round_number},
			fields=[
				"name",
				"area",
				"workflow_state",
				"self_percent",
				"self_missing",
				"district_percent",
				"district_missing",
				"province_percent",
				"province_missing",
				"percent",
				"band",
				"missing",
				"sample",
			],
			order_by="area",
		)
	}
	places = sub_districts(district)
	known = {row.area for row in places}
	# assessed, but no more in the list: what was begun has to be finished
	others = [frappe._dict(area=area) for area in assessments if area not in known]
	for row in others:
		row.area_name = frappe.get_cached_value("Area", row.area, "area_name")
	found = []
	for place in places + others:
		row = frappe._dict(assessments.get(place.area) or {}, area=place.area, area_name=place.area_name)
		row.complete = is_complete(row)
		found.append(row)
	return found


def counts(rows: list[dict]) -> dict:
	"""Return what a confirmation shows of its lines."""
	complete = [row for row in rows if row.complete]
	mean = sum(row.percent or 0 for row in complete) / len(complete) if complete else 0
	return {
		"expected": len(rows),
		"completed": len(complete),
		"lacking": len(rows) - len(complete),
		"percent": round(mean, 2),
	}


def update(district: str, fiscal_year: int, round_number: int) -> None:
	"""Bring the district's confirmation up to date with its assessments; make it with the first of them."""
	name = name_of(district, fiscal_year, round_number)
	if not frappe.db.exists(DOCTYPE, name):
		confirmation = frappe.get_doc(
			{
				"doctype": DOCTYPE,
				"area": district,
				"fiscal_year": fiscal_year,
				"round": round_number,
			}
		)
		# nothing in it is the user's: it follows from the assessment that he may make
		confirmation.insert(ignore_permissions=True)
		return
	confirmation = frappe.get_doc(DOCTYPE, name, for_update=True)
	if confirmation.get_meaning() != IN_FORCE:
		confirmation.refresh_counts()


def center_changed(doc, method: str | None = None) -> None:
	"""Hook of CON Center: a center that closes, or opens again, counts no more, or again."""
	if doc.level != "Sub-district" or not doc.has_value_changed("status"):
		return
	for row in frappe.get_all(
		DOCTYPE,
		filters={"area": doc.district, "workflow_state": ("not in", states(DOCTYPE, IN_FORCE))},
		fields=["fiscal_year", "round"],
	):
		update(doc.district, row.fiscal_year, row.round)
