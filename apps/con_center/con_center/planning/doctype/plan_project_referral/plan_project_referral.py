from con_center.access.rows import Row


class PlanProjectReferral(Row):
	pass
