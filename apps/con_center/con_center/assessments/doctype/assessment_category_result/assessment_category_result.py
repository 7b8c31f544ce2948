from con_center.access.rows import Row


class AssessmentCategoryResult(Row):
	pass
