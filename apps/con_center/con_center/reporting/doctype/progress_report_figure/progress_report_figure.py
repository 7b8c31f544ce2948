from con_center.access.rows import Row


class ProgressReportFigure(Row):
	pass
