import frappe
from frappe import _

from con_center.access.conditions import add_indexes
from con_center.approval.append_only import AppendOnly


class ApprovalLog(AppendOnly):
	"""One decision on a document. Entries are added, never changed or removed, by anybody."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		action: DF.Data | None
		area: DF.Link | None
		assignment: DF.Data | None
		authority: DF.SmallText | None
		comment: DF.SmallText | None
		content_hash: DF.Data | None
		decided_on: DF.Datetime | None
		district: DF.Link | None
		entry_hash: DF.Data | None
		from_state: DF.Data | None
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		officer_name: DF.Data | None
		on_behalf_of: DF.Data | None
		passed: DF.SmallText | None
		position: DF.Data | None
		previous_hash: DF.Data | None
		province: DF.Link | None
		reference_doctype: DF.Link | None
		reference_name: DF.DynamicLink | None
		reference_title: DF.Data | None
		returned_content: DF.LongText | None
		to_meaning: DF.Data | None
		to_state: DF.Data | None
		user: DF.Data | None
	# end: auto-generated types

	def refusal(self):
		return _("The approval log only grows, by decisions: nobody can enter, change or delete an entry.")


def on_doctype_update():
	add_indexes("Approval Log")
	frappe.db.add_index("Approval Log", ["reference_doctype", "reference_name"])
	# what a user has done lately (overview.today)
	frappe.db.add_index("Approval Log", ["user", "decided_on"])
