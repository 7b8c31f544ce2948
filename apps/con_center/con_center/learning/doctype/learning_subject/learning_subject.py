from frappe.model.document import Document


class LearningSubject(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		about_regulation: DF.Check
		disabled: DF.Check
		provenance: DF.SmallText | None
		rank: DF.Int
		subject_name: DF.Data
	# end: auto-generated types
