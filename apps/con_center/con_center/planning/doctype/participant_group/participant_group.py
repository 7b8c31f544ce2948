from frappe.model.document import Document


class ParticipantGroup(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		disabled: DF.Check
		group_name: DF.Data
		of_centers: DF.Check
		provenance: DF.SmallText | None
		rank: DF.Int
	# end: auto-generated types
