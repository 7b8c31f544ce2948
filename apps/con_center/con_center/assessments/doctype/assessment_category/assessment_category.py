from frappe.model.document import Document


class AssessmentCategory(Document):
	pass
