from con_center.access.rows import Row


class HelpPlanItem(Row):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		budget: DF.Currency
		by_kind: DF.Literal[
			"Unit of the State", "Local Administration", "CON Center", "Partner", "People of the Village"
		]
		by_whom: DF.Data
		dimension: DF.Literal[
			"Health", "Living Conditions", "Education", "Income", "Access to Public Services"
		]
		due_on: DF.Date | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		what: DF.Data
	# end: auto-generated types
