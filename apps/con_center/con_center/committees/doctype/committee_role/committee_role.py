from frappe.model.document import Document


class CommitteeRole(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		chart_row: DF.Int
		rank: DF.Int
		role_name: DF.Data
		single: DF.Check
	# end: auto-generated types
