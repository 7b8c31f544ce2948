"""What the help for households proves for the indicators of an assessment: numbers, from which nobody is known."""

from con_center.access.small import is_small
from con_center.assessments.computed import Facts, Known, in_report
from con_center.households import figures


def households_helped(facts: Facts) -> Known | None:
	"""Households that were helped in the year. A small number is not told: offices above read the assessment."""
	rows = figures.by_part([facts.center], len(facts.center), facts.fiscal_year)
	number = sum(row["helped"] for row in rows)
	if is_small(number, figures.smallest_number()):
		return None
	filters = {"area": facts.center, "fiscal_year": facts.fiscal_year}
	return in_report("Households and Help", filters, number)


SOURCES = {"Households Helped": households_helped}
