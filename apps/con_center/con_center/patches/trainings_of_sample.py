"""The indicator of trainings counted those of the action plan alone: it is filled from the trainings, too, where it is as seeded."""

from con_center.assessments.sample import SAMPLE
from con_center.patches.measures_of_success import renew_sample

BEFORE, NOW = "Trainings Carried Out", "Trainings Held or Attended"


def execute():
	renew_sample(of_plans_alone)


def of_plans_alone(template) -> list[tuple]:
	"""Return the rows that are as they were seeded, each with what stands in the sample now."""
	seeded = {row["indicator"]: row for row in SAMPLE["indicators"] if row["computed_by"] == NOW}
	return [
		(row, seeded[row.indicator])
		for row in template.indicators
		if row.computed_by == BEFORE
		and row.indicator in seeded
		and row.needed == seeded[row.indicator]["needed"]
	]
