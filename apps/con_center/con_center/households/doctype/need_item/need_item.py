from frappe.model.document import Document


class NeedItem(Document):
	"""What a household or somebody in it may lack, in one of the five dimensions (seed 002). The list is the admins'."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		dimension: DF.Literal[
			"Health", "Living Conditions", "Education", "Income", "Access to Public Services"
		]
		disabled: DF.Check
		item_name: DF.Data
		provenance: DF.SmallText | None
	# end: auto-generated types
