import frappe
from frappe import _
from frappe.utils import escape_html, get_fullname

from con_center.access.areas import covers
from con_center.access.conditions import add_indexes
from con_center.access.documents import ScopedDocument
from con_center.access.posts import posts

# of the address on a letter
MOST_LINES = 3


class Office(ScopedDocument):
	"""An office of an area, with what letters and orders say about it: name, number, address, units."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from con_center.organization.doctype.office_secrecy_officer.office_secrecy_officer import (
			OfficeSecrecyOfficer,
		)
		from con_center.organization.doctype.office_unit.office_unit import OfficeUnit

		area: DF.Link
		code_letters: DF.Data | None
		disabled: DF.Check
		district: DF.Link | None
		email: DF.Data | None
		fax: DF.Data | None
		fixed_number: DF.Data | None
		is_default: DF.Check
		issues_as: DF.Data | None
		kind: DF.Literal["Community Development", "Administration", "Other"]
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		number_digits: DF.Int
		numbers_by_registry: DF.Check
		office_name: DF.Data
		provenance: DF.SmallText | None
		province: DF.Link | None
		seat: DF.SmallText | None
		secrecy_officers: DF.Table[OfficeSecrecyOfficer]
		short_name: DF.Data | None
		telephone: DF.Data | None
		units: DF.Table[OfficeUnit]
	# end: auto-generated types

	def validate(self):
		self.validate_seat()
		self.validate_secrecy_officers()
		self.set_default()

	def validate_seat(self):
		lines = [line.strip() for line in (self.seat or "").split("\n") if line.strip()]
		if len(lines) > MOST_LINES:
			frappe.throw(
				_("Seat and Address: {0} lines are too many. A letter has room for {1}.").format(
					len(lines), MOST_LINES
				)
			)
		self.seat = "\n".join(lines)

	def validate_secrecy_officers(self):
		"""Who is named for secret letters reads what his post lets him read: it has to lie here."""
		before = self.get_doc_before_save()
		known = {row.user for row in before.secrecy_officers} if before else set()
		for row in self.secrecy_officers:
			if row.user not in known and not any(covers(post.area, self.area) for post in posts(row.user)):
				frappe.throw(
					_(
						"Officers for Secret Letters, row {0}: {1} holds no post here today. Choose an officer of this office."
					).format(row.idx, frappe.bold(escape_html(get_fullname(row.user))))
				)

	def set_default(self):
		"""Letters to an area go to one office of a kind: the first one, unless another is marked."""
		same = {"area": self.area, "kind": self.kind, "is_default": 1, "name": ("!=", self.name or "")}
		other = frappe.db.get_value("Office", same, ["name", "office_name"], as_dict=True)
		if self.disabled:
			self.is_default = 0
		elif not other:
			self.is_default = 1
		elif self.is_default:
			frappe.throw(
				_("The One for Its Area: {0} is that already. Take the mark away there first.").format(
					frappe.bold(other.office_name)
				)
			)

	def on_trash(self):
		frappe.throw(_("An office stays on record: its letters name it. Disable it instead."))


def on_doctype_update():
	add_indexes("Office")
	frappe.db.add_index("Office", ["area", "kind", "is_default"])
