from frappe.model.document import Document


class PlanActivityParticipant(Document):
	pass
