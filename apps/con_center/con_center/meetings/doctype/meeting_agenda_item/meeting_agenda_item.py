from con_center.access.rows import Row


class MeetingAgendaItem(Row):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		background: DF.Text | None
		carried_from: DF.Link | None
		carried_item: DF.Data | None
		discussion: DF.Text | None
		due_date: DF.Date | None
		follow_up: DF.SmallText | None
		minutes_of: DF.Link | None
		number: DF.Data | None
		outcome: DF.Literal[
			"",
			"Noted",
			"Approved",
			"Not Approved",
			"Adopted",
			"Adopted with Corrections",
			"Parked",
			"Withdrawn",
		]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		part: DF.Literal[
			"Chair's Notices", "Adoption of Minutes", "Matters Arising", "For Consideration", "Other Matters"
		]
		resolution: DF.SmallText | None
		resolution_number: DF.Data | None
		responsible: DF.Autocomplete | None
		subject: DF.SmallText
		task: DF.Link | None
		votes_abstain: DF.Int
		votes_against: DF.Int
		votes_for: DF.Int
		without_quorum: DF.Check
	# end: auto-generated types
