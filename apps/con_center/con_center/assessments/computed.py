"""What the system knows for an indicator: each a value with its proof, in one register.

A function of the register is asked for a center and a fiscal year. It answers with a number and where the
number can be checked: a document, or the filters of a list. Rules of other modules are asked of them.
"""

import json
from collections.abc import Callable
from typing import NamedTuple

import frappe
from frappe.utils import getdate

from con_center.meetings import rules as meeting_rules
from con_center.planning.figures import strong_filters
from con_center.thai import fiscal_year_dates

COMMITTEE = "Center Committee"
WITH_MINUTES = ("Minutes Corrected", "Adopted")


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
	found = _current(center, COMMITTEE)
	held = found and found.forum_date and found.forum_attendance
	return _document("Committee", found and found.name, int(bool(held)))


def committee_in_force(center: str, fiscal_year: int) -> Known:
	found = _current(center, COMMITTEE)
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


def meetings_held(center: str, fiscal_year: int) -> Known:
	"""The meetings of the center's committee that count (the rule of `meetings`, domain.md 2.6)."""
	held = meeting_rules.held_by_body(fiscal_year, centers=[center], kind=COMMITTEE)
	return _meetings(center, fiscal_year, meeting_rules.HELD, held.get((center, COMMITTEE), 0))


def meetings_with_minutes(center: str, fiscal_year: int) -> Known:
	filters = {"center": center, "fiscal_year": fiscal_year, "status": ["in", WITH_MINUTES]}
	return _meetings(center, fiscal_year, WITH_MINUTES, frappe.db.count("Meeting", filters))


def _meetings(center: str, fiscal_year: int, states: tuple, number: int) -> Known:
	return _list("Meeting", {"center": center, "fiscal_year": fiscal_year, "status": ["in", states]}, number)


def action_plan(center: str, fiscal_year: int) -> Known:
	filters = {"center": center, "fiscal_year": fiscal_year, "docstatus": 1}
	return _document("Action Plan", frappe.db.get_value("Action Plan", filters))


def trainings(center: str, fiscal_year: int) -> Known:
	"""Progress of activities that have participants: trainings, seminars, workshops."""
	kinds = frappe.get_all("Activity Kind", filters={"with_participants": 1}, pluck="name")
	filters = {"area": center, "fiscal_year": fiscal_year, "status": "Recorded", "kind": ["in", kinds]}
	return _list("Activity Progress", filters, frappe.db.count("Activity Progress", filters) if kinds else 0)


def strong_sub_district_projects(center: str, fiscal_year: int) -> Known:
	"""Projects with the tag ตำบลเข้มแข็งฯ that are in the plan (the rule of `planning`)."""
	filters = strong_filters(center, fiscal_year)
	return _list("Plan Project", filters, frappe.db.count("Plan Project", filters))


REGISTER: dict[str, Callable[[str, int], Known]] = {
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
