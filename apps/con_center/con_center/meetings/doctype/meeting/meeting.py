from datetime import datetime

import frappe
from frappe import _
from frappe.utils import add_to_date, get_datetime, get_time, getdate, now_datetime, today

from con_center import numbering
from con_center.access.conditions import add_indexes
from con_center.approval.decision import GovernedDocument, follow, is_deciding
from con_center.approval.meaning import CANCELLED, IN_FORCE, WITH_MAKER, enters, meaning_of
from con_center.committees.days import begin_due, begins_on, committee_on
from con_center.committees.doctype.committee.committee import SHORT_KIND
from con_center.meetings import agenda, attendance, follow_up, minutes, reminders, review, rules
from con_center.meetings.errors import (
	MeetingCommitteeError,
	MeetingError,
	MeetingLockedError,
	MeetingStateError,
	MeetingTimeError,
)
from con_center.meetings.workflow import CONVENED, CORRECTED, HELD, LOCKED, NOT_OPEN, TOOK_PLACE, WRITTEN
from con_center.organization import photos
from con_center.thai import fiscal_year, thai_date

SHORT_MEETING = {
	"Ordinary": "ประชุมสามัญ",
	"Extraordinary": "ประชุมวิสามัญ",
	"Forum": "เวที",
	"Mobile Meeting": "ประชุมสัญจร",
}
# what the number of a held meeting was given for
NUMBERED_FIELDS = ("center", "kind", "meeting_date")


