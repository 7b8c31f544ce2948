from con_center.access.rows import Row


class TrainingTarget(Row):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		participant_group: DF.Link
		people: DF.Int
		whose: DF.Literal["Each Area", "All Together"]
	# end: auto-generated types
