from con_center.access.rows import Row


class YearlyReportPart(Row):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		edited: DF.Check
		heading: DF.Data
		outdated: DF.Check
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		proposal: DF.Text | None
		shows: DF.Literal[
			"",
			"Key Figures",
			"Map of Documents",
			"Table of Districts",
			"Progress of Plans",
			"Assessment Levels",
			"Measures of Success",
			"Trend of the Measures",
			"Map of the Measures",
		]
		template: DF.Text | None
		text: DF.Text | None
	# end: auto-generated types
