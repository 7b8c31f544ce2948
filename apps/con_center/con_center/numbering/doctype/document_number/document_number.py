import frappe
from frappe import _

from con_center.access.conditions import add_indexes
from con_center.access.documents import ScopedDocument


class DocumentNumber(ScopedDocument):
	"""A number that was given to a document. Written by con_center.numbering alone, and never removed."""

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
