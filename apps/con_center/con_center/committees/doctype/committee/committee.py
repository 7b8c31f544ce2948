import frappe
from frappe import _
from frappe.model.mapper import get_mapped_doc
from frappe.utils import add_days, getdate

from con_center.access.conditions import add_indexes
from con_center.access.documents import ScopedDocument
from con_center.access.locking import lock
from con_center.access.posts import holders
from con_center.approval.meaning import WITH_MAKER, states
from con_center.approval.standing import where_it_is
from con_center.committees.doctype.committee_member.committee_member import called, is_named, key_of
from con_center.committees.terms import end_of_term
from con_center.notices import tell_later
from con_center.notices.kinds import REPLACED
from con_center.organization.doctype.area.area import long_name
from con_center.organization.doctype.con_settings.con_settings import level_rule
from con_center.organization.provenance import source_mark
from con_center.thai import be_year

EXPERT_ROLE = "ผู้ทรงคุณวุฒิ"
SHORT_KIND = {
	"Center Committee": "คณะกรรมการ",
	"Promoting Working Group": "คณะทำงานส่งเสริม",
	"Integrated Administration Committee": "ก.บ.ต.",
}
LONG_KIND = {
	"Center Committee": "คณะกรรมการศูนย์ประสานงานองค์การชุมชน",
	"Promoting Working Group": "คณะทำงานส่งเสริมศูนย์ประสานงานองค์การชุมชน",
	"Integrated Administration Committee": "คณะกรรมการบริหารงานตำบลแบบบูรณาการ (ก.บ.ต.) ",
}
# what an official committee is made of: changed by an order only
OFFICIAL_FIELDS = ("center", "kind", "term_number", "term_start", "term_end")
# how it was selected, as its order says: what was not known then can still be filled in
SELECTION_FIELDS = ("forum_date", "forum_place", "forum_attendance")
OFFICIAL_MEMBER_FIELDS = ("post", "role", "joined_on", "replaces")
# who holds a post may change without an order
OFFICIAL_NAME_FIELDS = ("title", "first_name", "last_name")
MEMBER_FIELDS = (*OFFICIAL_NAME_FIELDS, "post", "organization", "organization_name", "agency", "village")


class CommitteeError(frappe.ValidationError):
	pass


class CommitteeTermError(CommitteeError):
	pass


class CommitteeMemberError(CommitteeError):
	pass


class OfficialCommitteeError(CommitteeError):
	pass


