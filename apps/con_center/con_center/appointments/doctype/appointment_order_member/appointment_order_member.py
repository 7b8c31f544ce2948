from con_center.access.rows import Row


class AppointmentOrderMember(Row):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		agency: DF.Data | None
		change: DF.Literal["", "Added", "Removed", "Role Changed"]
		committee_role: DF.Data | None
		full_name: DF.Data | None
		organization_name: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		post: DF.Data | None
		village: DF.Data | None
	# end: auto-generated types
