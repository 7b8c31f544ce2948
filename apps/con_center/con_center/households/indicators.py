"""What the help for households proves for the indicators of an assessment: numbers, from which nobody is known."""

from con_center.assessments.computed import Facts, Known, in_report
from con_center.households import figures
from con_center.households.report.households_and_help.households_and_help import by_area


def households_helped(facts: Facts) -> Known | None:
	"""Households that were helped in the year, if the report of the district tells above it how many they are."""
	district = facts.center[:4]
	rows = by_area(district, [district], facts.fiscal_year, figures.smallest_number())
	number = next((row["helped"] for row in rows if row.get("area") == facts.center), 0)
	if number is None:
		return None
	filters = {"area": facts.center, "fiscal_year": facts.fiscal_year}
	return in_report("Households and Help", filters, number)


SOURCES = {"Households Helped": households_helped}