class Committee(ScopedDocument):
	"""A committee of a center for a term. It becomes official, changes and ends by Appointment Orders."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from con_center.committees.doctype.committee_member.committee_member import CommitteeMember

		appointment_order: DF.Link | None
		area: DF.Link | None
		center: DF.Link
		district: DF.Link | None
		end_reason: DF.Data | None
		ended_by: DF.Link | None
		ended_on: DF.Date | None
		forum_attendance: DF.Int
		forum_date: DF.Date | None
		forum_place: DF.Data | None
		kind: DF.Literal["Center Committee", "Promoting Working Group", "Integrated Administration Committee"]
		last_reviewed_on: DF.Date | None
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		members: DF.Table[CommitteeMember]
		notes: DF.Text | None
		previous_committee: DF.Link | None
		province: DF.Link | None
		selection_record: DF.Attach | None
		sitting_members: DF.Int
		status: DF.Literal["Draft", "Elected", "Current", "Ended"]
		term_end: DF.Date | None
		term_number: DF.Int
		term_start: DF.Date
		title: DF.Data | None
	# end: auto-generated types

	area_field = "center"
	stands_once = ("center", "kind", "term_number")

	def get_area(self):
		return frappe.db.get_value("CON Center", self.center, "area") if self.center else None

	def validate(self):
		self.validate_kind()
		self.set_term_end()
		self.validate_term()
		self.validate_forum()
		self.set_member_details()
		self.validate_members()
		self.guard_official_parts()
		self.guard_while_being_decided()
		self.set_title()
		self.warn_on_size()

	def on_update(self):
		self.update_center()
		self.tell_orders()

	def on_trash(self):
		if self.status != "Draft":
			frappe.throw(
				_("{0} is official and stays on record. End it by an order.").format(self.title),
				OfficialCommitteeError,
			)

	def validate_kind(self):
		if self.kind == "Integrated Administration Committee" and self.level != "Sub-district":
			frappe.throw(
				_("Kind: a sub-district alone has an Integrated Administration Committee (ก.บ.ต.)."),
				CommitteeError,
			)

	def set_term_end(self):
		self.term_end = self.term_end or end_of_term(self.term_start)

	def validate_term(self):
		if self.term_end and getdate(self.term_end) < getdate(self.term_start):
			frappe.throw(_("Term Until: it lies before Term From. Correct one of them."), CommitteeTermError)

	def validate_forum(self):
		if self.forum_date and getdate(self.forum_date) > getdate():
			frappe.throw(
				_("Date of the Forum: it lies in the future. Give the day on which it was held."),
				CommitteeError,
			)

	def set_member_details(self):
		for row in self.members:
			row.full_name = called(row)
			row.joined_on = row.joined_on or self.term_start
			if row.status == "Sitting":
				row.left_on = row.leaving_reason = None
		self.sitting_members = len(self.sitting())

	def sitting(self) -> list:
		"""Return the rows of the members who sit, in their order."""
		return [row for row in self.members if row.status == "Sitting"]

	def validate_members(self):
		seen: dict[str, int] = {}
		for row in self.members:
			self.validate_leaving(row)
			if row.status != "Sitting":
				continue
			self.validate_who(row)
			key = key_of(row)
			if key in seen:
				frappe.throw(
					_("Members, row {0}: {1} is already in row {2}. A person sits once.").format(
						row.idx, frappe.bold(row.full_name), seen[key]
					),
					CommitteeMemberError,
				)
			seen[key] = row.idx
		self.validate_single_roles()

	def validate_who(self, row):
		whole_name = row.first_name and row.last_name
		if not whole_name and (is_named(row) or not row.post):
			frappe.throw(
				_(
					"Members, row {0}: fill in First Name and Last Name, or the post by which somebody sits."
				).format(row.idx),
				CommitteeMemberError,
			)

	def validate_leaving(self, row):
		if row.status != "Left":
			return
		for field in ("left_on", "leaving_reason"):
			if not row.get(field):
				frappe.throw(
					_("Members, row {0}: {1} has left. Fill in {2}.").format(
						row.idx, frappe.bold(row.full_name), frappe.bold(_(row.meta.get_label(field)))
					),
					CommitteeMemberError,
				)
		if getdate(row.left_on) < getdate(row.joined_on):
			frappe.throw(
				_("Members, row {0}: Left On lies before Joined On. Correct one of them.").format(row.idx),
				CommitteeMemberError,
			)

	def validate_single_roles(self):
		single = set(frappe.get_all("Committee Role", filters={"single": 1}, pluck="name"))
		holders: dict[str, int] = {}
		for row in self.sitting():
			if row.role in single and row.role in holders:
				frappe.throw(
					_(
						"Members, row {0}: row {1} has the role {2} already, and a committee has only one."
					).format(row.idx, holders[row.role], frappe.bold(row.role)),
					CommitteeMemberError,
				)
			holders[row.role] = row.idx

	def guard_official_parts(self):
		"""Of an official committee a member's leaving and contact can be noted; all else takes an order."""
		before = self.get_doc_before_save()
		if not before or before.status == "Draft" or self.flags.by_order:
			return
		fixed = (*OFFICIAL_FIELDS, *(field for field in SELECTION_FIELDS if before.get(field)))
		changed = [f for f in fixed if cstr_of(self, f) != cstr_of(before, f)]
		if changed or before.status == "Ended":
			frappe.throw(
				_("{0} is official: {1} can only be changed by an order.").format(
					before.title,
					frappe.bold(_(self.meta.get_label(changed[0])) if changed else _("Committee")),
				),
				OfficialCommitteeError,
			)
		self.guard_official_members(before)

	def guard_official_members(self, before):
		rows = {row.name: row for row in self.members}
		for old in before.members:
			new = rows.pop(old.name, None)
			came_back = new and old.status == "Left" and new.status == "Sitting"
			if not new or came_back or any(cstr_of(new, f) != cstr_of(old, f) for f in official_fields(old)):
				frappe.throw(
					_(
						"Members: {0} was appointed. Note the leaving in the row, or issue an amending order."
					).format(frappe.bold(old.full_name)),
					OfficialCommitteeError,
				)
		if rows:
			frappe.throw(
				_("Members: {0} has not been appointed. New members come by an amending order.").format(
					frappe.bold(next(iter(rows.values())).full_name)
				),
				OfficialCommitteeError,
			)

	def is_settled(self) -> bool:
		return self.status != "Draft" or bool(self.being_decided())

	def guard_while_being_decided(self):
		if self.is_new() or self.flags.by_order:
			return
		if said := self.being_decided():
			frappe.throw(said, OfficialCommitteeError)

	def being_decided(self) -> str | None:
		"""Return in words which document on the committee is being decided on, and who has it; None if there is none."""
		order = frappe.db.get_value(
			"Appointment Order",
			{
				"committee": self.name,
				"docstatus": 0,
				"workflow_state": ("not in", states("Appointment Order", *WITH_MAKER)),
			},
		)
		if not order:
			return None
		said = _("{0} is being decided on: the committee can be changed when it has been issued or returned.")
		return " ".join(
			[said.format(frappe.bold(order)), *where_it_is(frappe.get_doc("Appointment Order", order))]
		)

	def onload(self):
		self.set_onload("being_decided", self.being_decided())

	def set_title(self):
		years = "–".join(str(be_year(getdate(d))) for d in (self.term_start, self.term_end) if d)
		center = frappe.get_cached_value("CON Center", self.center, "center_name")
		if self.kind == "Integrated Administration Committee":
			center = center.removeprefix("ศอช.ต.")
		kind = SHORT_KIND.get(self.kind, "")
		self.title = f"{kind} {center} ({years})"

	def warn_on_size(self):
		rule = level_rule(self.level)
		if self.kind != "Center Committee" or not self.members or not rule:
			return
		if not (rule.min_members or 0) <= self.sitting_members <= (rule.max_members or self.sitting_members):
			frappe.msgprint(
				_("{0} members sit; {1} to {2} are usual at this level. {3}").format(
					self.sitting_members,
					rule.min_members,
					rule.max_members,
					source_mark(frappe.db.get_single_value("CON Settings", "level_rules_provenance")),
				),
				title=_("Number of Members"),
				indicator="orange",
			)

	def update_center(self):
		"""The register of the center's committee has been brought up to date."""
		if (self.kind == "Center Committee" and self.has_value_changed("status")) or self.flags.by_order:
			set_current_committee(self.center)

	def tell_orders(self):
		"""A document that appoints it, and is still with its maker, takes up what has changed here."""
		if self.status != "Draft" or self.flags.by_order or self.flags.in_insert:
			return
		for name in frappe.get_all(
			"Appointment Order", {"committee": self.name, "docstatus": 0}, pluck="name"
		):
			order = frappe.get_doc("Appointment Order", name)
			order.flags.follows_committee = True
			# whoever may enter the committee need not be the one who writes the document
			order.save(ignore_permissions=True)

	def long_name(self) -> str:
		"""Return the name as letters write it: คณะกรรมการศูนย์ประสานงานองค์การชุมชนตำบลท่าถ่าน."""
		return LONG_KIND.get(self.kind, "") + long_name(self.area)

	@frappe.whitelist()
	def add_center_committee(self):
		"""Put the center's current committee into this ก.บ.ต. as its experts (domain.md 5.1)."""
		self.check_permission("write")
		if self.kind != "Integrated Administration Committee":
			frappe.throw(_("Kind: only a ก.บ.ต. takes the center's committee as experts."), CommitteeError)
		current = frappe.db.get_value("CON Center", self.center, "current_committee")
		if not current:
			frappe.throw(_("Center: it has no current committee yet."), CommitteeError)
		present = {key_of(m) for m in self.sitting()}
		for member in frappe.get_doc("Committee", current).sitting():
			if key_of(member) not in present:
				self.append(
					"members",
					{
						**{f: member.get(f) for f in (*OFFICIAL_NAME_FIELDS, "post", "village", "phone")},
						"role": EXPERT_ROLE,
						"status": "Sitting",
						"organization_name": long_name_of_role(member),
					},
				)
		self.save()

	# what orders do, called by con_center.appointments

	def elect(self, order) -> None:
		"""Note that the committee begins on the order's day of effect; whoever sits, sits until then."""
		self.announce_succession(order)
		self.status = "Elected"
		self.appointment_order = order.name
		self.last_reviewed_on = order.dated
		self.save_by_order()

	def announce_succession(self, order) -> None:
		for sitting in lock_current(self.center, self.kind, except_for=self.name):
			sitting.announce_end(order.effective_from, _("Followed by a new committee"), order)

	def announce_end(self, day, reason: str, order) -> None:
		"""Note the day on which the committee will end by this order, unless it ends before."""
		if not self.ended_on or getdate(self.ended_on) > getdate(day):
			self.update({"ended_on": day, "end_reason": reason, "ended_by": order.name})
			self.save_by_order()

	def appoint(self, order) -> None:
		"""Make the committee the current one of its center and kind, by this order."""
		sitting = lock_current(self.center, self.kind, except_for=self.name)
		self.status = "Current"
		self.appointment_order = order.name
		self.last_reviewed_on = order.dated
		self.save_by_order()
		for committee in sitting:
			committee.end(order.effective_from, _("Followed by a new committee"), order)

	def review(self, day) -> None:
		"""Stamp the committee as reviewed on that day."""
		self.last_reviewed_on = max(getdate(day), getdate(self.last_reviewed_on or day))
		self.save_by_order()

	def end(self, day, reason: str, order) -> None:
		"""End the committee on that day, by this order."""
		self.status = "Ended"
		self.ended_on = day
		self.end_reason = reason
		self.ended_by = order.name
		self.save_by_order()
		self.tell_of_end(order)

	def tell_of_end(self, order) -> None:
		"""Tell the officers of the area, and those of its district, that the committee has been replaced or ended."""
		roles = ("CON Sub-district Officer", "CON District Officer")
		# who signs it knows; when the day ends it, whoever happens to be at work does not
		knowing = set() if order.waits_until else {frappe.session.user}
		users = {post.user for role in roles for post in holders(role, self.area)} - knowing
		subject = f"{self.get_title()}: {self.end_reason}"
		tell_later(REPLACED, sorted(users), self.doctype, self.name, subject)

	def amend(self, changes, day) -> None:
		"""Carry out the changes of members (rows of Appointment Order Change), in force from `day`."""
		self.change_members(changes, day)
		self.save_by_order()

	def change_members(self, changes, day) -> None:
		rows = {row.name: row for row in self.members}
		for change in changes:
			when = change.on_date or day
			if change.member_row and rows[change.member_row].status == "Left":
				# he has left before the day came
				continue
			if change.action == "Remove":
				rows[change.member_row].update(
					{"status": "Left", "left_on": when, "leaving_reason": change.leaving_reason}
				)
			elif change.action == "Change Role":
				rows[change.member_row].role = change.role
			else:
				self.append(
					"members",
					{
						**{f: change.get(f) for f in (*MEMBER_FIELDS, "role", "replaces")},
						"joined_on": when,
						"status": "Sitting",
					},
				)

	def undo(self, order) -> None:
		"""Take back that this order, now cancelled, appointed or ended the committee."""
		if self.appointment_order == order.name:
			self.update({"status": "Draft", "appointment_order": None, "last_reviewed_on": None})
		elif self.ended_by == order.name:
			self.update({"status": "Current", "ended_on": None, "end_reason": None, "ended_by": None})
		self.save_by_order()

	def save_by_order(self) -> None:
		self.flags.by_order = self.flags.by_system = True
		# what the order names was looked up when the order was saved
		self.flags.ignore_links = True
		# the signatory may issue the order; what it does to the committee follows from that
		self.save(ignore_permissions=True)


