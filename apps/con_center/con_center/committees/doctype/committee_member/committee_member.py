from con_center.access.rows import Row


class CommitteeMember(Row):
	pass
