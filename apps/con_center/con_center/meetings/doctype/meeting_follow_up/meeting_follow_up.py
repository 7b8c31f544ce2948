from frappe.model.document import Document


class MeetingFollowup(Document):
	pass
