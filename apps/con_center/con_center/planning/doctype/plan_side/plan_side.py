from frappe.model.document import Document


class PlanSide(Document):
	pass
