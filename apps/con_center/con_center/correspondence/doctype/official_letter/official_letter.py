import frappe

from con_center.access.conditions import add_indexes
from con_center.approval.decision import GovernedDocument


class OfficialLetter(GovernedDocument):
	"""A letter of an office: written, signed, numbered, sent, and its answers counted."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from con_center.correspondence.doctype.letter_enclosure.letter_enclosure import LetterEnclosure
		from con_center.correspondence.doctype.letter_item.letter_item import LetterItem
		from con_center.correspondence.doctype.letter_paragraph.letter_paragraph import LetterParagraph
		from con_center.correspondence.doctype.letter_receiver.letter_receiver import LetterReceiver
		from con_center.correspondence.doctype.letter_reference.letter_reference import LetterReference

		addressed_to: DF.Data | None
		amended_from: DF.Link | None
		area: DF.Link | None
		body: DF.Table[LetterParagraph]
		cancel_reason: DF.SmallText | None
		circular: DF.Check
		closed_on: DF.Datetime | None
		closing: DF.Data | None
		contact_name: DF.Data | None
		contact_position: DF.Data | None
		contact_telephone: DF.Data | None
		copies_to: DF.SmallText | None
		dated: DF.Date | None
		district: DF.Link | None
		enclosures: DF.Table[LetterEnclosure]
		issued_on: DF.Datetime | None
		items: DF.Table[LetterItem]
		kind: DF.Literal["External", "Memo", "Stamped", "Certificate"]
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		number: DF.Data | None
		number_kind: DF.Link | None
		numbered_later: DF.Check
		office: DF.Link
		office_name: DF.Data | None
		on_paper: DF.Check
		opening: DF.Data | None
		province: DF.Link | None
		receiver_group: DF.Link | None
		receiver_rank: DF.Literal["Ordinary", "High Post", "Monk"]
		receivers: DF.Table[LetterReceiver]
		references: DF.Table[LetterReference]
		register_number: DF.Int
		reminds_of: DF.Link | None
		reporting_round: DF.Link | None
		return_reason: DF.SmallText | None
		secrecy: DF.Literal["", "Confidential", "Secret", "Top Secret"]
		sent_on: DF.Datetime | None
		signatory: DF.Link | None
		signatory_acting_lines: DF.SmallText | None
		signatory_capacity: DF.Literal[
			"", "In Own Right", "In Charge of the Office", "On Behalf Of", "Acting in the Position"
		]
		signatory_name: DF.Data | None
		signatory_position: DF.Data | None
		signed_by: DF.Literal["Head of the Area", "Head of the Office"]
		signed_on: DF.Datetime | None
		subject: DF.SmallText
		title: DF.Data | None
		unit: DF.Data | None
		urgency: DF.Literal["", "Urgent", "Very Urgent", "Most Urgent"]
		workflow_state: DF.Link | None
		year: DF.Int
	# end: auto-generated types

	area_field = "office"

	def get_area(self):
		return frappe.db.get_value("Office", self.office, "area") if self.office else None


def on_doctype_update():
	add_indexes("Official Letter")
