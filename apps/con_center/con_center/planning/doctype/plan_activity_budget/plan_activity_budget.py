from con_center.access.rows import Row


class PlanActivityBudget(Row):
	pass