class Meeting(GovernedDocument):
	"""A meeting of a committee or several: from its invitation to its adopted minutes."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from con_center.meetings.doctype.meeting_agenda_item.meeting_agenda_item import MeetingAgendaItem
		from con_center.meetings.doctype.meeting_attendance.meeting_attendance import MeetingAttendance
		from con_center.meetings.doctype.meeting_committee.meeting_committee import MeetingCommittee
		from con_center.meetings.doctype.meeting_follow_up.meeting_follow_up import MeetingFollowup
		from con_center.meetings.doctype.meeting_guest.meeting_guest import MeetingGuest
		from con_center.meetings.doctype.meeting_photo.meeting_photo import MeetingPhoto

		adopted_at: DF.Link | None
		adopted_on: DF.Date | None
		adoption_note: DF.SmallText | None
		agenda: DF.Table[MeetingAgendaItem]
		agenda_headings: DF.SmallText | None
		agenda_template: DF.Link | None
		area: DF.Link | None
		attendance: DF.Table[MeetingAttendance]
		cancel_reason: DF.SmallText | None
		center: DF.Link
		chair_name: DF.Data | None
		chair_position: DF.Data | None
		checker_name: DF.Data | None
		checker_position: DF.Data | None
		closed_at: DF.Time | None
		committees: DF.Table[MeetingCommittee]
		corrections: DF.Text | None
		district: DF.Link | None
		ends_on: DF.Datetime | None
		fiscal_year: DF.Int
		follow_ups: DF.Table[MeetingFollowup]
		guests: DF.Table[MeetingGuest]
		has_quorum: DF.Check
		held_by: DF.Literal["At a Place", "Video Conference", "At a Place and by Video"]
		invitation_date: DF.Date | None
		invitation_note: DF.SmallText | None
		invitation_number: DF.Data | None
		invitation_reference: DF.SmallText | None
		invitation_to: DF.Data | None
		kind: DF.Literal["Ordinary", "Extraordinary", "Forum", "Mobile Meeting"]
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		meeting_date: DF.Date | None
		notes: DF.Text | None
		number: DF.Data | None
		opened_at: DF.Time | None
		others_count: DF.Int
		photos: DF.Table[MeetingPhoto]
		place: DF.Data | None
		preliminary: DF.Text | None
		present_members: DF.Int
		province: DF.Link | None
		proxies_count: DF.Check
		quorum_percent: DF.Percent
		quorum_provenance: DF.SmallText | None
		reminded_on: DF.Date | None
		secretary_name: DF.Data | None
		secretary_position: DF.Data | None
		sitting_members: DF.Int
		starts_on: DF.Datetime
		title: DF.Data | None
		video_link: DF.Data | None
		with_emblem: DF.Check
		workflow_state: DF.Link | None
	# end: auto-generated types

	area_field = "center"
	photo_table = "photos"
	leaves_the_house = True
	stands_once = ("center", "starts_on")

	def get_area(self):
		return frappe.db.get_value("CON Center", self.center, "area") if self.center else None

	def validate(self):
		self.guard_locked()
		self.validate_time()
		self.set_day()
		self.validate_hours()
		self.set_committees()
		self.validate_committees()
		self.guard_numbered()
		self.set_attendance()
		attendance.validate(self)
		self.set_quorum()
		self.set_agenda()
		agenda.validate(self)
		self.mark_decisions_without_quorum()
		self.set_follow_ups()
		self.validate_place()
		photos.check(self)
		self.set_title()

	def on_trash(self):
		if self.number or self.get_meaning() not in WITH_MAKER:
			frappe.throw(
				_("{0} has been convened and stays on record. Cancel it instead.").format(self.title),
				MeetingError,
			)

	# the parts of validate

	def guard_locked(self):
		before = self.get_doc_before_save()
		if before and meaning_of(before) in LOCKED and not is_deciding(self):
			frappe.throw(
				_("{0} is {1}: nothing can be changed any more.").format(
					before.title, _(before.workflow_state)
				),
				MeetingLockedError,
			)

	def validate_time(self):
		if not self.starts_on:
			frappe.throw(_("Begins: say on which day and at what time the meeting begins."), MeetingTimeError)
		if not self.ends_on:
			self.ends_on = add_to_date(get_datetime(self.starts_on), hours=3)
		if get_datetime(self.ends_on) <= get_datetime(self.starts_on):
			frappe.throw(
				_("Ends: it does not lie after the beginning of the meeting. Correct one of them."),
				MeetingTimeError,
			)

	def validate_hours(self):
		"""The hours of the minutes are those of the day: none is the same as the other, or has not come."""
		hours = {name: get_time(str(self.get(name))) for name in ("opened_at", "closed_at") if self.get(name)}
		for name, hour in hours.items():
			if datetime.combine(self.meeting_date, hour) > now_datetime() and not self.is_prepared():
				frappe.throw(
					_("{0}: {1} has not come yet. Enter the hour when it is known.").format(
						frappe.bold(_(self.meta.get_label(name))), f"{hour:%H.%M}"
					),
					MeetingTimeError,
				)
		over_night = getdate(self.ends_on) > self.meeting_date
		if len(hours) == 2 and hours["closed_at"] <= hours["opened_at"] and not over_night:
			frappe.throw(
				_("{0}: it does not lie after {1} of the same day. Correct one of them.").format(
					frappe.bold(_(self.meta.get_label("closed_at"))), _(self.meta.get_label("opened_at"))
				),
				MeetingTimeError,
			)

	def set_day(self):
		self.meeting_date = getdate(self.starts_on)
		self.fiscal_year = fiscal_year(self.meeting_date)

	def set_committees(self):
		if self.is_open():
			begin_due(self.center)
		if not self.committees and self.kind != "Forum":
			sitting = committee_on(self.center, "Center Committee", self.meeting_date)
			if sitting:
				self.append("committees", {"committee": sitting})
		stored = {
			row.committee for row in (self.get_doc_before_save() or frappe._dict()).get("committees") or []
		}
		for row in self.committees:
			committee = frappe.get_doc("Committee", row.committee)
			if row.committee not in stored and not self.flags.by_system:
				# its members are listed here
				committee.check_permission("read")
			row.center, row.kind, row.committee_name = committee.center, committee.kind, committee.long_name()

	def validate_committees(self):
		if not self.committees and self.kind != "Forum":
			frappe.throw(
				_("Committees: the center has no current committee. Choose the committee that meets."),
				MeetingCommitteeError,
			)
		seen: dict[str, int] = {}
		for row in self.committees:
			if row.committee in seen:
				frappe.throw(
					_("Committees, row {0}: this committee is in row {1} already.").format(
						row.idx, seen[row.committee]
					),
					MeetingCommitteeError,
				)
			seen[row.committee] = row.idx
			self.validate_term(row)
		if self.committees and self.committees[0].center != self.center:
			frappe.throw(
				_("Committees, row 1: the first committee gives the number, so it is one of this center."),
				MeetingCommitteeError,
			)

	def validate_term(self, row):
		before = self.get_doc_before_save()
		if self.get_meaning() == CANCELLED or (before and not before.is_prepared()):
			# what was held stays so, and what will not be held is of no day, whatever an order has said since
			return
		title, ended_on = frappe.db.get_value("Committee", row.committee, ["title", "ended_on"])
		if self.meeting_date < begins_on(row.committee) or (ended_on and self.meeting_date >= ended_on):
			frappe.throw(
				_(
					"Committees, row {0}: {1} is not in its term on {2}. Choose the committee of that day."
				).format(row.idx, frappe.bold(title), thai_date(self.meeting_date, thai=False)),
				MeetingCommitteeError,
			)

	def guard_numbered(self):
		before = self.get_doc_before_save()
		if not before or before.is_prepared():
			return
		changed = [f for f in NUMBERED_FIELDS if str(self.get(f)) != str(before.get(f))]
		if [r.committee for r in self.committees] != [r.committee for r in before.committees]:
			changed.append("committees")
		if changed:
			frappe.throw(
				_("{0}: the meeting was held and has its number; this stays as it was.").format(
					frappe.bold(_(self.meta.get_label(changed[0])))
				),
				MeetingLockedError,
			)

	def set_attendance(self):
		if self.is_open():
			attendance.set_list(self)
		elif self.get_doc_before_save() and not is_deciding(self):
			attendance.keep_list(self, self.get_doc_before_save())

	def set_quorum(self):
		if self.is_open():
			rule = rules.settings()
			self.quorum_percent = rule.quorum_percent
			self.proxies_count = int(rule.proxies_count)
			self.quorum_provenance = rule.quorum_provenance
		attendance.set_quorum(self)
		attendance.note_present(self)

	def set_agenda(self):
		if self.is_open():
			agenda.set_headings(self)
		elif not is_deciding(self):
			agenda.keep_settled(self, self.get_doc_before_save())
		if self.is_new():
			agenda.fill(self)
		agenda.set_numbers(self)

	def mark_decisions_without_quorum(self):
		for row in self.agenda:
			row.without_quorum = int(
				row.outcome in agenda.RESOLVED and bool(self.committees) and not self.has_quorum
			)

	def set_follow_ups(self):
		if self.is_open():
			follow_up.set_list(self)
		elif not is_deciding(self):
			follow_up.keep_list(self, self.get_doc_before_save())

	def validate_place(self):
		if self.held_by != "At a Place" and self.get_meaning() == CONVENED and not self.video_link:
			frappe.msgprint(
				_("Address of the Video Conference: it is empty, and the invitation will not say it."),
				indicator="orange",
			)

	def set_title(self):
		when = self.number or thai_date(self.meeting_date, short=True, thai=False)
		kind = self.committees[0].kind if self.committees else None
		body = SHORT_KIND[kind] if kind not in (None, "Center Committee") else ""
		center = frappe.get_cached_value("CON Center", self.center, "center_name")
		if kind == "Integrated Administration Committee":
			center = center.removeprefix("ศอช.ต.")
		self.title = " ".join(
			part for part in (SHORT_MEETING.get(self.kind, ""), when, body, center) if part
		)[:140]

	def public_facts(self):
		_chair, secretary = minutes.officers_of(self)
		return {
			"kind": "รายงานการประชุม",
			"number": self.number,
			"dated": self.meeting_date,
			"issuer": minutes.body_name(self),
			"subject": self.title,
			"signatory_position": secretary.position,
		}

	# the steps

	def find(self, transition, post):
		yield from super().find(transition, post)
		yield from review.find(self, transition)

	def before_decision(self, transition, post, comment):
		if enters(transition, CONVENED):
			self.convene()
		elif enters(transition, HELD):
			self.hold()
		elif enters(transition, WRITTEN):
			self.close()
		elif transition.next_meaning == CORRECTED:
			self.corrections = comment or self.corrections
		elif enters(transition, IN_FORCE):
			self.be_adopted(*(self.flags.source or ()))
		elif enters(transition, CANCELLED):
			self.cancel_reason = (comment or "").strip()
			numbering.cancel(self.doctype, self.name, self.cancel_reason)

	def convene(self):
		"""Send the meeting out: the agenda stands, and the officers are told and reminded."""
		self.require_place()
		self.require_agenda()
		self.invitation_date = self.invitation_date or today()
		self.invitation_number = self.invitation_number or numbering.give(
			self.area, "Invitation", self.invitation_date, self.doctype, self.name
		)
		reminders.tell_of_call(self)

	def hold(self):
		"""Note that the meeting is held: it gets its number."""
		if self.meeting_date > getdate():
			frappe.throw(
				_(
					"Begins: the meeting lies in the future. It gets its number on {0}, when it is held."
				).format(thai_date(self.meeting_date, thai=False)),
				MeetingTimeError,
			)
		self.number = numbering.give(
			self.area,
			"Meeting",
			self.meeting_date,
			self.doctype,
			self.name,
			self.series(),
			self.flags.passing,
		)

	def close(self):
		"""Close the meeting: resolutions get their numbers, tasks are given out, earlier minutes adopted."""
		self.require_agenda()
		agenda.require_decided(self)
		attendance.require_noted(self)
		self.number_resolutions()
		follow_up.give_out(self)
		follow_up.write_back(self)
		self.adopt_earlier_minutes()

	@frappe.whitelist()
	def fill_agenda(self):
		"""Add to the agenda what is missing: the template's items, minutes to adopt, parked items."""
		meeting = frappe.get_doc(self.doctype, self.name, for_update=True)
		meeting.check_permission("write")
		if not meeting.is_open():
			frappe.throw(
				_("{0} is {1}: nothing comes onto its agenda any more.").format(
					meeting.title, frappe.bold(_(meeting.workflow_state))
				),
				MeetingStateError,
			)
		meeting.flags.by_system = True
		agenda.fill(meeting)
		meeting.save()

	def is_open(self) -> bool:
		"""Tell whether the meeting is prepared or under way."""
		return self.get_meaning() not in NOT_OPEN

	def is_prepared(self) -> bool:
		"""Tell whether the meeting has not taken place, and may still."""
		return self.get_meaning() not in (*TOOK_PLACE, CANCELLED)

	# the parts of the steps

	def series(self) -> str:
		"""Return whose run of numbers the meeting belongs to."""
		return self.committees[0].kind if self.committees else "Forum"

	def require_place(self):
		needed = "video_link" if self.held_by == "Video Conference" else "place"
		if not self.get(needed):
			frappe.throw(
				_("{0}: say where the meeting takes place.").format(
					frappe.bold(_(self.meta.get_label(needed)))
				),
				MeetingError,
			)

	def require_agenda(self):
		if not self.agenda:
			frappe.throw(_("Agenda: it is empty. Enter at least one item."), MeetingError)

	def number_resolutions(self):
		for row in self.agenda:
			if row.outcome in agenda.RESOLVED:
				row.resolution_number = numbering.give(
					self.area, "Resolution", self.meeting_date, self.doctype, self.name, self.series()
				)

	def adopt_earlier_minutes(self):
		for row in self.agenda:
			if row.outcome in agenda.ADOPTED:
				comment = " · ".join(filter(None, (self.title, adoption_note(row))))
				follow("Meeting", row.minutes_of, IN_FORCE, comment, source=(self, row))

	def be_adopted(self, at=None, row=None):
		"""The minutes of this meeting are locked: adopted at a later one, or as an admin's ladder has it."""
		self.adopted_at = at and at.name
		self.adopted_on = at.meeting_date if at else today()
		self.adoption_note = row and adoption_note(row)


