from frappe.model.document import Document


class YearlyReportFormPart(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		heading: DF.Data
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
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
		text: DF.Text | None
	# end: auto-generated types
