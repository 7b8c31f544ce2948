from con_center.access.rows import Row


class AssessmentScore(Row):
	pass
