from frappe.model.document import Document


class ProgressFormLine(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		item: DF.Int
		kind: DF.Literal["Heading", "Line"]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		text: DF.SmallText
	# end: auto-generated types
