import json

import frappe
from frappe import _
from frappe.utils import cint, getdate, now_datetime, today

from con_center import numbering
from con_center.access.areas import ancestor
from con_center.access.conditions import add_indexes
from con_center.access.locking import lock
from con_center.access.posts import holders
from con_center.access.saving import read_to_save
from con_center.appointments import review, text
from con_center.appointments.doctype.order_template.order_template import find_template
from con_center.appointments.review import APPOINTING
from con_center.approval.decision import GovernedDocument, LaterChange, is_deciding
from con_center.approval.meaning import (
	ACKNOWLEDGED,
	BACK,
	CANCELLED,
	IN_FORCE,
	RETURNED,
	WITH_MAKER,
	enters,
	states,
)
from con_center.committees.doctype.committee_member.committee_member import called
from con_center.organization.doctype.con_settings.con_settings import level_rule
from con_center.organization.doctype.officer_assignment.officer_assignment import (
	write_signature,
	written_position,
)
from con_center.organization.offices import issuing_name

SIGNATORY_ROLE = {"District": "CON District Signatory", "Province": "CON Province Signatory"}
# of a member, besides name and role
COPIED_FIELDS = ("post", "organization_name", "agency", "village")
WORD = {"Announcement": "ประกาศ", "Order": "คำสั่ง"}


class OrderError(frappe.ValidationError):
	pass


class CommitteeStatusError(OrderError):
	pass


class OrderPendingError(OrderError):
	pass


class ChangeError(OrderError):
	pass


