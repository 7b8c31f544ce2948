"""The measures of success as sources of the indicators of an assessment: what they count, whoever assesses."""

from con_center.assessments.computed import Facts, Known, in_list, in_report
from con_center.overview import measures
from con_center.overview.measures import BY_KEY, COOPERATION, DEVELOPMENT, JOINT, SPIRIT


def _source(key: str):
	def find(facts: Facts) -> Known:
		found = _figure(key, facts)
		return _proved(found.route, found.value)

	return find


def spirit_rose(facts: Facts) -> Known:
	"""How many more people than in the year before; below 0 where there are fewer."""
	found = _figure(SPIRIT, facts)
	return _proved(found.route, found.value - (found.target - 1))


def _figure(key: str, facts: Facts) -> measures.Figure:
	return measures.own_figure(BY_KEY[key], facts.center, facts.fiscal_year, everything=True)


def _proved(route: dict, value: float) -> Known:
	if "report" in route:
		return in_report(route["report"], route["filters"], value)
	return in_list(route["doctype"], route["filters"], value)


SOURCES = {
	"Processes with Partners": _source(COOPERATION),
	"Joint Activities with Partners": _source(JOINT),
	"Self-development of Committee and Members": _source(DEVELOPMENT),
	"Committee and Members with Public Spirit": _source(SPIRIT),
	"More with Public Spirit Than the Year Before": spirit_rose,
}
