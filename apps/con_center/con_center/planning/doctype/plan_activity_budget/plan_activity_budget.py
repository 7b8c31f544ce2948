from frappe.model.document import Document


class PlanActivityBudget(Document):
	pass
