from con_center.scope import Row, row_conditions


class ActivityParticipant(Row):
	pass


def get_permission_query_conditions(user: str | None = None) -> str:
	return row_conditions("Activity Participant", user)
