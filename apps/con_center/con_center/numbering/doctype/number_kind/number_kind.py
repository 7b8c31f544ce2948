from frappe.model.document import Document


class NumberKind(Document):
	"""A kind of number that has runs of its own: orders, announcements, meetings, resolutions …"""
