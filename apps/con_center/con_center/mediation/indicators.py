"""What mediation proves for the indicators of an assessment: numbers without names."""

from con_center.assessments.computed import Facts, Known, in_report
from con_center.mediation import figures


def disputes(facts: Facts) -> Known | None:
	"""Disputes that were received in the year, if the report of the district tells how many they are."""
	district = facts.center[:4]
	rows, _hidden = figures.told(figures.by_part([district], 6, facts.fiscal_year), figures.smallest_number())
	number = next((row["received"] for row in rows if row["part"] == facts.center), 0)
	if number is None:
		return None
	filters = {"area": facts.center, "fiscal_year": facts.fiscal_year}
	return in_report("Disputes in Numbers", filters, number)


SOURCES = {"Disputes Received for Mediation": disputes}
