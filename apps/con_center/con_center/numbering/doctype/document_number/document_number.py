import frappe
from frappe import _

from con_center.access.conditions import add_indexes
from con_center.access.documents import ScopedDocument


class DocumentNumber(ScopedDocument):
	"""A number that was given to a document. Written by con_center.numbering alone, and never removed."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		area: DF.Link | None
		cancel_reason: DF.SmallText | None
		cancelled_on: DF.Datetime | None
		counter: DF.Data | None
		dated: DF.Date | None
		display: DF.Data | None
		district: DF.Link | None
		given_on: DF.Datetime | None
		issuer: DF.Link | None
		kind: DF.Link | None
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		note: DF.SmallText | None
		number: DF.Int
		office: DF.Link | None
		province: DF.Link | None
		reference_doctype: DF.Link | None
		reference_name: DF.DynamicLink | None
		series: DF.Literal[
			"", "Center Committee", "Promoting Working Group", "Integrated Administration Committee", "Forum"
		]
		status: DF.Literal["Given", "Cancelled"]
		year: DF.Int
	# end: auto-generated types

	area_field = "issuer"

	def autoname(self):
		self.name = f"{self.counter}-{self.number}"

	def validate(self):
		if not self.flags.by_numbering:
			frappe.throw(
				_(
					"The register of numbers is kept by the system: a number is given when a document is issued."
				),
				frappe.PermissionError,
			)

	def on_trash(self):
		frappe.throw(
			_("A number that was given stays on record, also when cancelled."), frappe.PermissionError
		)


def on_doctype_update():
	add_indexes("Document Number")
	# with every number, the run is asked for a later date
	frappe.db.add_index("Document Number", ["counter", "dated"])
