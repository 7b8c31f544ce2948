from frappe.model.document import Document


class MeetingCommittee(Document):
	pass
