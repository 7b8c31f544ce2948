"""The money of a center's funds: what came in and went out by fiscal year, and which years are told and closed.

A fund is established, and its accounts are approved, by a meeting of its center (seed 001: กองทุนสวัสดิการเครือข่าย). The
year of an approved account takes no entries any more, nor do those before it.
"""

from collections import defaultdict
from datetime import datetime
from itertools import accumulate
from typing import NamedTuple

import frappe
from frappe.query_builder.functions import Max, Sum
from frappe.utils import flt, getdate

from con_center.access import locking
from con_center.approval.meaning import IN_FORCE, states

INCOME, SPENDING, BENEFIT = "Money In", "Money Out", "Benefit to Members"
# what a fund had before this system kept its books
BROUGHT = "Brought Forward"
COMES_IN = (INCOME, BROUGHT)


class Money(NamedTuple):
	"""Baht of some entries of a fund, and how many people got a benefit."""

	income: float = 0
	spending: float = 0
	benefits: float = 0
	people: int = 0
	brought: float = 0

	@property
	def left(self) -> float:
		return flt(self.brought + self.income - self.spending - self.benefits, 2)


# now: as it is, whatever this request has read before, for who holds the lock


def of_year(fund: str, year: int, now: bool = False) -> Money:
	"""Return the money of one fiscal year (BE)."""
	entry = frappe.qb.DocType("Fund Entry")
	return _sum((entry.fund == fund) & (entry.fiscal_year == year), now)


def before(fund: str, year: int, now: bool = False) -> Money:
	"""Return the money of all fiscal years before a year (BE)."""
	entry = frappe.qb.DocType("Fund Entry")
	return _sum((entry.fund == fund) & (entry.fiscal_year < year), now)


def of_all(fund: str, now: bool = False) -> Money:
	"""Return all money of a fund."""
	entry = frappe.qb.DocType("Fund Entry")
	return _sum(entry.fund == fund, now)


def last_change(fund: str, year: int) -> datetime | None:
	"""Return when an entry of a fiscal year (BE) was last written."""
	entry = frappe.qb.DocType("Fund Entry")
	written = frappe.qb.from_(entry).select(Max(entry.modified))
	return written.where((entry.fund == fund) & (entry.fiscal_year == year)).run()[0][0]


def least(fund: str, but: str | None, *also: tuple) -> float:
	"""Return the least that a fund has at the end of any day: without the entry `but`, with (day, baht) of others.

	Read as it is now, whatever this request has read before: for who holds the lock.
	"""
	entry = frappe.qb.DocType("Fund Entry")
	rows = (
		frappe.qb.from_(entry)
		.select(entry.entry_date, entry.kind, entry.amount)
		.where((entry.fund == fund) & (entry.name != (but or "")))
		.for_update()
	).run()
	days = defaultdict(float)
	for day, baht in (*((day, signed(kind, amount)) for day, kind, amount in rows), *also):
		days[getdate(day)] += baht
	return min((flt(left, 2) for left in accumulate(days[day] for day in sorted(days))), default=0)


def signed(kind: str, amount: float) -> float:
	return flt(amount, 2) * (1 if kind in COMES_IN else -1)


def _sum(criterion, now: bool) -> Money:
	entry = frappe.qb.DocType("Fund Entry")
	query = (
		frappe.qb.from_(entry)
		.select(entry.kind, Sum(entry.amount), Sum(entry.people))
		.where(criterion)
		.groupby(entry.kind)
	)
	rows = (query.for_update() if now else query).run()
	found = {kind: (flt(amount, 2), int(people or 0)) for kind, amount, people in rows}
	income, spending, benefits, brought = (
		found.get(kind, (0, 0))[0] for kind in (INCOME, SPENDING, BENEFIT, BROUGHT)
	)
	return Money(income, spending, benefits, found.get(BENEFIT, (0, 0))[1], brought)


def approved_from(fund: str, year: int) -> int | None:
	"""Return the first fiscal year (BE), from this one on, whose account a meeting has approved; as it is now."""
	return frappe.db.get_value(
		"Fund Account",
		{
			"fund": fund,
			"fiscal_year": (">=", year),
			"workflow_state": ("in", states("Fund Account", IN_FORCE)),
		},
		"fiscal_year",
		order_by="fiscal_year",
		for_update=True,
	)


def is_in_force(fund: str) -> bool:
	return frappe.db.get_value("Center Fund", fund, "workflow_state") in states("Center Fund", IN_FORCE)


def lock(fund: str) -> None:
	"""Let one at a time change the money of a fund: what it has left and which years are closed stay true meanwhile."""
	locking.lock("Center Fund", fund)
