"""Fiscal years as they are typed: of the Buddhist era."""

import frappe
from frappe import _
from frappe.utils import cint

from con_center.thai import EARLIEST, LATEST, fiscal_year
from con_center.thai.dates import BUDDHIST_ERA_OFFSET

FIRST_YEAR = 2544  # the centers' first rule
YEARS_AHEAD = 20


class FiscalYearError(frappe.ValidationError):
	pass


def current_fiscal_year() -> int:
	"""Return the fiscal year (BE) of today."""
	return fiscal_year(frappe.utils.getdate())


def as_fiscal_year(value) -> int:
	"""Return a year as one of the Buddhist era: 2569, and 2026, are 2569. What is neither stays, and nothing is 0."""
	year = cint(value)
	is_of_common_era = EARLIEST <= year <= LATEST
	return year + BUDDHIST_ERA_OFFSET if is_of_common_era else year


def check_fiscal_year(value, where: str) -> int:
	"""Return the fiscal year (BE) that is meant, 0 for none; refuse one that no plan can be made for."""
	year = as_fiscal_year(value)
	if not year:
		return 0  # asked for as mandatory
	last = current_fiscal_year() + YEARS_AHEAD
	if not FIRST_YEAR <= year <= last:
		frappe.throw(
			_("{0}: {1} cannot be right. Type a year of the Buddhist era from {2} to {3}.").format(
				frappe.bold(where), year, FIRST_YEAR, last
			),
			FiscalYearError,
		)
	return year
