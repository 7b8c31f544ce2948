from frappe.model.document import Document


class ActivityKind(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		disabled: DF.Check
		kind_name: DF.Data
		provenance: DF.SmallText | None
		rank: DF.Int
		with_participants: DF.Check
	# end: auto-generated types
