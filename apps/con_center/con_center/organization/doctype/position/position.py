from frappe.model.document import Document

from con_center.organization import self_appointment
from con_center.organization.doctype.officer_assignment.officer_assignment import sync_users_of


class Position(Document):
	"""A position in the administration, and the roles that come with it while it is held."""

	def on_update(self):
		before = self.get_doc_before_save()
		lost = {r.role for r in before.roles} - {r.role for r in self.roles} if before else set()
		sync_users_of(self.name, lost)
		gained = {r.role for r in self.roles} - {r.role for r in before.roles} if before else set()
		self_appointment.position_gained(self.name, gained)
