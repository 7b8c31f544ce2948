from frappe.model.document import Document


class LevelRule(Document):
	pass
