from frappe.model.document import Document


class ActivityEvidence(Document):
	pass
