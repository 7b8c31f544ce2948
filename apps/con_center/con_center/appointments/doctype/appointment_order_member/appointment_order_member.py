from con_center.access.rows import Row


class AppointmentOrderMember(Row):
	pass
