import frappe
from frappe import _
from frappe.utils import formatdate, getdate, now_datetime, today

from con_center import registry
from con_center.access.conditions import add_indexes
from con_center.access.documents import ScopedDocument
from con_center.approval import opinions
from con_center.approval.decision import open_transitions, refuse
from con_center.approval.meaning import BACK
from con_center.approval.opinions import ANSWERED, OPEN
from con_center.notices import tell_later, with_thai
from con_center.notices.kinds import ASKED, GIVEN


class OpinionError(frappe.ValidationError):
	pass


class NotAskedError(frappe.PermissionError):
	pass


class Opinion(ScopedDocument):
	"""A question of whoever has a document to another officer, and his answer: neither is changed nor taken away."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		area: DF.Link | None
		asked: DF.Link
		asked_by: DF.Link | None
		asked_by_name: DF.Data | None
		asked_on: DF.Datetime | None
		district: DF.Link | None
		due_on: DF.Date
		given_on: DF.Datetime | None
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		officer_name: DF.Data | None
		opinion: DF.Text | None
		position: DF.Data | None
		province: DF.Link | None
		question: DF.SmallText
		reference_doctype: DF.Link
		reference_name: DF.DynamicLink
		reference_title: DF.Data | None
		status: DF.Literal["Waited For", "Answered", "Decided Without It"]
	# end: auto-generated types

	area_field = "reference_name"

	def get_area(self):
		if self.reference_doctype not in registry.governed() or not self.reference_name:
			return None
		return frappe.db.get_value(self.reference_doctype, self.reference_name, "area")

	def validate(self):
		if self.is_new():
			self.ask()
		else:
			self.give()

	def on_update(self):
		kind, user, subject = (
			(ASKED, self.asked, self.asking)
			if self.status == OPEN
			else (GIVEN, self.asked_by, self.answering)
		)
		tell_later(kind, [user], self.reference_doctype, self.reference_name, with_thai(subject))

	def on_trash(self):
		frappe.throw(_("What was asked and answered stays with the document."), NotAskedError)

	def ask(self):
		doc = frappe.get_doc(self.reference_doctype, self.reference_name)
		doc.check_permission("read")
		steps = [step for step, _post in open_transitions(doc) if step.next_meaning not in BACK]
		if not steps:
			refuse(
				doc,
				_("{0} is not with you now: who has it asks for opinions on it.").format(doc.name),
				NotAskedError,
			)
		self.validate_due()
		self.validate_asked()
		self.reference_title = doc.get_title()
		self.opinion = None
		self.asked_by, self.asked_by_name = frappe.session.user, frappe.utils.get_fullname()
		self.status, self.asked_on = OPEN, now_datetime()

	def validate_due(self):
		if getdate(self.due_on) < getdate(today()):
			frappe.throw(
				_("Wanted By: {0} is over. Choose today or a later day.").format(formatdate(self.due_on)),
				OpinionError,
			)

	def validate_asked(self):
		found = opinions.whom_to_ask(self.reference_doctype, self.reference_name)
		post = next((each for each in found if each.user == self.asked), None)
		if not post:
			frappe.throw(
				_(
					"Who Is Asked: choose an officer whose post covers the area of the document, and who may read it."
				),
				OpinionError,
			)
		self.officer_name, self.position = post.officer_name, post.position
		waited_for = {"asked": self.asked, "reference_name": self.reference_name, "status": OPEN}
		if frappe.db.exists(self.doctype, waited_for):
			frappe.throw(
				_("Who Is Asked: {0} has been asked already, and has not answered yet.").format(
					frappe.bold(self.officer_name)
				),
				OpinionError,
			)

	def give(self):
		before = self.get_doc_before_save()
		if frappe.session.user != before.asked:
			frappe.throw(
				_("The opinion is given by {0}, who is asked for it.").format(
					frappe.bold(before.officer_name)
				),
				NotAskedError,
			)
		if before.status != OPEN:
			frappe.throw(
				_("It has been given, or decided without it, and stays as it was."),
				NotAskedError,
			)
		if not (self.opinion or "").strip():
			frappe.throw(_("Opinion: write it before you send it."), frappe.MandatoryError)
		self.status, self.given_on = ANSWERED, now_datetime()

	def asking(self) -> str:
		return _("{0} asks for your opinion until {1}: {2}").format(
			self.asked_by_name, formatdate(self.due_on), self.reference_title
		)

	def answering(self) -> str:
		return _("{0} has given an opinion: {1}").format(self.officer_name, self.reference_title)


def on_doctype_update():
	add_indexes("Opinion")
	frappe.db.add_index("Opinion", ["reference_name", "reference_doctype"])
	frappe.db.add_index("Opinion", ["asked", "status"])
