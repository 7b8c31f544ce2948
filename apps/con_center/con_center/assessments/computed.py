"""What the system knows for an indicator: each a value with its proof, in one register.

A function of the register is asked for a center and a fiscal year. It answers with a number and where the
number can be checked: a document, or the filters of a list. `None` means that nothing can be known (yet).
"""

import json
from collections.abc import Callable
from typing import NamedTuple

import frappe
from frappe.utils import getdate

from con_center.thai import fiscal_year_dates

# what a meeting is once it has taken place
HELD = ("Held", "Minutes Draft", "Minutes Corrected", "Adopted")
WITH_MINUTES = ("Minutes Corrected", "Adopted")
IN_THE_PLAN = ("Agreed in Forum", "Passed On", "Funded", "Not Funded", "Done")


class Known(NamedTuple):
	value: float
	proof_doctype: str
	proof_name: str | None = None
	proof_filters: str | None = None


def known(computed_by: str, center: str, fiscal_year: int) -> Known | None:
	"""Return what the system knows for this entry of the register; None where it knows nothing."""
	return REGISTER[computed_by](center, fiscal_year) if computed_by in REGISTER else None


def _document(doctype: str, name: str | None, value: float | None = None) -> Known:
	return Known(int(bool(name)) if value is None else value, doctype, name)


def _list(doctype: str, filters: dict, value: float) -> Known:
	return Known(value, doctype, None, json.dumps(filters, ensure_ascii=False, sort_keys=True))


def _count(doctype: str, filters: dict) -> Known | None:
	if not frappe.db.exists("DocType", doctype):
		return None
	return _list(doctype, filters, frappe.db.count(doctype, filters))


def _current(center: str, kind: str) -> dict | None:
	"""The center's current committee of a kind, if its term has not run out."""
	found = frappe.db.get_value(
		"Committee",
		{"center": center, "kind": kind, "status": "Current"},
		["name", "term_end", "forum_date", "forum_attendance", "appointment_order"],
		as_dict=True,
	)
	return found if found and (not found.term_end or getdate(found.term_end) >= getdate()) else None


def selected_at_a_forum(center: str, fiscal_year: int) -> Known:
	found = _current(center, "Center Committee")
	held = found and found.forum_date and found.forum_attendance
	return _document("Committee", found and found.name, int(bool(held)))


def committee_in_force(center: str, fiscal_year: int) -> Known:
	found = _current(center, "Center Committee")
	return _document("Appointment Order", found and found.appointment_order)


def working_group_in_force(center: str, fiscal_year: int) -> Known:
	found = _current(center, "Promoting Working Group")
	return _document("Appointment Order", found and found.appointment_order)


def experts_in_integrated_committee(center: str, fiscal_year: int) -> Known:
	"""Members of the center's committee who sit in the ก.บ.ต. as its experts (domain.md 5.1)."""
	found = _current(center, "Integrated Administration Committee")
	experts = found and frappe.db.count(
		"Committee Member", {"parent": found.name, "role": "ผู้ทรงคุณวุฒิ", "status": "Sitting"}
	)
	return _document("Committee", found and found.name, experts or 0)


def register_updated(center: str, fiscal_year: int) -> Known:
	start, end = fiscal_year_dates(fiscal_year)
	updated = frappe.db.get_value("CON Center", center, "register_updated_on")
	return _document("CON Center", center, int(bool(updated and start <= getdate(updated) <= end)))


def organizations_complete(center: str, fiscal_year: int) -> Known:
	"""The share (percent) of the active organizations with chair, capital and products (seed 001)."""
	filters = {"area": center, "status": "Active"}
	rows = frappe.get_all("Community Organization", filters=filters, fields=["chair", "capital", "products"])
	whole = sum(bool(row.chair and row.capital and row.products) for row in rows)
	return _list("Community Organization", filters, round(whole * 100 / len(rows), 2) if rows else 0)


def meetings_held(center: str, fiscal_year: int) -> Known | None:
	return _count("Meeting", {"center": center, "fiscal_year": fiscal_year, "status": ["in", HELD]})


def meetings_with_minutes(center: str, fiscal_year: int) -> Known | None:
	return _count("Meeting", {"center": center, "fiscal_year": fiscal_year, "status": ["in", WITH_MINUTES]})


def action_plan(center: str, fiscal_year: int) -> Known | None:
	if not frappe.db.exists("DocType", "Action Plan"):
		return None
	filters = {"center": center, "fiscal_year": fiscal_year, "docstatus": 1}
	return _document("Action Plan", frappe.db.get_value("Action Plan", filters))


def trainings(center: str, fiscal_year: int) -> Known | None:
	"""Progress of activities that have participants: trainings, seminars, workshops."""
	if not frappe.db.exists("DocType", "Activity Progress"):
		return None
	kinds = frappe.get_all("Activity Kind", filters={"with_participants": 1}, pluck="name")
	return _count(
		"Activity Progress",
		{"area": center, "fiscal_year": fiscal_year, "status": "Recorded", "kind": ["in", kinds]},
	)


def strong_sub_district_projects(center: str, fiscal_year: int) -> Known | None:
	return _count(
		"Plan Project",
		{
			"area": center,
			"fiscal_year": fiscal_year,
			"strong_sub_district": 1,
			"status": ["in", IN_THE_PLAN],
		},
	)


REGISTER: dict[str, Callable[[str, int], Known | None]] = {
	"Committee Selected at a Forum": selected_at_a_forum,
	"Committee in Force": committee_in_force,
	"Working Group Order in Force": working_group_in_force,
	"Integrated Committee With the Center's Experts": experts_in_integrated_committee,
	"Register Updated This Year": register_updated,
	"Organization Records Complete (%)": organizations_complete,
	"Meetings Held": meetings_held,
	"Meetings With Minutes": meetings_with_minutes,
	"Action Plan Approved": action_plan,
	"Trainings Carried Out": trainings,
	"Strong Sub-district Projects in the Plan": strong_sub_district_projects,
}
