from frappe.model.document import Document


class LeavingReason(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		provenance: DF.Data | None
		reason: DF.Data
	# end: auto-generated types
