from con_center.access.rows import Row


class TrainingAttendance(Row):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		how: DF.Literal["List", "Code"]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		session_number: DF.Int
		signed_in_on: DF.Datetime | None
	# end: auto-generated types
