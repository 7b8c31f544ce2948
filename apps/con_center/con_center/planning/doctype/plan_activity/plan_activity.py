from con_center.access.rows import Row


class PlanActivity(Row):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		activity_name: DF.Data
		april: DF.Check
		august: DF.Check
		december: DF.Check
		february: DF.Check
		january: DF.Check
		july: DF.Check
		june: DF.Check
		kind: DF.Link
		march: DF.Check
		may: DF.Check
		months: DF.Data | None
		november: DF.Check
		number: DF.Int
		october: DF.Check
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		partners: DF.SmallText | None
		place: DF.Data | None
		planned_amount: DF.Currency
		responsible: DF.Data | None
		return_note: DF.SmallText | None
		september: DF.Check
		target_quantity: DF.Float
		target_unit: DF.Data | None
	# end: auto-generated types
