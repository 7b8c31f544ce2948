from con_center.access.rows import Row


class MeetingFollowup(Row):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		due_date: DF.Date | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		progress: DF.SmallText | None
		resolution_number: DF.Data | None
		responsible: DF.Data | None
		status: DF.Literal["Open", "Done", "Cancelled"]
		subject: DF.SmallText | None
		task: DF.Link
	# end: auto-generated types
