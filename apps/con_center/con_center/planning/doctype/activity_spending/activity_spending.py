from con_center.scope import Row, row_conditions


class ActivitySpending(Row):
	pass


def get_permission_query_conditions(user: str | None = None) -> str:
	return row_conditions("Activity Spending", user)
