import frappe

from con_center.access.rows import Row


class DisputeDuty(Row):
	"""What a side has promised in the agreement, by when, and whether it was kept."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		due_on: DF.Date | None
		note: DF.SmallText | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		reminded_on: DF.Date | None
		settled_on: DF.Date | None
		status: DF.Literal["Open", "Kept", "Broken"]
		what: DF.SmallText
		who: DF.Data
	# end: auto-generated types


def on_doctype_update():
	# what is due of open cases
	frappe.db.add_index("Dispute Duty", ["status", "due_on"])
