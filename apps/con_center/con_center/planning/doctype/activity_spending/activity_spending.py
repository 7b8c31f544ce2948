from frappe.model.document import Document


class ActivitySpending(Document):
	pass
