from con_center.access.rows import Row


class StandardFinding(Row):
	"""What was found of one aspect, what is wanted and done, and how it stands at the end. In words: no scale is known."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		aspect: DF.Link | None
		at_end: DF.SmallText | None
		done: DF.SmallText | None
		due_on: DF.Date | None
		found: DF.SmallText | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		wanted: DF.SmallText | None
	# end: auto-generated types
