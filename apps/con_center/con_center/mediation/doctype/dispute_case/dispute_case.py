import frappe
from frappe import _
from frappe.utils import getdate, today

from con_center import numbering
from con_center.access.conditions import add_indexes
from con_center.access.named import NamesPeople
from con_center.approval import openings
from con_center.approval.decision import GovernedDocument, is_deciding
from con_center.approval.meaning import CANCELLED, REOPENED, enters, meaning
from con_center.mediation import appointment, attendance, people, referral, retention, review
from con_center.mediation.errors import DisputeClosedError, DisputeError
from con_center.mediation.workflow import AGREED, BROKEN, CLOSED, KEPT, NOT_AGREED, OVER, SENT_ON, SETTLED
from con_center.thai import normalize_text

NUMBER_KIND = "Dispute Case"
# what the outcome is once a state of this meaning is reached; of what is closed or withdrawn it stays
OUTCOMES = {
	AGREED: "Agreed",
	KEPT: "Kept",
	BROKEN: "Broken",
	NOT_AGREED: "Not Agreed",
	SENT_ON: "Referred",
	CANCELLED: "Withdrawn",
	REOPENED: None,
}
# what was signed stays, in the document and in its rows
SIGNED = ("agreed_on", "agreement", "agreement_paper")
SIGNED_ROWS = {"parties": ("party_name", "side"), "duties": ("who", "what", "due_on")}


