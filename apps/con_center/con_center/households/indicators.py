"""What the help for households proves for the indicators of an assessment: numbers, from which nobody is known."""

from con_center.access import numbers
from con_center.assessments.computed import Facts, Known, in_report
from con_center.households import figures


def households_helped(facts: Facts) -> Known | None:
	"""Households that were helped in the year, if the reports tell above the district how many they are."""

	def count(codes: list[str], length: int) -> list[dict]:
		return figures.by_part(codes, length, facts.fiscal_year)

	province, district = facts.center[:2], facts.center[:4]
	smallest = figures.smallest_number()
	rows = numbers.told_below(
		province, district, count, "area", figures.OF_AREA, figures.WITH_HELPED, smallest
	)
	number = next((row["helped"] for row in rows if row["area"] == facts.center), 0)
	if number is None:
		return None
	filters = {"area": facts.center, "fiscal_year": facts.fiscal_year}
	return in_report("Households and Help", filters, number)


SOURCES = {"Households Helped": households_helped}
