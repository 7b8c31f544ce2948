from con_center.access.rows import Row


class DisputeHandover(Row):
	"""That the case went from one responsible officer to another."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		by_name: DF.Data | None
		from_name: DF.Data | None
		moved_on: DF.Datetime | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		reason: DF.SmallText | None
		to_name: DF.Data | None
	# end: auto-generated types
