import frappe
from frappe import _
from frappe.utils import getdate

from con_center.access.conditions import add_indexes
from con_center.access.documents import ScopedDocument
from con_center.thai import normalize_name


class OrganizationAreaError(frappe.ValidationError):
	pass


class CommunityOrganization(ScopedDocument):
	"""A group or organization of a sub-district, as the center's survey registers it (seed 001, item 3)."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		area: DF.Link
		capital: DF.Currency
		chair: DF.Data | None
		district: DF.Link | None
		established_on: DF.Date | None
		joined_on: DF.Date | None
		left_on: DF.Date | None
		left_reason: DF.SmallText | None
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		members_count: DF.Int
		organization_name: DF.Data
		organization_type: DF.Link
		phone: DF.Data | None
		products: DF.SmallText | None
		province: DF.Link | None
		status: DF.Literal["Active", "Inactive"]
		village: DF.Link | None
		village_text: DF.Data | None
	# end: auto-generated types

	def validate(self):
		self.validate_level()
		self.validate_village()
		self.validate_leaving()
		self.warn_about_duplicates()

	def validate_level(self):
		if self.level != "Sub-district":
			frappe.throw(
				_("Area: choose the sub-district of the organization, not {0}.").format(
					frappe.bold(frappe.get_cached_value("Area", self.area, "full_name"))
				),
				OrganizationAreaError,
			)

	def validate_village(self):
		if self.village and not self.village.startswith(self.area):
			frappe.throw(_("Village: it does not lie in the sub-district chosen."), OrganizationAreaError)

	def validate_leaving(self):
		"""Who has left is not active any more, and it is known why."""
		if not self.left_on:
			self.left_reason = None
			return
		if not (self.left_reason or "").strip():
			frappe.throw(_("Why It Left: say it in a few words."), frappe.MandatoryError)
		if self.joined_on and getdate(self.left_on) < getdate(self.joined_on):
			frappe.throw(_("Left the Center On: it lies before the day of joining. Correct one of them."))
		self.status = "Inactive"

	def warn_about_duplicates(self):
		for name, written in self.find_duplicates():
			frappe.msgprint(
				_(
					"{0} is already in the register of this sub-district as {1}. Is it the same organization?"
				).format(frappe.bold(written), frappe.utils.get_link_to_form(self.doctype, name)),
				title=_("Perhaps Registered Twice"),
				indicator="orange",
			)

	def find_duplicates(self) -> list[tuple[str, str]]:
		wanted = comparable(self.organization_name)
		others = frappe.get_all(
			self.doctype,
			filters={"area": self.area, "name": ("!=", self.name or "")},
			fields=["name", "organization_name"],
		)
		return [(o.name, o.organization_name) for o in others if comparable(o.organization_name) == wanted]


def comparable(name: str) -> str:
	"""Return the name as duplicates are looked for: spelling evened out, without spaces."""
	return normalize_name(name).replace(" ", "")


def on_doctype_update():
	add_indexes("Community Organization")
