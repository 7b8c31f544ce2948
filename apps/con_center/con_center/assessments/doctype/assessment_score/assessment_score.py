from frappe.model.document import Document


class AssessmentScore(Document):
	pass
