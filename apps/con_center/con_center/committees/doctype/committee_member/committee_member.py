from frappe.model.document import Document


class CommitteeMember(Document):
	pass
