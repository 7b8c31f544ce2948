from frappe.model.document import Document


class PlanProjectBudget(Document):
	pass
