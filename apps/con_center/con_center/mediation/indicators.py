"""What mediation proves for the indicators of an assessment: numbers without names."""

from con_center.access import numbers
from con_center.assessments.computed import Facts, Known, in_report
from con_center.mediation import figures


def disputes(facts: Facts) -> Known | None:
	"""Disputes that were received in the year, if the reports tell how many they are."""

	def count(codes: list[str], length: int) -> list[dict]:
		return figures.by_part(codes, length, facts.fiscal_year)

	province, district = facts.center[:2], facts.center[:4]
	smallest = figures.smallest_number()
	rows = numbers.told_below(province, district, count, "part", [figures.ALL], figures.WITH_CASES, smallest)
	number = next((row["received"] for row in rows if row["part"] == facts.center), 0)
	if number is None:
		return None
	filters = {"area": facts.center, "fiscal_year": facts.fiscal_year}
	return in_report("Disputes in Numbers", filters, number)


SOURCES = {"Disputes Received for Mediation": disputes}
