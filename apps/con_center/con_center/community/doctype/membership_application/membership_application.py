import frappe
from frappe import _
from frappe.utils import add_days, getdate, now_datetime, today

from con_center.access.conditions import add_indexes
from con_center.access.posts import holders
from con_center.access.removal import MARK, Removal
from con_center.approval import opinions
from con_center.approval.decision import GovernedDocument, is_deciding
from con_center.approval.findings import ODD, STOP, Finding
from con_center.approval.meaning import CANCELLED, IN_FORCE, PASSED, REVIEW, enters, meaning_of, states
from con_center.community import duplicates, given, resolutions
from con_center.community.doctype.membership_settings.membership_settings import settings
from con_center.community.workflow import LEFT, REFUSED
from con_center.meetings.follow_up import OFFICER_ROLE
from con_center.notices import tell_later, with_thai
from con_center.notices.kinds import WAITS

OFFICER, PUBLIC = "Officer", "Public Form"
# what the register takes over of an application
TAKEN_OVER = (
	"organization_name",
	"organization_type",
	"village_text",
	"chair",
	"members_count",
	"established_on",
	"capital",
	"products",
	"phone",
)
# what tells of people, and is removed after some time of those who did not become members
PERSONAL = ("chair", "phone")
NAMES = Removal(
	"Membership Application",
	{"Membership Application": dict.fromkeys(PERSONAL), "Opinion": opinions.EMPTIED},
)
DECIDED = (IN_FORCE, REFUSED, LEFT, CANCELLED)


class MembershipError(frappe.ValidationError):
	pass


class ConsentError(MembershipError):
	pass


