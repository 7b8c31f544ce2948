from con_center.access.rows import Row


class MeetingFollowup(Row):
	pass
