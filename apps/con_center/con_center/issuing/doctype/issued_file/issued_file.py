import frappe
from frappe import _

from con_center.access.conditions import add_indexes
from con_center.approval.append_only import AppendOnly
from con_center.approval.seals import Sealed

SEALED = Sealed("Issued File", "issued files stay as they are")


class IssuedFile(AppendOnly):
	"""The one PDF of a document that is in force: made once, with the hash of what was made. Never changed or removed."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		area: DF.Link | None
		code: DF.Data | None
		content_hash: DF.Data | None
		dated: DF.Date | None
		district: DF.Link | None
		file: DF.Link | None
		issuer: DF.SmallText | None
		kind: DF.Data | None
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		log_entry: DF.Data | None
		made_on: DF.Datetime | None
		number: DF.Data | None
		pages: DF.Int
		print_format: DF.Data | None
		province: DF.Link | None
		reference_doctype: DF.Link | None
		reference_name: DF.DynamicLink | None
		seal_note: DF.SmallText | None
		sealed: DF.Check
		sha256: DF.Data | None
		signatory_position: DF.SmallText | None
		subject: DF.SmallText | None
		title: DF.Data | None
	# end: auto-generated types

	kept_by = SEALED

	def refusal(self):
		return _("What was issued stays as it is: nobody can enter, change or delete the record of its file.")


def on_doctype_update():
	add_indexes("Issued File")
	frappe.db.add_index("Issued File", ["reference_doctype", "reference_name"])
