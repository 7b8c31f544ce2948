from con_center.scope import Row, row_conditions


class AssessmentBand(Row):
	pass


def get_permission_query_conditions(user: str | None = None) -> str:
	"""Keep the bands of assessments with them; those of templates belong to no area."""
	within = row_conditions("Assessment Band", user)
	return within and f"(`tabAssessment Band`.`parenttype` = 'Assessment Template' or {within})"
