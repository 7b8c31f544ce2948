import frappe

from con_center.access.rows import Row


class MeetingCommittee(Row):
	pass


def on_doctype_update():
	# how often a center's committee has met is asked on every form of it
	frappe.db.add_index("Meeting Committee", ["center", "kind", "parent"])