class MembershipApplication(GovernedDocument):
	"""An organization asks to join a center (seed 001: โดยการสมัครเข้าร่วมเป็นสมาชิก), is accepted by a meeting, and may leave.

	Who is accepted stands in the register (Community Organization) from then on, without being entered once more.
	"""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		agenda_row: DF.Data | None
		anonymised_on: DF.Date | None
		applied_on: DF.Date
		area: DF.Link | None
		cancel_reason: DF.SmallText | None
		capital: DF.Currency
		center: DF.Link
		chair: DF.Data | None
		consent: DF.Check
		consent_text: DF.SmallText | None
		consented_on: DF.Datetime | None
		decided_on: DF.Date | None
		district: DF.Link | None
		duplicates: DF.SmallText | None
		established_on: DF.Date | None
		left_on: DF.Date | None
		left_reason: DF.SmallText | None
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		meeting: DF.Link | None
		members_count: DF.Int
		organization: DF.Link | None
		organization_name: DF.Data
		organization_type: DF.Link
		phone: DF.Data | None
		products: DF.SmallText | None
		province: DF.Link | None
		purpose: DF.SmallText | None
		resolution: DF.SmallText | None
		resolution_number: DF.Data | None
		source: DF.Literal["Officer", "Public Form"]
		village_text: DF.Data | None
		workflow_state: DF.Link | None
	# end: auto-generated types

	area_field = "center"

	def get_area(self):
		return frappe.db.get_value("CON Center", self.center, "area") if self.center else None

	def validate(self):
		self.guard_decided()
		self.set_source()
		self.validate_center()
		self.validate_dates()
		self.set_consent()
		self.validate_organization()
		self.set_duplicates()

	def after_insert(self):
		if self.source == PUBLIC:
			self.tell_officers()

	def on_trash(self):
		frappe.throw(
			_("{0} stays on record. Withdraw the application instead.").format(self.organization_name),
			MembershipError,
		)

	# the parts of validate

	def guard_decided(self):
		before = self.get_doc_before_save()
		if before and meaning_of(before) in DECIDED and not is_deciding(self):
			frappe.throw(
				_(
					"{0} is decided on. Changes of a member are entered in the register of organizations."
				).format(before.organization_name),
				MembershipError,
			)

	def set_source(self):
		if self.is_new():
			# Frappe's Web Form says so itself while it saves
			self.source = PUBLIC if frappe.flags.in_web_form else OFFICER

	def validate_center(self):
		if self.level != "Sub-district":
			frappe.throw(
				_(
					"Center: organizations join the center of their sub-district. Choose a center of a sub-district."
				),
				MembershipError,
			)
		if self.is_new() and frappe.db.get_value("CON Center", self.center, "status") != "Active":
			frappe.throw(_("Center: it is closed. Choose another one."), MembershipError)

	def validate_dates(self):
		for field in ("applied_on", "established_on"):
			if self.get(field) and getdate(self.get(field)) > getdate():
				frappe.throw(
					_("{0}: the date lies in the future. Give the day on which it happened.").format(
						frappe.bold(_(self.meta.get_label(field), context=self.doctype))
					),
					MembershipError,
				)

	def set_consent(self):
		"""Keep to which text somebody has agreed, and when."""
		if not self.consent:
			if self.source == PUBLIC:
				frappe.throw(
					_("Without your consent the application cannot be kept. Tick the box below the text."),
					ConsentError,
				)
			self.consented_on = self.consent_text = None
		elif not self.consented_on:
			self.consented_on, self.consent_text = now_datetime(), settings().consent_text

	def validate_organization(self):
		if (
			self.organization
			and frappe.db.get_value("Community Organization", self.organization, "area") != self.area
		):
			frappe.throw(
				_("In the Register As: choose an organization of the same sub-district."), MembershipError
			)

	def set_duplicates(self):
		if is_deciding(self) or not (self.is_new() or self.has_value_changed("organization_name")):
			return
		lines = [
			_("Register: {0} ({1})").format(row.organization_name, _(row.status))
			for row in duplicates.in_register(self.organization_name, self.area)
		]
		lines += [_("Applied already: {0}").format(row.organization_name) for row in self.others_applying()]
		self.duplicates = "\n".join(lines[:20])

	def others_applying(self):
		open_states = states(self.doctype, REVIEW, PASSED)
		return duplicates.applying(self.organization_name, self.center, open_states, self.name)

	def tell_officers(self):
		"""Tell who has posts at the center's own level, or else above it, that somebody applies."""
		found = holders(OFFICER_ROLE[self.level], self.area) or holders(OFFICER_ROLE["District"], self.area)
		nearest = found[0].area if found else None
		users = sorted({post.user for post in found if post.area == nearest})
		subject = with_thai(lambda: _("{0} applies for membership.").format(self.organization_name))
		tell_later(WAITS, users, self.doctype, self.name, subject)

	# the steps

	def find(self, transition, post):
		yield from super().find(transition, post)
		if transition.next_meaning not in (PASSED, IN_FORCE):
			return
		if not self.chair:
			yield Finding(ODD, _("Nobody is named as chair."), "chair")
		if not self.consent:
			yield Finding(
				ODD, _("The consent to keep these data is not noted. Have it signed on paper."), "consent"
			)
		if self.organization:
			joined = frappe.db.get_value(
				"Community Organization", self.organization, ["joined_on", "status"], as_dict=True
			)
			if joined.joined_on and joined.status == "Active":
				yield Finding(STOP, _("The organization is a member already."), "organization")
		else:
			yield from self.find_duplicates()

	def find_duplicates(self):
		for row in duplicates.in_register(self.organization_name, self.area)[:5]:
			yield Finding(
				ODD,
				_(
					"{0} stands in the register. Is it the same? Then choose it under “In the Register As”."
				).format(row.organization_name),
				"organization",
			)
		for row in self.others_applying()[:5]:
			yield Finding(
				ODD,
				_("{0} has applied already. Is it the same?").format(row.organization_name),
				None,
				(self.doctype, row.name),
			)

	def before_decision(self, transition, post, comment):
		asked = self.flags.given or frappe._dict()
		if enters(transition, IN_FORCE):
			self.accept()
		elif enters(transition, REFUSED):
			self.decided_on = resolutions.record(self, resolutions.REFUSED).meeting_date
		elif enters(transition, LEFT):
			self.leave(asked)
		elif enters(transition, CANCELLED):
			self.cancel_reason = (comment or "").strip()
			self.decided_on = today()

	def accept(self):
		"""Let it join: what a meeting has resolved is written into the register of organizations."""
		meeting = resolutions.record(self, resolutions.APPROVED)
		self.decided_on = meeting.meeting_date
		if self.organization:
			member = frappe.get_doc("Community Organization", self.organization)
			missing = {f: self.get(f) for f in TAKEN_OVER if self.get(f) and not member.get(f)}
			member.update(missing)
		else:
			member = frappe.new_doc("Community Organization")
			member.update({field: self.get(field) for field in TAKEN_OVER})
			member.area = self.area
		member.update(
			{"status": "Active", "joined_on": self.decided_on, "left_on": None, "left_reason": None}
		)
		member.save()
		self.organization = member.name

	def leave(self, asked):
		self.left_on = given.day(self, "left_on", asked.get("left_on"))
		self.left_reason = given.words(self, "left_reason", asked.get("left_reason"))
		member = frappe.get_doc("Community Organization", self.organization)
		member.update({"status": "Inactive", "left_on": self.left_on, "left_reason": self.left_reason})
		member.save()


def forget_who_did_not_join() -> None:
	"""Daily: remove names and phones of who was refused or has withdrawn, after the days of the settings.

	What is attached and the history tell of them goes, too, and nothing is added then. The log keeps that, and why, it was decided, and no names.
	"""
	if not (days := settings().keep_days):
		return
	names = frappe.get_all(
		"Membership Application",
		filters={
			"workflow_state": ("in", states("Membership Application", REFUSED, CANCELLED)),
			"decided_on": ("<", add_days(today(), -days)),
			MARK: ("is", "not set"),
		},
		pluck="name",
		limit_page_length=5000,
	)
	if names:
		NAMES.remove_texts(names)
		frappe.db.set_value(
			"Membership Application", {"name": ("in", names)}, MARK, today(), update_modified=False
		)


def on_doctype_update():
	add_indexes("Membership Application")
	frappe.db.add_index("Membership Application", ["center", "workflow_state"])
