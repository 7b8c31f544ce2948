from con_center.access.rows import Row


class TrainingSession(Row):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		begins: DF.Time | None
		ends: DF.Time | None
		number: DF.Int
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		session_date: DF.Date
		speaker: DF.Data | None
		topic: DF.Data
	# end: auto-generated types
