from con_center.access.rows import Row


class IncomingLetterRemark(Row):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		kind: DF.Literal["Remark", "Order"]
		officer_name: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		position: DF.Data | None
		remark: DF.SmallText | None
		user: DF.Link | None
		written_on: DF.Datetime | None
	# end: auto-generated types
