from frappe.model.document import Document


class AgendaTemplateItem(Document):
	pass
