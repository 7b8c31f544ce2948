"""What mediation proves for the indicators of an assessment: numbers without names."""

from con_center.access.small import is_small
from con_center.assessments.computed import Facts, Known, in_report
from con_center.mediation import figures


def disputes(facts: Facts) -> Known | None:
	"""Disputes that were received in the year. A small number is told to nobody."""
	rows = figures.by_part([facts.center], len(facts.center), facts.fiscal_year)
	number = sum(row["received"] for row in rows)
	if is_small(number, figures.smallest_number()):
		return None
	filters = {"area": facts.center, "fiscal_year": facts.fiscal_year}
	return in_report("Disputes in Numbers", filters, number)


SOURCES = {"Disputes Received for Mediation": disputes}
