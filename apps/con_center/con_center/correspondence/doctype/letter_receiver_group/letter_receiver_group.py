from frappe.model.document import Document


class LetterReceiverGroup(Document):
	"""To whom one letter goes in many areas: all district chiefs, the chairs of all centers."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		disabled: DF.Check
		group_name: DF.Data
		is_default: DF.Check
		level: DF.Literal["Province", "District", "Sub-district"]
		post: DF.Data
		provenance: DF.SmallText | None
		with_center: DF.Check
	# end: auto-generated types
