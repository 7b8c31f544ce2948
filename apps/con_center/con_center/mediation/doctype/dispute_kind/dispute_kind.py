from frappe.model.document import Document


class DisputeKind(Document):
	"""What a dispute is about, in one word that may stand where its facts may not. The list is the admins'."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		disabled: DF.Check
		kind_name: DF.Data
		provenance: DF.SmallText | None
	# end: auto-generated types
