from con_center.access.rows import Row


class PlanActivityParticipant(Row):
	pass
