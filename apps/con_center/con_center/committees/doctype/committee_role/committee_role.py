from frappe.model.document import Document


class CommitteeRole(Document):
	pass
