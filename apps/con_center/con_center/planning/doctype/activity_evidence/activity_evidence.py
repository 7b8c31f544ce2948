from con_center.access.rows import Row


class ActivityEvidence(Row):
	pass
