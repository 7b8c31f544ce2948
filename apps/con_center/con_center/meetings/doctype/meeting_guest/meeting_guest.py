from frappe.model.document import Document


class MeetingGuest(Document):
	pass
