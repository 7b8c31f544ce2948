from con_center.access.rows import Row


class LetterEnclosure(Row):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		document: DF.DynamicLink | None
		document_type: DF.Link | None
		enclosure_name: DF.Data
		file: DF.Attach | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		print_hash: DF.Data | None
		printed: DF.Data | None
		quantity: DF.Int
		unit: DF.Data | None
		with_telephones: DF.Check
	# end: auto-generated types
