from con_center.access.rows import Row


class DisputeMediator(Row):
	"""Who mediates: a member of a committee, or a neutral person, without a stake in the dispute."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		house_number: DF.Data | None
		mediator_name: DF.Data
		organization: DF.Link | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		post: DF.Data | None
		reader: DF.Link | None
		relation: DF.Literal[
			"", "None", "Relative", "Same Household", "Business or Debt", "Employment", "Other"
		]
		standing: DF.Literal["Committee Member", "Neutral Person"]
		village_no: DF.Int
	# end: auto-generated types
