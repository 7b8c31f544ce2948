from con_center.scope import Row, row_conditions


class ProgressReportFigure(Row):
	pass


def get_permission_query_conditions(user: str | None = None) -> str:
	return row_conditions("Progress Report Figure", user)
