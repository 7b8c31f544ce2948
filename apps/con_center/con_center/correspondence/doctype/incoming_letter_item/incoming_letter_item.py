from con_center.access.rows import Row


class IncomingLetterItem(Row):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		answer: DF.DynamicLink | None
		answer_note: DF.Data | None
		answer_type: DF.Link | None
		answered_on: DF.Date | None
		assessment_round: DF.Int
		done_when: DF.Literal[
			"Free Answer",
			"Progress Report",
			"Register and Orders Up to Date",
			"Integrated Committees Reviewed",
			"Assessments Complete",
			"Plans Sent On",
			"Met Often Enough",
		]
		due: DF.Date | None
		item: DF.Data | None
		letter_item: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		reminded_on: DF.Date | None
	# end: auto-generated types
