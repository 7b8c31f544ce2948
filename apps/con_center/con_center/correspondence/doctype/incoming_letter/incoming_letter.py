import frappe
from frappe import _
from frappe.utils import format_datetime, get_datetime, now_datetime

from con_center.access.conditions import add_indexes
from con_center.access.documents import ScopedDocument
from con_center.correspondence import answers, file_text, handling, urgency, words
from con_center.correspondence.errors import IncomingError
from con_center.organization.offices import office_for


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
		file_text: DF.Text | None
		items: DF.Table[IncomingLetterItem]
		letter: DF.Link | None
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		note: DF.SmallText | None
		number: DF.Data | None
		office: DF.Link | None
		our_letter: DF.Link | None
		passed_on_from: DF.Link | None
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
		urgency: DF.Literal["", "Urgent", "Very Urgent", "Most Urgent", "Urgent by an Hour"]
		urgent_until: DF.Datetime | None
		year: DF.Int
	# end: auto-generated types

	def validate(self):
		self.set_office()
		urgency.check(self)
		self.set_title()
		self.validate_received_on()
		self.keep_what_came_inside()
		self.set_file_text()

	def after_insert(self):
		"""What comes from outside is received when it is entered."""
		handling.enter_number(self)
		self.db_update()
		handling.tell_received(self)

	def onload(self):
		"""Tell the form how it stands with what the letter asks for: some of it the documents answer by themselves."""
		if self.letter and self.items:
			letter = answers.read(self.letter, {"name": self.receiver_row})
			standings = answers.standings(letter).get(self.receiver_row, [])
			self.set_onload("standings", [answers.in_words(each) for each in standings])

	def set_office(self):
		if not self.office:
			self.office = office_for(self.area)
		elif frappe.get_cached_value("Office", self.office, "area") != self.area:
			frappe.throw(
				_("Office: {0} is not an office of this area. Choose another one.").format(
					frappe.bold(frappe.get_cached_value("Office", self.office, "office_name"))
				),
				IncomingError,
			)

	def set_title(self):
		self.title = words.title_of(self.their_number, self.subject, self.secrecy, self.name)

	def validate_received_on(self):
		"""The number is of the year in which the letter was received."""
		if self.is_new() and self.received_on and get_datetime(self.received_on) > now_datetime():
			frappe.throw(
				_(
					"Received On: {0} has not come yet. Give the day and hour at which the letter came."
				).format(format_datetime(self.received_on)),
				IncomingError,
			)

	def is_settled(self) -> bool:
		return bool(self.letter or self.passed_on_from)

	def keep_what_came_inside(self):
		"""What a letter of the system says of itself is not the receiver's to change; nor what a number was given to."""
		before = self.get_doc_before_save()
		if not (before and before.is_settled()):
			return
		for field in (
			"subject",
			"sender",
			"their_number",
			"their_date",
			"addressed_to",
			"urgency",
			"urgent_until",
			"secrecy",
		):
			self.set(field, before.get(field))
		# a form that was opened before the copy came in knows nothing of it
		self.file = before.file or self.file
		if not self.flags.by_system:
			self.received_on = before.received_on

	def set_file_text(self):
		before = self.get_doc_before_save()
		if not before or before.file != self.file:
			self.file_text = file_text.read(self.file, self)

	def on_trash(self):
		frappe.throw(_("An entry of the register stays on record."), IncomingError)


def on_doctype_update():
	add_indexes("Incoming Letter")
	# the register of an office and year, and what has become of a letter
	frappe.db.add_index("Incoming Letter", ["area", "year"])
