from con_center.access.rows import Row


class LogbookColumn(Row):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		heading: DF.Data
		holds: DF.Literal[
			"Date of Help",
			"Kind",
			"Dimension",
			"What Was Done",
			"Value (Baht)",
			"By What Kind",
			"By Whom",
			"What Remains",
			"Case Number",
			"Head of the Household",
			"House Number",
			"Village No.",
			"Village",
			"Sub-district",
			"District",
			"How It Was Found",
			"State of the Dimension",
			"Fiscal Year",
		]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
	# end: auto-generated types
