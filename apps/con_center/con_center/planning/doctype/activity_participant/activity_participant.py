from con_center.access.rows import Row


class ActivityParticipant(Row):
	pass
