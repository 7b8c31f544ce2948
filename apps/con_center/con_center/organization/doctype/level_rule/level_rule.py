from frappe.model.document import Document


class LevelRule(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		instrument: DF.Literal["Announcement", "Order"]
		issued_by: DF.Literal["District", "Province", "Country"]
		level: DF.Literal["Sub-district", "District", "Province", "Country"]
		max_members: DF.Int
		min_members: DF.Int
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
	# end: auto-generated types
