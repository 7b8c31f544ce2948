from frappe.model.document import Document


class ActivityParticipant(Document):
	pass
