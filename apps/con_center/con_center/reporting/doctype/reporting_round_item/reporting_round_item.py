from frappe.model.document import Document


class ReportingRoundItem(Document):
	pass
