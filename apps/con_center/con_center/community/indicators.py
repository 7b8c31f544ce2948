"""What by-laws, memberships, funds and figures of villages prove for the indicators of an assessment."""

import frappe

from con_center.approval.meaning import IN_FORCE, states
from con_center.assessments.computed import Facts, Known, in_list
from con_center.community.funds import BENEFIT
from con_center.thai import fiscal_year_dates, fiscal_year_end


def by_laws(facts: Facts) -> Known:
	return _in_force("By-law", facts, "effective_on")


def members(facts: Facts) -> Known:
	"""Organizations that a meeting has accepted as members, and that have not left."""
	return _in_force("Membership Application", facts, "decided_on")


def _in_force(doctype: str, facts: Facts, since: str) -> Known:
	filters = {
		"center": facts.center,
		"workflow_state": ["in", states(doctype, IN_FORCE)],
		since: ["<=", str(fiscal_year_end(facts.fiscal_year))],
	}
	return in_list(doctype, filters, frappe.db.count(doctype, filters))


def village_figures(facts: Facts) -> Known:
	"""Figures of the year (จปฐ., กชช.2ค, TPMAP) that are kept of villages of the sub-district."""
	filters = {"area": facts.center, "year": facts.fiscal_year}
	return in_list("Village Figure", filters, frappe.db.count("Village Figure", filters))


def funds_in_force(facts: Facts) -> Known:
	return _in_force("Center Fund", facts, "established_on")


def shared_benefits(facts: Facts) -> Known:
	return _in_force("Benefit Agreement", facts, "effective_on")


def benefits_given(facts: Facts) -> Known:
	"""Entries of the year by which funds have given something to members."""
	filters = {"center": facts.center, "fiscal_year": facts.fiscal_year, "kind": BENEFIT}
	return in_list("Fund Entry", filters, frappe.db.count("Fund Entry", filters))


def accounts_approved(facts: Facts) -> Known:
	"""Accounts that a meeting has approved in the year: those of the year before."""
	first, last = map(str, fiscal_year_dates(facts.fiscal_year))
	filters = {
		"center": facts.center,
		"workflow_state": ["in", states("Fund Account", IN_FORCE)],
		"approved_on": ["between", [first, last]],
	}
	return in_list("Fund Account", filters, frappe.db.count("Fund Account", filters))


SOURCES = {
	"By-laws in Force": by_laws,
	"Organizations That Joined by Resolution": members,
	"Figures of Villages": village_figures,
	"Funds in Force": funds_in_force,
	"Agreements on Sharing Benefits": shared_benefits,
	"Benefits Given to Members": benefits_given,
	"Fund Accounts Approved": accounts_approved,
}