def official_fields(member) -> tuple[str, ...]:
	"""Return what of a member only an order changes: who sits by a post may hand it on."""
	return OFFICIAL_MEMBER_FIELDS if member.post else (*OFFICIAL_NAME_FIELDS, *OFFICIAL_MEMBER_FIELDS)


def cstr_of(doc, field: str) -> str:
	value = doc.get(field)
	return (
		str(getdate(value))
		if value and field in ("term_start", "term_end", "joined_on")
		else str(value or "")
	)


def long_name_of_role(member) -> str:
	return f"{member.role} ศอช.ต."


def lock_current(center: str, kind: str, except_for: str) -> list[Committee]:
	"""Return what committees of this center and kind are current, and let nobody else change that: there is only one.

	Nor does more than one wait for its term.
	"""
	# the center's row is the lock: two orders cannot make two committees current at once
	lock("CON Center", center)
	seat = {"center": center, "kind": kind, "name": ("!=", except_for)}
	if elected := frappe.db.get_value("Committee", {**seat, "status": "Elected"}, "title"):
		frappe.throw(
			_("{0} has been announced already, and waits for its term").format(elected), CommitteeError
		)
	current = frappe.get_all("Committee", {**seat, "status": "Current"}, pluck="name")
	return [frappe.get_doc("Committee", name) for name in current]


def set_current_committee(center: str) -> None:
	current = frappe.db.get_value(
		"Committee", {"center": center, "kind": "Center Committee", "status": "Current"}, "name"
	)
	frappe.db.set_value(
		"CON Center", center, {"current_committee": current, "register_updated_on": getdate()}
	)


@frappe.whitelist()
def copy_to_new_term(source_name: str):
	"""Return a new, unsaved committee for the next term, with the sitting members of this one."""

	def next_term(source, target):
		target.previous_committee = source.name
		target.term_number = (source.term_number or 0) + 1
		target.term_start = add_days(source.term_end, 1) if source.term_end else getdate()
		target.term_end = None
		for field in ("forum_date", "forum_place", "forum_attendance", "selection_record", "notes"):
			target.set(field, None)

	def anew(source, target, source_parent):
		target.joined_on = None

	return get_mapped_doc(
		"Committee",
		source_name,
		{
			"Committee": {"doctype": "Committee"},
			"Committee Member": {
				"doctype": "Committee Member",
				"condition": lambda row: row.status == "Sitting",
				"postprocess": anew,
			},
		},
		postprocess=next_term,
	)


def on_doctype_update():
	add_indexes("Committee")
	frappe.db.add_index("Committee", ["center", "kind", "status"])
