from frappe.model.document import Document


class AppointmentOrderChange(Document):
	pass
