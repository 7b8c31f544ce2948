import frappe
from frappe import _

from con_center.access.conditions import add_indexes
from con_center.access.documents import ScopedDocument
from con_center.community.duplicates import alike


class Partner(ScopedDocument):
	"""Who works with a center: state agencies, local government, associations, firms (seed 000: ภาคีการพัฒนา).

	Partners of a district or a province are named by every center in it, and read there (`registry.READ_BELOW`).
	"""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		area: DF.Link
		contact_person: DF.Data | None
		disabled: DF.Check
		district: DF.Link | None
		kind: DF.Literal[
			"State Agency",
			"Local Government",
			"Non-governmental Organization",
			"Private Sector",
			"People's Organization",
			"Other",
		]
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		mission: DF.SmallText | None
		partner_name: DF.Data
		phone: DF.Data | None
		province: DF.Link | None
	# end: auto-generated types

	stands_once = ("partner_name", "area")

	def validate(self):
		self.warn_about_duplicates()

	def warn_about_duplicates(self):
		if not self.is_new():
			return
		others = frappe.get_all("Partner", filters={"area": self.area}, fields=["name", "partner_name"])
		found = alike(self.partner_name, [row.partner_name for row in others])
		for row in (row for row in others if row.partner_name in found):
			frappe.msgprint(
				_("{0} is a partner here already. Is it the same?").format(
					frappe.utils.get_link_to_form("Partner", row.name, row.partner_name)
				),
				title=_("Perhaps Registered Twice"),
				indicator="orange",
			)


def on_doctype_update():
	add_indexes("Partner")
