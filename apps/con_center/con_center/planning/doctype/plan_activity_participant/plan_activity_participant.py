from con_center.access.rows import Row


class PlanActivityParticipant(Row):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		activity_name: DF.Data | None
		activity_number: DF.Literal[None]
		from_area: DF.Link | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		participant_group: DF.Link
		people: DF.Int
	# end: auto-generated types
