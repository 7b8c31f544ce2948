from con_center.access.rows import Row


class CommunityDataColumn(Row):
	"""What a column of an imported file is: proposed when the file is read, corrected by who imports it."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		example: DF.Data | None
		heading: DF.Data | None
		indicator: DF.Link | None
		is_what: DF.Literal[
			"",
			"Left Out",
			"Code of the Village",
			"Code of the Sub-district",
			"Province",
			"District",
			"Sub-district",
			"Village Number",
			"Village Name",
			"Figure",
		]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
	# end: auto-generated types
