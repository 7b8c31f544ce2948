from frappe.model.document import Document


class LessonTemplate(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		concepts: DF.Text | None
		core_knowledge: DF.Text | None
		disabled: DF.Check
		is_default: DF.Check
		knowledge_assets: DF.Text | None
		occasion: DF.SmallText | None
		opportunities: DF.SmallText | None
		problems: DF.Text | None
		provenance: DF.SmallText | None
		results: DF.Text | None
		story: DF.Text | None
		strategies: DF.Text | None
		strengths: DF.SmallText | None
		suggestions: DF.Text | None
		template_name: DF.Data
		threats: DF.SmallText | None
		weaknesses: DF.SmallText | None
	# end: auto-generated types
