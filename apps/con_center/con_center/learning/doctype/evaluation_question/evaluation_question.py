from frappe.model.document import Document


class EvaluationQuestion(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		kind: DF.Literal["Marks from 1 to 5", "Words"]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		question: DF.Data
	# end: auto-generated types
