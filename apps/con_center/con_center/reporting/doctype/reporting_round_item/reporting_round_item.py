from con_center.access.rows import Row


class ReportingRoundItem(Row):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		assessment_round: DF.Int
		deadline: DF.Date | None
		item: DF.Data
		kind: DF.Literal[
			"Not Recorded Here",
			"Register and Orders Up to Date",
			"Integrated Committees Reviewed",
			"Assessments Complete",
			"Plans Sent On",
			"Met Often Enough",
		]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		provenance: DF.SmallText | None
		reminded_on: DF.Date | None
	# end: auto-generated types
