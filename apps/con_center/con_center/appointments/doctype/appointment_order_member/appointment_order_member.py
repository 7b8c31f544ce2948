from frappe.model.document import Document


class AppointmentOrderMember(Document):
	pass
