from con_center.access.rows import Row


class MeetingGuest(Row):
	pass
