from con_center.access.rows import Row


class BylawClause(Row):
	"""A clause of by-laws, or of a template for them."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		heading: DF.Data | None
		number: DF.Int
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		text: DF.Text
	# end: auto-generated types
