from con_center.access.rows import Row


class ActivitySpending(Row):
	pass