class DisputeCase(NamesPeople, GovernedDocument):
	"""A dispute that a center mediates (seed 001): read by who keeps it and whom it names, and by nobody for his rank."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from con_center.mediation.doctype.dispute_duty.dispute_duty import DisputeDuty
		from con_center.mediation.doctype.dispute_handover.dispute_handover import DisputeHandover
		from con_center.mediation.doctype.dispute_mediator.dispute_mediator import DisputeMediator
		from con_center.mediation.doctype.dispute_party.dispute_party import DisputeParty
		from con_center.mediation.doctype.dispute_reader.dispute_reader import DisputeReader
		from con_center.mediation.doctype.dispute_session.dispute_session import DisputeSession

		agreed_on: DF.Date | None
		agreement: DF.Text | None
		agreement_paper: DF.Attach | None
		anonymised_on: DF.Date | None
		area: DF.Link
		closed_on: DF.Date | None
		district: DF.Link | None
		duties: DF.Table[DisputeDuty]
		ended_on: DF.Date | None
		facts: DF.Text
		handovers: DF.Table[DisputeHandover]
		how_received: DF.Literal[
			"A Party Asked", "Village Head or Kamnan", "The Center Itself", "Another Office", "Other"
		]
		kept_by: DF.Link | None
		kept_by_name: DF.Data | None
		kind: DF.Link
		letter: DF.Link | None
		letter_number: DF.Data | None
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		mediators: DF.Table[DisputeMediator]
		next_on: DF.Datetime | None
		next_place: DF.Data | None
		number: DF.Data | None
		outcome: DF.Literal["", "Agreed", "Kept", "Broken", "Not Agreed", "Referred", "Withdrawn"]
		parties: DF.Table[DisputeParty]
		province: DF.Link | None
		readers: DF.Table[DisputeReader]
		received_on: DF.Date
		reminded_on: DF.Date | None
		result_note: DF.SmallText | None
		sent_on: DF.Date | None
		sent_to: DF.Literal["", "Community Justice Centre", "District Mediation", "Another Office"]
		sent_to_name: DF.Data | None
		sessions: DF.Table[DisputeSession]
		sessions_complete: DF.Int
		sessions_held: DF.Int
		title: DF.Data | None
		workflow_state: DF.Link | None
	# end: auto-generated types

	def validate(self):
		if self.is_new():
			self.take_on()
		self.refuse_after_the_end()
		self.validate_level()
		self.validate_kind()
		self.validate_days()
		self.even_out()
		people.check(self)
		review.check_sessions(self)
		attendance.note(self)
		appointment.check(self)
		self.keep_what_was_signed()
		self.set_title()

	def onload(self):
		super().onload()
		if frappe.session.user == self.kept_by:
			self.set_onload("openings", openings.latest(self.doctype, self.name))
			self.set_onload("names_kept_too_long", retention.NAMES.is_over(self))

	def after_insert(self):
		self.number = numbering.give(self.area, NUMBER_KIND, self.received_on, self.doctype, self.name)
		self.set_title()
		self.db_update()

	def on_trash(self):
		frappe.throw(
			_("{0} stays on record. Close it, or withdraw it with a reason.").format(self.title), DisputeError
		)

	def take_on(self):
		"""Who receives a dispute keeps it, until he hands it over."""
		self.kept_by = frappe.session.user
		self.kept_by_name = people.officer_name(self.kept_by)

	def refuse_after_the_end(self):
		before = self.get_doc_before_save()
		if before:
			before.refuse_after_names_went()
		if before and meaning(self.doctype, before.workflow_state) in OVER and not is_deciding(self):
			frappe.throw(
				_("{0} is closed. Reopen it, with a reason, before you change anything.").format(self.title),
				DisputeClosedError,
			)

	def is_settled(self) -> bool:
		return self.get_meaning() in (*SETTLED, *OVER)

	def refuse_after_names_went(self):
		if self.anonymised_on:
			frappe.throw(
				_("The names of {0} have been removed: nothing is added to it any more.").format(self.title),
				DisputeClosedError,
			)

	def validate_level(self):
		if self.level != "Sub-district":
			frappe.throw(
				_("Area: choose the sub-district in which the dispute is, not {0}.").format(
					frappe.bold(frappe.get_cached_value("Area", self.area, "full_name"))
				),
				DisputeError,
			)

	def validate_kind(self):
		if self.has_value_changed("kind") and frappe.get_cached_value("Dispute Kind", self.kind, "disabled"):
			frappe.throw(
				_("Kind of Dispute: {0} is not used any more. Choose another one.").format(
					frappe.bold(self.kind)
				),
				DisputeError,
			)

	def validate_days(self):
		for field in ("received_on", "agreed_on"):
			if self.get(field) and getdate(self.get(field)) > getdate(today()):
				frappe.throw(
					_("{0}: the day has not come yet. Type the day on which it was.").format(
						frappe.bold(_(self.meta.get_label(field)))
					),
					DisputeError,
				)

	def even_out(self):
		# Frappe of 2023 gives rows that are appended no defaults
		for row in self.parties:
			row.party_name = normalize_text(row.party_name)
			row.side = row.side or "First Side"
		for row in self.mediators:
			row.mediator_name = normalize_text(row.mediator_name)
			row.standing = row.standing or people.COMMITTEE_MEMBER
		for row in self.duties:
			row.status = row.status or "Open"
		for row in self.sessions:
			row.outcome = row.outcome or "Goes On"

	def keep_what_was_signed(self):
		"""After an agreement, what stands on the signed paper stays; only whether it is kept is noted."""
		before = self.get_doc_before_save()
		if not before or is_deciding(self) or meaning(self.doctype, before.workflow_state) not in SETTLED:
			return
		signed = [(_(self.meta.get_label(field)), self, before, (field,)) for field in SIGNED]
		for table, fields in SIGNED_ROWS.items():
			label = _(self.meta.get_label(table))
			if len(self.get(table)) != len(before.get(table)):
				self.refuse_signed(label)
			pairs = zip(self.get(table), before.get(table), strict=True)
			signed += [(label, row, stored, fields) for row, stored in pairs]
		for label, row, stored, fields in signed:
			if any(str(row.get(field) or "") != str(stored.get(field) or "") for field in fields):
				self.refuse_signed(label)

	def refuse_signed(self, label: str):
		frappe.throw(
			_("{0}: this was signed, and stays. Only whether a duty is kept is noted now.").format(
				frappe.bold(label)
			),
			DisputeClosedError,
		)

	def set_title(self):
		"""The title names nobody: it stands in the log, in bells, e-mails, LINE and links."""
		self.title = f"ข้อพิพาท {self.number or self.name} ({self.kind})"[:140]

	def find(self, transition, post):
		yield from super().find(transition, post)
		yield from review.find(self, transition)

	def before_decision(self, transition, post, comment):
		reached = transition.next_meaning
		if reached in OUTCOMES and enters(transition, reached):
			self.outcome = OUTCOMES[reached]
		if enters(transition, AGREED, NOT_AGREED, SENT_ON, CANCELLED):
			appointment.clear(self)
		if enters(transition, SENT_ON):
			referral.refer(self, self.flags.given)
		if enters(transition, AGREED, NOT_AGREED, SENT_ON, CANCELLED) and not self.ended_on:
			self.ended_on = self.agreed_on if reached == AGREED else today()
		if enters(transition, CLOSED, CANCELLED):
			self.closed_on = today()
			self.result_note = comment
		elif enters(transition, REOPENED):
			self.update({"ended_on": None, "closed_on": None, "result_note": None})


def on_doctype_update():
	add_indexes("Dispute Case")
