from con_center.access.rows import Row


class MeetingAttendance(Row):
	pass
