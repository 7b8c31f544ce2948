import frappe

from con_center.access.rows import Row


class MeetingAttendance(Row):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		committee_role: DF.Data | None
		full_name: DF.Data | None
		organization_name: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		person: DF.Data | None
		present_member: DF.Data | None
		proxy_name: DF.Data | None
		proxy_position: DF.Data | None
		reason: DF.Data | None
		seats: DF.SmallText | None
		status: DF.Literal["", "Present", "Excused", "Absent", "Proxy"]
	# end: auto-generated types


def on_doctype_update():
	# by itself all that the measures of success ask of it
	frappe.db.add_index("Meeting Attendance", ["parent", "present_member"])
