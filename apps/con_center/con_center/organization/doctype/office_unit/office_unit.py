from con_center.access.rows import Row


class OfficeUnit(Row):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		head_position: DF.Link | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		telephone: DF.Data | None
		unit_name: DF.Data
	# end: auto-generated types
