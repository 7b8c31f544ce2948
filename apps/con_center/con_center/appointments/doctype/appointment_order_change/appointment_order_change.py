from con_center.access.rows import Row


class AppointmentOrderChange(Row):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		action: DF.Literal["Add", "Remove", "Change Role"]
		agency: DF.Data | None
		first_name: DF.Data | None
		last_name: DF.Data | None
		leaving_reason: DF.Link | None
		member_name: DF.Data | None
		member_row: DF.Data | None
		on_date: DF.Date | None
		organization: DF.Link | None
		organization_name: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		post: DF.Data | None
		replaces: DF.Data | None
		role: DF.Link | None
		title: DF.Data | None
		village: DF.Data | None
	# end: auto-generated types
