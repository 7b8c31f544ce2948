"""Fiscal years as they are typed: of the Buddhist era."""

import datetime

import frappe
from frappe import _
from frappe.utils import cint

from con_center.thai import fiscal_year

FIRST_YEAR = 2544  # the centers' first rule
YEARS_AHEAD = 20


class FiscalYearError(frappe.ValidationError):
	pass


def current_fiscal_year() -> int:
	"""Return the fiscal year (BE) of today."""
	return fiscal_year(frappe.utils.getdate())


def check_fiscal_year(value, where: str) -> None:
	"""Refuse what is no fiscal year of the Buddhist era that a plan can be made for."""
	year = cint(value)
	if not year:
		return  # asked for as mandatory
	if datetime.date.today().year - 100 < year < FIRST_YEAR - 400:
		frappe.throw(
			_("{0}: {1} looks like a year of the common era. Type the Buddhist year {2} instead.").format(
				frappe.bold(where), year, year + 543
			),
			FiscalYearError,
		)
	last = current_fiscal_year() + YEARS_AHEAD
	if not FIRST_YEAR <= year <= last:
		frappe.throw(
			_("{0}: {1} cannot be right. Type a year of the Buddhist era from {2} to {3}.").format(
				frappe.bold(where), year, FIRST_YEAR, last
			),
			FiscalYearError,
		)
