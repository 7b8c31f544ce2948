from frappe.model.document import Document


class ParticipantGroup(Document):
	pass
