from con_center.access.rows import Row


class PlanProjectReferral(Row):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		amount_granted: DF.Currency
		answered_by: DF.Data | None
		answered_on: DF.Date | None
		note: DF.SmallText | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		passed_by: DF.Data | None
		passed_on: DF.Date | None
		passed_to: DF.Literal["Local Plan", "District Plan", "Province Plan", "Province-group Plan"]
		state: DF.Literal["Sent", "Accepted", "Returned", "Funded", "Not Funded"]
	# end: auto-generated types
