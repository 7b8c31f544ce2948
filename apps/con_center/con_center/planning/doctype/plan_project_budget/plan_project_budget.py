from con_center.access.rows import Row


class PlanProjectBudget(Row):
	pass
