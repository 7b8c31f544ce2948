import frappe

from con_center.access.rows import Row


class LetterReceiver(Row):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		email: DF.Data | None
		failure: DF.SmallText | None
		line_delivery: DF.Data | None
		line_group: DF.Autocomplete | None
		line_to: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		received_on: DF.Datetime | None
		receiver_area: DF.Link | None
		receiver_name: DF.Data | None
		sent_on: DF.Datetime | None
		way: DF.Literal["Inside the System", "E-mail", "LINE", "Post", "By Hand"]
	# end: auto-generated types


def on_doctype_update():
	# e-mails that have not gone yet
	frappe.db.add_index("Letter Receiver", ["way", "sent_on"])
