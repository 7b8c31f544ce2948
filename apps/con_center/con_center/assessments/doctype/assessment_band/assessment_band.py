from con_center.access.rows import Row


class AssessmentBand(Row):
	pass
