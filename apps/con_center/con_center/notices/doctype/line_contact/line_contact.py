from frappe.model.document import Document


class LINEContact(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		allowed: DF.Check
		channel: DF.Link
		kind: DF.Literal["Person", "Group"]
		line_id: DF.Data | None
		title: DF.Data
		user: DF.Link | None
	# end: auto-generated types

	pass
