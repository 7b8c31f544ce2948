from con_center.access.rows import Row


class MeetingAgendaItem(Row):
	pass
