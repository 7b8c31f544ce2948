from frappe.model.document import Document


class PlanProjectReferral(Document):
	pass
