"""The money of a center's funds: what came in and went out by fiscal year, and which years are told and closed.

A fund is established, and its accounts are approved, by a meeting of its center (seed 001: กองทุนสวัสดิการเครือข่าย). The
year of an approved account takes no entries any more.
"""

from typing import NamedTuple

import frappe
from frappe.query_builder.functions import Sum
from frappe.utils import flt

from con_center.approval.meaning import IN_FORCE, states

INCOME, SPENDING, BENEFIT = "Money In", "Money Out", "Benefit to Members"


class Money(NamedTuple):
	"""Baht of some entries of a fund, and how many people got a benefit."""

	income: float = 0
	spending: float = 0
	benefits: float = 0
	people: int = 0

	@property
	def left(self) -> float:
		return flt(self.income - self.spending - self.benefits, 2)


def of_year(fund: str, year: int) -> Money:
	"""Return the money of one fiscal year (BE)."""
	entry = frappe.qb.DocType("Fund Entry")
	return _sum((entry.fund == fund) & (entry.fiscal_year == year))


def before(fund: str, year: int) -> Money:
	"""Return the money of all fiscal years before a year (BE)."""
	entry = frappe.qb.DocType("Fund Entry")
	return _sum((entry.fund == fund) & (entry.fiscal_year < year))


def of_all(fund: str, but: str | None = None) -> Money:
	"""Return all money of a fund; but: without this entry."""
	entry = frappe.qb.DocType("Fund Entry")
	return _sum((entry.fund == fund) & (entry.name != (but or "")))


def _sum(criterion) -> Money:
	entry = frappe.qb.DocType("Fund Entry")
	rows = (
		frappe.qb.from_(entry)
		.select(entry.kind, Sum(entry.amount), Sum(entry.people))
		.where(criterion)
		.groupby(entry.kind)
	).run()
	found = {kind: (flt(amount, 2), int(people or 0)) for kind, amount, people in rows}
	amounts = (found.get(kind, (0, 0))[0] for kind in (INCOME, SPENDING, BENEFIT))
	return Money(*amounts, found.get(BENEFIT, (0, 0))[1])


def approved_account(fund: str, year: int) -> str | None:
	"""Return the account of a fiscal year (BE) that a meeting has approved."""
	return frappe.db.get_value(
		"Fund Account",
		{"fund": fund, "fiscal_year": year, "workflow_state": ("in", states("Fund Account", IN_FORCE))},
	)


def lock(fund: str) -> None:
	"""Let one at a time change the money of a fund: what it has left and which years are closed stay true meanwhile."""
	frappe.db.get_value("Center Fund", fund, "name", for_update=True)
