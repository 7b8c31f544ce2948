from frappe.model.document import Document


class BudgetSource(Document):
	pass
