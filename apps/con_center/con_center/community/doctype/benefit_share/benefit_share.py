from con_center.access.rows import Row


class BenefitShare(Row):
	"""A part of what is shared, and whom or what it goes to."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		note: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		percent: DF.Percent
		purpose: DF.Data
	# end: auto-generated types
