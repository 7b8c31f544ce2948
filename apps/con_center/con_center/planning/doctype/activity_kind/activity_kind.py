from frappe.model.document import Document


class ActivityKind(Document):
	pass
