from con_center.access.rows import Row


class ProgressReportFigure(Row):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		code: DF.Data | None
		computed_value: DF.Int
		corrected: DF.Check
		corrected_value: DF.Int
		item: DF.Int
		label: DF.Data | None
		level: DF.Literal["", "Sub-district", "District", "Province"]
		list_doctype: DF.Data | None
		list_filters: DF.SmallText | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		reason: DF.SmallText | None
		unit: DF.Data | None
		value: DF.Int
	# end: auto-generated types
