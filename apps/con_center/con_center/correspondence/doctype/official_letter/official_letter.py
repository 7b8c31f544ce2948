import frappe
from frappe import _
from frappe.utils import cint, now_datetime, strip_html, today

from con_center import numbering
from con_center.access.conditions import add_indexes
from con_center.access.posts import holders
from con_center.approval import log
from con_center.approval.decision import GovernedDocument, is_deciding
from con_center.approval.meaning import BACK, CANCELLED, IN_FORCE, RETURNED, TO_SIGN, WITH_MAKER, enters
from con_center.correspondence import (
	body,
	by_line,
	delivery,
	enclosures,
	handling,
	letter_text,
	numbers,
	receivers,
	review,
	urgency,
	words,
)
from con_center.correspondence.errors import LetterError, LetterStateError, ReceiverError
from con_center.correspondence.workflow import CLOSED, ISSUED, SENT, SIGNED
from con_center.organization.doctype.officer_assignment.officer_assignment import (
	write_signature,
	written_position,
)
from con_center.organization.offices import addresses_of, issuing_name
from con_center.thai import parse_document_number, thai_date

SIGNATORY_ROLE = {"District": "CON District Signatory", "Province": "CON Province Signatory"}
BY_OFFICE = "Head of the Office"


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
		bearer: DF.Data | None
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
		photo: DF.AttachImage | None
		province: DF.Link | None
		proposal: DF.LongText | None
		receiver_group: DF.Link | None
		receiver_rank: DF.Literal["Ordinary", "High Post", "Monk"]
		receivers: DF.Table[LetterReceiver]
		references: DF.Table[LetterReference]
		register_note: DF.SmallText | None
		register_number: DF.Int
		reminds_of: DF.Link | None
		reporting_round: DF.Link | None
		return_reason: DF.SmallText | None
		secrecy: DF.Literal["", "Confidential", "Secret", "Top Secret"]
		sent_on: DF.Datetime | None
		sent_out_on: DF.Datetime | None
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
		template: DF.Link | None
		title: DF.Data | None
		unit: DF.Data | None
		urgency: DF.Literal["", "Urgent", "Very Urgent", "Most Urgent", "Urgent by an Hour"]
		urgent_until: DF.Datetime | None
		workflow_state: DF.Link | None
		year: DF.Int
	# end: auto-generated types

	area_field = "office"
	leaves_the_house = True
	on_paper_field = "on_paper"
	stands_as = ISSUED

	def public_facts(self):
		return {
			"kind": words.IN_THAI[self.kind],
			"number": self.number,
			"dated": self.dated,
			"issuer": self.sender(),
			"subject": words.told_subject(self.subject, self.secrecy),
			"signatory_position": written_position(self),
		}

	def get_area(self):
		return frappe.db.get_value("Office", self.office, "area") if self.office else None

	def validate(self):
		if self.get_meaning() in BACK and is_deciding(self):
			return
		if self.get_meaning() in WITH_MAKER:
			self.set_office_details()
		self.validate_kind()
		self.validate_photo()
		urgency.check(self)
		self.set_references()
		if self.get_meaning() in WITH_MAKER:
			letter_text.propose(self)
			self.validate_text()
		self.clean_texts()
		enclosures.check(self)
		self.set_opening_and_closing()
		self.validate_receivers()
		self.name_receivers()
		self.set_addresses()
		self.set_line_contacts()
		self.set_addressed_to()
		self.set_signatory()
		self.set_title()

	def find(self, transition, post):
		yield from super().find(transition, post)
		yield from review.find(self, transition, post)

	def before_decision(self, transition, post, comment):
		if transition.next_meaning == RETURNED:
			self.return_reason = comment
		elif transition.next_meaning == CANCELLED:
			self.cancel_reason = comment
		elif transition.meaning == TO_SIGN and enters(transition, SIGNED, IN_FORCE):
			self.return_reason = None
			self.sign(post)
		elif enters(transition, SENT):
			self.sent_on = now_datetime()
		elif enters(transition, CLOSED):
			self.closed_on = now_datetime()

	def before_submit(self):
		self.dated = self.dated or today()
		self.issued_on = now_datetime()
		self.give_number()
		self.set_title()

	def keeps_file(self, file) -> bool:
		"""Tell whether a File is what was enclosed with the letter, or shows it: nobody's to change once it is issued."""
		is_enclosed = bool(self.docstatus) and any(enclosures.is_of(file, row) for row in self.enclosures)
		return is_enclosed or super().keeps_file(file)

	def on_submit(self):
		receivers.freeze(self)
		frappe.enqueue(
			"con_center.correspondence.enclosures.keep", enqueue_after_commit=True, letter=self.name
		)

	def on_update_after_submit(self):
		before = self.get_doc_before_save()
		if self.sent_on and not before.sent_on and not cint(self.on_paper):
			delivery.send(self)
			handling.answer_by(self)

	def on_cancel(self):
		numbering.cancel(self.doctype, self.name, words.SECRECY.get(self.secrecy, self.cancel_reason))
		delivery.take_back(self)

	def on_trash(self):
		# its log tells of it, and whom that is not for follows from the letter
		told = self.secrecy and log.entries(self.doctype, self.name)
		if told or self.docstatus or self.get_meaning() not in WITH_MAKER:
			frappe.throw(_("{0} has been sent on and stays on record.").format(self.name), LetterStateError)

	def set_office_details(self):
		office = frappe.get_cached_doc("Office", self.office)
		self.office_name = office.office_name
		self.numbered_later = office.numbers_by_registry
		if not self.unit and office.units:
			self.unit = office.units[0].unit_name

	def sender(self) -> str:
		"""Return in whose name the letter is written: จังหวัดอุบลราชธานี."""
		office = frappe.get_cached_doc("Office", self.office)
		return office.issues_as or issuing_name(self.area)

	def validate_kind(self):
		if self.kind == words.CERTIFICATE and cint(self.circular):
			frappe.throw(
				_("Circular: a certificate is given for one purpose and is no circular. Take the mark away.")
			)

	def validate_photo(self):
		if self.kind != words.CERTIFICATE:
			self.bearer = self.photo = None
		elif self.photo and not enclosures.PICTURE.search(self.photo):
			frappe.throw(_("Photo of the Bearer: attach a picture (PNG or JPG)."))

	def clean_texts(self):
		"""Texts are plain: what the form of a letter looks like is not theirs to say."""
		for row in self.body:
			# the first cell of a table may be empty
			row.text = strip_html(row.text or "").strip("\n ")

	def validate_text(self):
		if body.is_too_long(row.text for row in self.body):
			frappe.throw(
				_("Text of the Letter: it is too long for a letter. Enclose it as a document instead."),
				LetterError,
			)
		for row in self.body:
			if row.style == body.TABLE and body.is_too_wide(row.text):
				frappe.throw(
					_(
						"Text of the Letter, row {0}: a page has no room for a table of more than {1} columns. Take some away, or enclose the table."
					).format(row.idx, body.MOST_COLUMNS),
					LetterError,
				)

	def set_opening_and_closing(self):
		self.opening, self.closing = words.opening_and_closing(self.kind, self.receiver_rank)

	def validate_receivers(self):
		seen = set()
		for row in self.receivers:
			if not (row.receiver_area or row.receiver_name):
				frappe.throw(
					_("Receivers, row {0}: choose an area, or write who gets the letter.").format(row.idx),
					ReceiverError,
				)
			if row.receiver_area and row.receiver_area in seen:
				frappe.throw(
					_("Receivers, row {0}: {1} stands there already. Take one row away.").format(
						row.idx, frappe.bold(row.receiver_name or row.receiver_area)
					),
					ReceiverError,
				)
			row.way = row.way or (receivers.INSIDE if row.receiver_area else receivers.BY_POST)
			if row.way == receivers.INSIDE and not row.receiver_area:
				frappe.throw(
					_(
						"Receivers, row {0}: who is outside of the system gets it by e-mail, post or hand. Choose another way."
					).format(row.idx),
					ReceiverError,
				)
			seen.add(row.receiver_area)

	def name_receivers(self):
		for row in self.receivers:
			if row.receiver_area and not row.receiver_name:
				row.receiver_name = receivers.name_of(row.receiver_area)

	def set_addresses(self):
		"""Who gets e-mails at no address of his own gets them at that of his area's office."""
		asked = [row for row in self.receivers if row.way == receivers.E_MAIL and not row.email]
		areas = [row.receiver_area for row in asked if row.receiver_area]
		known = addresses_of(areas) if areas else {}
		for row in asked:
			row.email = known.get(row.receiver_area)

	def set_line_contacts(self):
		"""Say to which group, or to whom, it goes by LINE, as it stands now: it is looked at again when it is sent."""
		if self.get_meaning() in WITH_MAKER:
			found = by_line.contacts(self, delivery.officers_by_line(self))
			for row in self.receivers:
				row.line_to = found[row.idx].title[:140] if row.idx in found else None

	def set_addressed_to(self):
		"""Address it to its group or its receivers, following them; what somebody has written himself stays."""
		before = self.get_doc_before_save()
		if not self.addressed_to or (before and self.addressed_to == before.usually_addressed_to()):
			self.addressed_to = self.usually_addressed_to()

	def usually_addressed_to(self) -> str | None:
		if self.kind == words.CERTIFICATE:
			return None
		return self.receiver_group or receivers.together(self.receivers) or None

	def set_references(self):
		for row in self.references:
			if row.letter and not row.reference:
				row.reference = reference_to_letter(row.letter)
			elif row.incoming and not row.reference:
				row.reference = reference_to_incoming(row.incoming)

	def set_signatory(self):
		"""Name who is to sign, as far as it is known; who signs in the end is written at the signing."""
		if self.get_meaning() not in WITH_MAKER:
			return
		if self.signatory:
			self.write_signatory(frappe.get_cached_doc("Officer Assignment", self.signatory))
			return
		role = SIGNATORY_ROLE.get(self.level) if self.signed_by != BY_OFFICE else None
		found = (
			[post for post in holders(role, self.area, doctype=self.doctype) if post.area == self.area]
			if role
			else []
		)
		self.write_signatory(found[0] if found else None)

	def sign(self, post):
		self.signatory = post.assignment
		self.signed_on = now_datetime()
		self.write_signatory(frappe.get_cached_doc("Officer Assignment", post.assignment))

	def write_signatory(self, assignment):
		write_signature(self, assignment)
		self.signatory_capacity = assignment.capacity if assignment else None

	def run(self) -> str:
		"""Return the Number Kind in whose run the letter gets its number."""
		return numbers.run_of(self.kind, cint(self.circular))

	def run_of_office(self) -> str:
		"""Return the office, where the run is its own and not that of its area's default one."""
		return numbers.own_run(self.office)

	def give_number(self):
		office = frappe.get_cached_doc("Office", self.office)
		self.number_kind = self.run()
		given = numbering.give(
			self.area,
			self.number_kind,
			self.dated,
			self.doctype,
			self.name,
			note=None if self.secrecy else self.flags.passing,
			office=self.run_of_office(),
		)
		self.register_number, self.year = parse_document_number(given)
		before = numbers.prefix(office.code_letters, office.fixed_number)
		self.number = numbers.written(
			self.number_kind, self.register_number, self.year, before, cint(office.number_digits)
		)

	def set_title(self):
		self.title = words.title_of(self.number, self.subject, self.secrecy, self.name)


def reference_to_letter(name: str) -> str:
	letter = frappe.get_doc("Official Letter", name)
	dated = thai_date(letter.dated, thai=False) if letter.dated else None
	return words.reference_to(letter.sender(), letter.number, dated)


def reference_to_incoming(name: str) -> str:
	sender, number, dated = frappe.db.get_value(
		"Incoming Letter", name, ["sender", "their_number", "their_date"]
	)
	return words.reference_to(sender, number, thai_date(dated, thai=False) if dated else None)


def on_doctype_update():
	add_indexes("Official Letter")
	# the register of an office and year
	frappe.db.add_index("Official Letter", ["area", "year", "number_kind"])
	# what is still to be sent out
	frappe.db.add_index("Official Letter", ["sent_out_on", "sent_on"])
