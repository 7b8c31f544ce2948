from con_center.access.rows import Row


class CommitteeMember(Row):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		first_name: DF.Data
		full_name: DF.Data | None
		joined_on: DF.Date | None
		last_name: DF.Data
		leaving_reason: DF.Link | None
		left_on: DF.Date | None
		organization: DF.Link | None
		organization_name: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		phone: DF.Data | None
		replaces: DF.Data | None
		role: DF.Link
		status: DF.Literal["Sitting", "Left"]
		title: DF.Data | None
		village: DF.Data | None
	# end: auto-generated types
