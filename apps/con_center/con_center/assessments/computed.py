"""What the system knows for an indicator: each a value with its proof, in one register.

A function of the register is asked about a center in a fiscal year. It answers with a number and where the
number can be checked: a document, the filters of a list, or those of a report; with None where it knows nothing, or may
not tell. Rules of other modules are asked of them; modules that stand above this one bring sources of their own by the
hook `con_center_indicator_sources`: dotted names of such registers.
"""

import json
from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

import frappe
from frappe.utils import getdate

from con_center.approval.meaning import ACKNOWLEDGED, IN_FORCE, states
from con_center.meetings import rules as meeting_rules
from con_center.meetings.workflow import CORRECTED
from con_center.planning.figures import strong_filters
from con_center.thai import fiscal_year_dates

COMMITTEE = "Center Committee"
# corrected by members, or adopted
WITH_MINUTES = (CORRECTED, IN_FORCE, ACKNOWLEDGED)


class Known(NamedTuple):
	value: float
	proof_doctype: str
	proof_name: str | None = None
	proof_filters: str | None = None


class Facts:
	"""What indicators go by of a center in a fiscal year; what several of them ask is read once."""

	def __init__(self, center: str, fiscal_year: int):
		self.center = center
		self.fiscal_year = fiscal_year

	def known(self, computed_by: str) -> Known | None:
		"""Return what the system knows for this entry of the register; None where it knows nothing."""
		return self.sources[computed_by](self) if computed_by in self.sources else None

	@cached_property
	def sources(self) -> dict[str, Callable]:
		return sources()

	@cached_property
	def committees(self) -> dict[str, dict]:
		"""The center's current committees whose term has not run out, by kind."""
		rows = frappe.get_all(
			"Committee",
			filters={"center": self.center, "status": "Current"},
			fields=["name", "kind", "term_end", "forum_date", "forum_attendance", "appointment_order"],
		)
		return {row.kind: row for row in rows if not row.term_end or getdate(row.term_end) >= getdate()}


def in_document(doctype: str, name: str | None, value: float | None = None) -> Known:
	return Known(int(bool(name)) if value is None else value, doctype, name)


def in_list(doctype: str, filters: dict, value: float) -> Known:
	return Known(value, doctype, None, json.dumps(filters, ensure_ascii=False, sort_keys=True))


def in_report(report: str, filters: dict, value: float) -> Known:
	return in_list("Report", filters, value)._replace(proof_name=report)


def selected_at_a_forum(facts: Facts) -> Known:
	found = facts.committees.get(COMMITTEE)
	held = found and found.forum_date and found.forum_attendance
	return in_document("Committee", found and found.name, int(bool(held)))


def committee_in_force(facts: Facts) -> Known:
	found = facts.committees.get(COMMITTEE)
	return in_document("Appointment Order", found and found.appointment_order)


def working_group_in_force(facts: Facts) -> Known:
	found = facts.committees.get("Promoting Working Group")
	return in_document("Appointment Order", found and found.appointment_order)


def experts_in_integrated_committee(facts: Facts) -> Known:
	"""Members of the center's committee who sit in the ก.บ.ต. as its experts (domain.md 5.1)."""
	found = facts.committees.get("Integrated Administration Committee")
	experts = found and frappe.db.count(
		"Committee Member", {"parent": found.name, "role": "ผู้ทรงคุณวุฒิ", "status": "Sitting"}
	)
	return in_document("Committee", found and found.name, experts or 0)


def register_updated(facts: Facts) -> Known:
	start, end = fiscal_year_dates(facts.fiscal_year)
	updated = frappe.db.get_value("CON Center", facts.center, "register_updated_on")
	return in_document("CON Center", facts.center, int(bool(updated and start <= getdate(updated) <= end)))


def organizations_complete(facts: Facts) -> Known:
	"""The share (percent) of the active organizations with chair, capital and products (seed 001)."""
	filters = {"area": facts.center, "status": "Active"}
	rows = frappe.get_all("Community Organization", filters=filters, fields=["chair", "capital", "products"])
	whole = sum(bool(row.chair and row.capital and row.products) for row in rows)
	return in_list("Community Organization", filters, round(whole * 100 / len(rows), 2) if rows else 0)


def meetings_held(facts: Facts) -> Known:
	"""The meetings of the center's committee that count (the rule of `meetings`, domain.md 2.6)."""
	held = meeting_rules.held_by_body(facts.fiscal_year, centers=[facts.center], kind=COMMITTEE)
	return _meetings(facts, meeting_rules.held_states(), held.get((facts.center, COMMITTEE), 0))


def meetings_with_minutes(facts: Facts) -> Known:
	with_minutes = states("Meeting", *WITH_MINUTES)
	filters = {
		"center": facts.center,
		"fiscal_year": facts.fiscal_year,
		"workflow_state": ["in", with_minutes],
	}
	return _meetings(facts, with_minutes, frappe.db.count("Meeting", filters))


def _meetings(facts: Facts, of_states: list[str], number: int) -> Known:
	return in_list(
		"Meeting",
		{"center": facts.center, "fiscal_year": facts.fiscal_year, "workflow_state": ["in", of_states]},
		number,
	)


def action_plan(facts: Facts) -> Known:
	filters = {"center": facts.center, "fiscal_year": facts.fiscal_year, "docstatus": 1}
	return in_document("Action Plan", frappe.db.get_value("Action Plan", filters))


def trainings(facts: Facts) -> Known:
	"""Progress of activities that have participants: trainings, seminars, workshops."""
	kinds = frappe.get_all("Activity Kind", filters={"with_participants": 1}, pluck="name")
	filters = {
		"area": facts.center,
		"fiscal_year": facts.fiscal_year,
		"status": "Recorded",
		"kind": ["in", kinds],
	}
	return in_list(
		"Activity Progress", filters, frappe.db.count("Activity Progress", filters) if kinds else 0
	)


def strong_sub_district_projects(facts: Facts) -> Known:
	"""Projects with the tag ตำบลเข้มแข็งฯ that are in the plan (the rule of `planning`)."""
	filters = strong_filters(facts.center, facts.fiscal_year)
	return in_list("Plan Project", filters, frappe.db.count("Plan Project", filters))


REGISTER: dict[str, Callable[[Facts], Known]] = {
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


def sources() -> dict[str, Callable[[Facts], Known | None]]:
	"""Return this register with those of the modules above, by what an administrator chooses in an indicator."""
	brought = map(frappe.get_attr, frappe.get_hooks("con_center_indicator_sources"))
	return {key: find for register in (REGISTER, *brought) for key, find in register.items()}
