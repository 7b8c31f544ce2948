from frappe.model.document import Document


class LeavingReason(Document):
	pass
