from frappe.model.document import Document


class NumberKind(Document):
	"""A kind of number that has runs of its own: orders, announcements, meetings, resolutions …"""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		by_committee: DF.Check
		kind_name: DF.Data
		provenance: DF.SmallText | None
	# end: auto-generated types
