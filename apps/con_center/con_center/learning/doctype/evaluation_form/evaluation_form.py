from frappe.model.document import Document


class EvaluationForm(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from con_center.learning.doctype.evaluation_question.evaluation_question import EvaluationQuestion

		disabled: DF.Check
		form_name: DF.Data
		is_default: DF.Check
		provenance: DF.SmallText | None
		questions: DF.Table[EvaluationQuestion]
	# end: auto-generated types
