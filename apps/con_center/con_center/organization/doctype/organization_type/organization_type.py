from frappe.model.document import Document


class OrganizationType(Document):
	pass
