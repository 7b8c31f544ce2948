from con_center.access.rows import Row


class HouseholdEvent(Row):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		dimension: DF.Literal[
			"", "Health", "Living Conditions", "Education", "Income", "Access to Public Services"
		]
		happened_on: DF.Date | None
		note: DF.SmallText | None
		noted_by: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		state: DF.Literal[
			"In Need",
			"Being Helped",
			"Improved",
			"Need Met",
			"Closed",
			"Reopened",
			"Referred Up",
			"Referral Ended",
			"List Checked",
		]
	# end: auto-generated types
