from frappe.model.document import Document

from con_center.organization import self_appointment
from con_center.organization.doctype.officer_assignment.officer_assignment import sync_users_of


class Position(Document):
	"""A position in the administration, and the roles that come with it while it is held."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from con_center.organization.doctype.position_role.position_role import PositionRole

		disabled: DF.Check
		level: DF.Literal["Sub-district", "District", "Province", "Country"]
		position_name: DF.Data
		print_with_area: DF.Check
		roles: DF.Table[PositionRole]
	# end: auto-generated types

	def on_update(self):
		before = self.get_doc_before_save()
		lost = {r.role for r in before.roles} - {r.role for r in self.roles} if before else set()
		sync_users_of(self.name, lost)
		gained = {r.role for r in self.roles} - {r.role for r in before.roles} if before else set()
		self_appointment.position_gained(self.name, gained)
