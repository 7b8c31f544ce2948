from frappe.model.document import Document


class PublicityChannel(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		channel_name: DF.Data
		disabled: DF.Check
		provenance: DF.SmallText | None
		rank: DF.Int
	# end: auto-generated types
