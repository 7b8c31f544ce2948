from frappe.model.document import Document


class AgendaTemplateItem(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		heading: DF.Data
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		part: DF.Literal[
			"Chair's Notices", "Adoption of Minutes", "Matters Arising", "For Consideration", "Other Matters"
		]
		subject: DF.SmallText | None
	# end: auto-generated types
