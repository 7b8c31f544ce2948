from con_center.access.rows import Row


class AppointmentOrderChange(Row):
	pass
