from con_center.access.conditions import add_indexes
from con_center.access.documents import ScopedDocument


class IncomingLetter(ScopedDocument):
	"""An entry of the register of letters that came in: received, assigned, remarked on, answered."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from con_center.correspondence.doctype.incoming_letter_item.incoming_letter_item import (
			IncomingLetterItem,
		)
		from con_center.correspondence.doctype.incoming_letter_remark.incoming_letter_remark import (
			IncomingLetterRemark,
		)

		addressed_to: DF.Data | None
		area: DF.Link
		assigned_name: DF.Data | None
		assigned_to: DF.Link | None
		closed_on: DF.Datetime | None
		district: DF.Link | None
		due: DF.Date | None
		file: DF.Attach | None
		file_text: DF.LongText | None
		items: DF.Table[IncomingLetterItem]
		letter: DF.Link | None
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		note: DF.SmallText | None
		number: DF.Data | None
		office: DF.Link | None
		our_letter: DF.Link | None
		province: DF.Link | None
		received_on: DF.Datetime | None
		receiver_row: DF.Data | None
		register_number: DF.Int
		remarks: DF.Table[IncomingLetterRemark]
		secrecy: DF.Literal["", "Confidential", "Secret", "Top Secret"]
		sender: DF.Data
		status: DF.Literal["To Be Received", "Received", "Assigned", "Answered", "Closed"]
		subject: DF.SmallText
		their_date: DF.Date | None
		their_number: DF.Data | None
		title: DF.Data | None
		urgency: DF.Literal["", "Urgent", "Very Urgent", "Most Urgent"]
		year: DF.Int
	# end: auto-generated types


def on_doctype_update():
	add_indexes("Incoming Letter")
