from con_center.access.rows import Row


class PlanActivity(Row):
	pass
