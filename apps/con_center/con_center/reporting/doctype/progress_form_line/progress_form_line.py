from frappe.model.document import Document


class ProgressFormLine(Document):
	pass
