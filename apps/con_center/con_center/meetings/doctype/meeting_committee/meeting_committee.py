import frappe

from con_center.scope import Row, row_conditions


class MeetingCommittee(Row):
	pass


def get_permission_query_conditions(user: str | None = None) -> str:
	return row_conditions("Meeting Committee", user)


def on_doctype_update():
	# how often a center's committee has met is asked on every form of it
	frappe.db.add_index("Meeting Committee", ["center", "kind", "parent"])
