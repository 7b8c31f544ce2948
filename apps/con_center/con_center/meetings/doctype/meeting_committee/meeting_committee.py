import frappe

from con_center.access.rows import Row


class MeetingCommittee(Row):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		center: DF.Link | None
		committee: DF.Link
		committee_name: DF.Data | None
		has_quorum: DF.Check
		kind: DF.Literal[
			"", "Center Committee", "Promoting Working Group", "Integrated Administration Committee"
		]
		needed: DF.Int
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		present: DF.Int
		sitting: DF.Int
	# end: auto-generated types


def on_doctype_update():
	# how often a center's committee has met is asked on every form of it
	frappe.db.add_index("Meeting Committee", ["center", "kind", "parent"])
