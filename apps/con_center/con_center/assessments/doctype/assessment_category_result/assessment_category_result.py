from frappe.model.document import Document


class AssessmentCategoryResult(Document):
	pass
