from con_center.access.rows import Row


class DisputeSession(Row):
	"""A session of mediation: who came, what was said, how it ended."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		came: DF.SmallText
		held_on: DF.Datetime
		outcome: DF.Literal["Goes On", "Agreed", "Not Agreed"]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		place: DF.Data | None
		said: DF.Text | None
		sides: DF.Literal["", "All Sides", "Some Sides", "No Side"]
	# end: auto-generated types
