from frappe.model.document import Document


class AssessmentIndicator(Document):
	pass