class AppointmentOrder(GovernedDocument):
	"""An announcement or order on a committee: certifies, appoints, amends, revokes or records a review.

	Issuing it gives the number and does to the committee what the document says.
	"""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from con_center.appointments.doctype.appointment_order_change.appointment_order_change import (
			AppointmentOrderChange,
		)
		from con_center.appointments.doctype.appointment_order_member.appointment_order_member import (
			AppointmentOrderMember,
		)

		acknowledged_on: DF.Datetime | None
		amended_from: DF.Link | None
		area: DF.Link | None
		body: DF.Text
		cancel_reason: DF.SmallText | None
		center: DF.Link | None
		changes: DF.Table[AppointmentOrderChange]
		committee: DF.Link
		dated: DF.Date | None
		district: DF.Link | None
		effective_from: DF.Date | None
		instrument: DF.Literal["Announcement", "Order"]
		issued_on: DF.Datetime | None
		issuer: DF.Link | None
		issuer_level: DF.Literal["", "District", "Province", "Country"]
		issuer_name: DF.Data | None
		kind: DF.Literal[
			"", "Center Committee", "Promoting Working Group", "Integrated Administration Committee"
		]
		legal_basis: DF.SmallText | None
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		members: DF.Table[AppointmentOrderMember]
		number: DF.Data | None
		proposal: DF.LongText | None
		province: DF.Link | None
		purpose: DF.Literal["Certify Selection", "Appoint", "Amend", "Revoke", "Yearly Review"]
		return_reason: DF.SmallText | None
		signatory_acting_lines: DF.SmallText | None
		signatory_name: DF.Data | None
		signatory_position: DF.Data | None
		subject: DF.SmallText
		template: DF.Link | None
		title: DF.Data | None
		waits_until: DF.Date | None
		with_number: DF.Check
		workflow_state: DF.Link | None
	# end: auto-generated types

	area_field = "committee"
	leaves_the_house = True

	def public_facts(self):
		return {
			"kind": WORD[self.instrument],
			"number": self.number,
			"dated": self.dated,
			"issuer": self.issuer_name,
			"subject": self.subject,
			"signatory_position": written_position(self),
		}

	def later_changes(self):
		"""Of what appoints: the orders in force that have amended or revoked it since."""
		yield from super().later_changes()
		if self.purpose not in APPOINTING:
			return
		for order in frappe.get_all(
			self.doctype,
			filters={
				"committee": self.committee,
				"purpose": ("in", ("Amend", "Revoke")),
				"workflow_state": ("in", states(self.doctype, IN_FORCE, ACKNOWLEDGED)),
				"issued_on": (">=", self.issued_on),
			},
			fields=["purpose", "number", "dated"],
			order_by="issued_on",
		):
			yield LaterChange("Amended" if order.purpose == "Amend" else "Revoked", order.number, order.dated)

	def get_area(self):
		return frappe.db.get_value("Committee", self.committee, "area") if self.committee else None

	def validate(self):
		if self.get_meaning() in BACK and is_deciding(self):
			# what goes back stays as it was, whatever has become of the committee meanwhile
			return
		self.read_committee()
		self.set_committee_details()
		self.validate_committee_status()
		self.validate_only_one_pending()
		self.set_issuer()
		self.set_signatory()
		self.validate_changes()
		self.set_members()
		self.set_text()
		self.set_title()

	def find(self, transition, post):
		yield from super().find(transition, post)
		yield from review.find(self, transition, post)

	def before_decision(self, transition, post, comment):
		if transition.next_meaning == RETURNED:
			self.return_reason = comment
		elif transition.next_meaning == CANCELLED:
			self.cancel_reason = comment
		elif enters(transition, IN_FORCE):
			self.return_reason = None
			self.sign(post)
		elif enters(transition, ACKNOWLEDGED):
			self.acknowledged_on = now_datetime()

	def before_submit(self):
		self.dated = self.dated or today()
		self.effective_from = self.day_of_effect(self._committee_read)
		self.issued_on = now_datetime()
		if self.purpose == "Amend":
			self.try_changes()
		# a review looks back; all else begins on its day
		begins_later = getdate(self.effective_from) > getdate() and self.purpose != "Yearly Review"
		self.waits_until = self.effective_from if begins_later else None
		if self.with_number:
			self.number = numbering.give(
				self.issuer, self.instrument, self.dated, self.doctype, self.name, note=self.flags.passing
			)
		self.set_title()

	def on_submit(self):
		if self.waits_until:
			self.announce(self._committee_read)
		else:
			self.carry_out(self._committee_read)

	def try_changes(self):
		"""Refuse changes of members that could not be carried out on their day, with those that wait for theirs."""
		waiting = frappe.get_all(
			self.doctype,
			filters={"committee": self.committee, "purpose": "Amend", "waits_until": ("is", "set")},
			order_by="issued_on",
			pluck="name",
		)
		orders = [*(frappe.get_doc(self.doctype, name) for name in waiting), self]
		committee = self.get_committee()
		for order in sorted(orders, key=lambda order: getdate(order.effective_from)):
			committee.change_members(order.changes, order.effective_from)
		committee.set_member_details()
		committee.validate_members()

	def announce(self, committee):
		"""Tell the committee what happens to it on a later day; an amendment waits for it here."""
		if self.purpose in APPOINTING:
			committee.elect(self)
		else:
			self.announce_end(committee)

	def announce_end(self, committee):
		if self.purpose in APPOINTING:
			committee.announce_succession(self)
		elif self.purpose == "Revoke":
			committee.announce_end(self.effective_from, _("Revoked by an order"), self)

	def begin(self):
		"""Do what the document has announced: its day has come (con_center.committees.days)."""
		if not self.waits_until:
			return
		committee = self.get_committee()
		# of one that has ended before, nothing is left to end or to change
		if committee.status != "Ended":
			self.carry_out(committee)
		self.db_set("waits_until", None, update_modified=False)

	def carry_out(self, committee):
		if self.purpose in APPOINTING:
			committee.appoint(self)
		elif self.purpose == "Amend":
			committee.amend(self.changes, self.effective_from)
		elif self.purpose == "Revoke":
			committee.end(self.effective_from, _("Revoked by an order"), self)
		else:
			committee.review(self.dated)

	def before_cancel(self):
		super().before_cancel()
		self.validate_nothing_follows()
		self.waits_until = None

	def on_cancel(self):
		numbering.cancel(self.doctype, self.name, self.cancel_reason)
		for name in frappe.get_all(
			"Committee",
			or_filters={"appointment_order": self.name, "ended_by": self.name},
			# the one it appointed goes back to a draft before the one it ended is current again
			order_by="appointment_order desc",
			pluck="name",
		):
			frappe.get_doc("Committee", name).undo(self)
		self.let_others_announce()

	def let_others_announce(self):
		"""What this document was to end on its day, another one that waits may still end on a later one."""
		waiting = {"center": self.center, "kind": self.kind, "waits_until": ("is", "set")}
		for name in frappe.get_all(self.doctype, {**waiting, "name": ("!=", self.name)}, pluck="name"):
			order = frappe.get_doc(self.doctype, name)
			order.announce_end(order.get_committee())

	def on_trash(self):
		if self.docstatus or self.get_meaning() not in WITH_MAKER:
			frappe.throw(_("{0} has been sent on and stays on record.").format(self.name), OrderError)

	def get_committee(self):
		return frappe.get_doc("Committee", self.committee)

	def read_committee(self):
		"""Read the committee once for all that `validate` takes from it, and that issuing the order does to it."""
		if self._action == "submit":
			self._committee_read = read_to_save("Committee", self.committee)
		elif not (is_deciding(self) and getattr(self, "_committee_read", None)):
			# a decision has been looked at with it (`review`)
			self._committee_read = self.get_committee()

	def set_committee_details(self):
		self.center = self._committee_read.center
		self.kind = self._committee_read.kind

	def validate_committee_status(self):
		status = self._committee_read.status
		wanted = "Draft" if self.purpose in APPOINTING else "Current"
		if status != wanted:
			frappe.throw(
				_(
					"Committee: to {0} takes a committee that is {1}; this one is {2}. Choose another purpose or committee."
				).format(frappe.bold(_(self.purpose)), _(wanted), _(status)),
				CommitteeStatusError,
			)

	def validate_only_one_pending(self):
		other = frappe.db.get_value(
			self.doctype, {"committee": self.committee, "docstatus": 0, "name": ("!=", self.name or "")}
		)
		if other:
			frappe.throw(
				_(
					"Committee: {0} on the same committee is not finished yet. Finish it first, or go on with it."
				).format(frappe.bold(other)),
				OrderPendingError,
			)

	def set_issuer(self):
		rule = level_rule(self.level)
		self.issuer_level = (
			rule.issued_by if rule else ("Province" if self.level == "Province" else "District")
		)
		self.issuer = ancestor(self.area, self.issuer_level)
		if not self.issuer:
			frappe.throw(
				_(
					"Issued By: the rules by level in the settings name {0} as the issuer for {1}, which it does not have."
				).format(_(self.issuer_level), _(self.level)),
				OrderError,
			)
		self.issuer_name = issuing_name(self.issuer)
		if self.is_new() and self.instrument == "Order":
			self.with_number = 1
		elif self.is_new():
			self.with_number = cint(frappe.db.get_single_value("CON Settings", "number_announcements"))

	def set_signatory(self):
		"""Name who is to sign, as far as it is known; who signs in the end is written at the signing."""
		if not self.docstatus.is_draft():
			return
		role = SIGNATORY_ROLE.get(self.issuer_level, "CON Central Officer")
		found = [a for a in holders(role, self.issuer, doctype=self.doctype) if a.area == self.issuer]
		write_signature(self, found[0] if found else None)

	def sign(self, post):
		write_signature(self, frappe.get_cached_doc("Officer Assignment", post.assignment))

	def validate_changes(self):
		if self.purpose != "Amend":
			self.set("changes", [])
			return
		if not self.changes:
			frappe.throw(_("Changes of Members: an amending order needs at least one change."), ChangeError)
		sitting = {row.name: row for row in self._committee_read.sitting()}
		for change in self.changes:
			self.validate_change(change, sitting)

	def validate_change(self, change, sitting):
		needed = {
			"Add": ("role",) if change.post else ("first_name", "last_name", "role"),
			"Remove": ("member_row", "leaving_reason"),
			"Change Role": ("member_row", "role"),
		}[change.action]
		for field in needed:
			if not change.get(field):
				frappe.throw(
					_("Changes of Members, row {0}: fill in {1}.").format(
						change.idx, frappe.bold(_(change.meta.get_label(field)))
					),
					ChangeError,
				)
		if change.action == "Add":
			change.member_row = change.member_name = None
		elif change.member_row not in sitting:
			frappe.throw(
				_("Changes of Members, row {0}: {1} does not sit in this committee.").format(
					change.idx, frappe.bold(change.member_name or change.member_row)
				),
				ChangeError,
			)
		else:
			change.member_name = sitting[change.member_row].full_name

	def set_members(self):
		"""Copy the names that the document lists: it keeps them as they were decided on."""
		listed = self.listed_members()
		# the rows stay the same ones, so that the history only tells what has changed
		self.set("members", self.members[: len(listed)])
		for idx, member in enumerate(listed):
			row = self.members[idx] if idx < len(self.members) else self.append("members")
			row.update(member)

	def listed_members(self) -> list[dict]:
		"""Return what the document says of each member, in their order; those who join come last."""
		changed = {c.member_row: c for c in self.changes if c.member_row}
		listed = []
		for row in self._committee_read.sitting():
			change = changed.get(row.name)
			removed = change and change.action == "Remove"
			listed.append(
				{
					"full_name": row.full_name,
					"committee_role": change.role if change and not removed else row.role,
					**{field: row.get(field) for field in COPIED_FIELDS},
					"change": {"Remove": "Removed", "Change Role": "Role Changed"}[change.action]
					if change
					else "",
				}
			)
		for change in self.changes:
			if change.action == "Add":
				listed.append(
					{
						"full_name": called(change),
						"committee_role": change.role,
						**{field: change.get(field) for field in COPIED_FIELDS},
						"change": "Added",
					}
				)
		return listed

	def set_text(self):
		self.template = self.template or find_template(self.instrument, self.purpose, self.kind)
		if self.template and self.get_meaning() in WITH_MAKER:
			self.propose_text()
		for field in ("subject", "body"):
			if not self.get(field):
				frappe.throw(
					_("{0}: there is no template for this kind of document. Write it here.").format(
						frappe.bold(_(self.meta.get_label(field)))
					),
					frappe.MandatoryError,
				)

	def propose_text(self):
		"""Write the text from the template, following the committee; what the officer has written himself stays.

		It is shown to him against the proposal, which is kept beside it.
		"""
		template = frappe.get_cached_doc("Order Template", self.template)
		values = text.values_for(self, self._committee_read)
		before = frappe.parse_json(self.proposal or "{}")
		proposal = {field: text.fill(template.get(field), values) for field in review.TEXTS}
		for field, proposed in proposal.items():
			if not self.get(field) or self.get(field) == before.get(field):
				self.set(field, proposed)
		self.proposal = json.dumps(proposal, ensure_ascii=False)

	def set_title(self):
		# what tells one document of an office from another comes first
		number = f" ที่ {self.number}" if self.number else ""
		word = WORD.get(self.instrument, "")
		self.title = f"{self._committee_read.title}: {word}{self.issuer_name}{number}"[:140]

	def day_of_effect(self, committee):
		"""Return the day on which what the document says begins: of a new committee the first day of its term."""
		term_start = committee.term_start if self.purpose in APPOINTING else None
		return self.effective_from or term_start or self.dated or today()

	def validate_nothing_follows(self):
		if self.purpose == "Amend" and not self.waits_until:
			frappe.throw(
				_(
					"Members have been changed by this document. Issue a new amending order instead of cancelling it."
				),
				OrderError,
			)
		later = frappe.db.get_value(
			self.doctype,
			{
				"committee": self.committee,
				"docstatus": ("!=", 2),
				"name": ("!=", self.name),
				"issued_on": (">=", self.issued_on),
			},
		)
		if later := later or self.followed_by():
			frappe.throw(
				_(
					"{0} was issued after it on the same committee, or on the one that follows. Cancel that one first."
				).format(frappe.bold(later)),
				OrderError,
			)

	def followed_by(self) -> str | None:
		"""Return the order that ends what this one has appointed, or has appointed who sits in place of what it ended."""
		# the center's row is the lock for who sits
		lock("CON Center", self.center)
		appointed = frappe.db.get_value("Committee", {"appointment_order": self.name}, "ended_by")
		if appointed or not frappe.db.exists("Committee", {"ended_by": self.name, "status": "Ended"}):
			return appointed
		seat = {"center": self.center, "kind": self.kind, "status": "Current"}
		return frappe.db.get_value(
			"Committee", {**seat, "appointment_order": ("!=", self.name)}, "appointment_order"
		)

	@frappe.whitelist()
	def refill_text(self):
		"""Write the text anew from the template; what was typed is replaced."""
		self.check_permission("write")
		self.subject = self.legal_basis = self.body = None
		self.save()


def on_doctype_update():
	add_indexes("Appointment Order")
	frappe.db.add_index("Appointment Order", ["workflow_state", "modified"])
	# whether another one on the same committee is under way is asked with every saving
	frappe.db.add_index("Appointment Order", ["committee", "docstatus"])
