from con_center.scope import Row, row_conditions


class ReportingRoundItem(Row):
	pass


def get_permission_query_conditions(user: str | None = None) -> str:
	return row_conditions("Reporting Round Item", user)
