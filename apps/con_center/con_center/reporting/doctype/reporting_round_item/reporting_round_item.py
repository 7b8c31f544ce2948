from con_center.access.rows import Row


class ReportingRoundItem(Row):
	pass
