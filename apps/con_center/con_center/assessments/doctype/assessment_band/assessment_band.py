from frappe.model.document import Document


class AssessmentBand(Document):
	pass
