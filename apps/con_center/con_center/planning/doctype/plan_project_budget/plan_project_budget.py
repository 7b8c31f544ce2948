from con_center.access.rows import Row


class PlanProjectBudget(Row):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		amount: DF.Currency
		fiscal_year: DF.Int
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		source: DF.Link
	# end: auto-generated types