def adoption_note(row) -> str | None:
	return row.resolution if row.outcome == "Adopted with Corrections" else None


@frappe.whitelist()
def people(meeting: str) -> list[str]:
	"""Return who can be charged with a task: the members on the list, then the officers of the area."""
	doc = frappe.get_doc("Meeting", meeting)
	doc.check_permission("read")
	return follow_up.people(doc)


@frappe.whitelist()
def make_next(source_name: str):
	"""Return a new, unsaved meeting of the same committees; on saving it takes up what this one has parked."""
	source = frappe.get_doc("Meeting", source_name)
	source.check_permission("read")
	meeting = frappe.new_doc("Meeting")
	for field in ("center", "kind", "held_by", "place", "video_link", "agenda_template", "with_emblem"):
		meeting.set(field, source.get(field))
	for row in source.committees:
		meeting.append("committees", {"committee": current_of(row)})
	return meeting


def current_of(row) -> str:
	"""Return the committee that holds the row's seat now: the one of the present term, if there is one."""
	return (
		frappe.db.get_value("Committee", {"center": row.center, "kind": row.kind, "status": "Current"})
		or row.committee
	)


def on_doctype_update():
	add_indexes("Meeting")
	frappe.db.add_index("Meeting", ["center", "starts_on"])
	# with the kind, what counts in a year is told from the index alone
	frappe.db.add_index("Meeting", ["fiscal_year", "workflow_state", "kind"])
	frappe.db.add_index("Meeting", ["fiscal_year", "workflow_state", "province", "district", "area"])
	frappe.db.add_index("Meeting", ["workflow_state", "meeting_date"])
