from frappe.model.document import Document


class NoticeSwitch(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		bell: DF.Check
		digest: DF.Check
		email: DF.Check
		kind: DF.Literal[
			"Waits for Me",
			"Returned",
			"Issued",
			"Acknowledged",
			"Confirmed",
			"Due Soon",
			"Late",
			"Committee Replaced",
			"Meeting Called",
			"Training to Register For",
		]
		line: DF.Check
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
	# end: auto-generated types

	pass
