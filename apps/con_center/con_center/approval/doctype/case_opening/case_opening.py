import frappe
from frappe import _

from con_center.access.conditions import add_indexes
from con_center.approval.append_only import AppendOnly


class CaseOpening(AppendOnly):
	"""That somebody opened, printed or exported a document that names people in need. Entered by the system, never changed."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		area: DF.Link | None
		district: DF.Link | None
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		officer_name: DF.Data | None
		opened_on: DF.Datetime | None
		province: DF.Link | None
		reason: DF.SmallText | None
		reference_doctype: DF.Link | None
		reference_name: DF.DynamicLink | None
		rows_exported: DF.Int
		user: DF.Data | None
		way: DF.Literal["Form", "Print", "File", "API", "Export"]
	# end: auto-generated types

	def validate(self):
		# `access.named.note` alone enters one, past the documents: a statement each
		self.refuse()

	def refusal(self):
		return _("Who has opened a case stays as it was noted: nobody can enter, change or delete it.")


def on_doctype_update():
	add_indexes("Case Opening")
	frappe.db.add_index("Case Opening", ["reference_name", "opened_on"])
