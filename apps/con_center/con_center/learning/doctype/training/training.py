from collections.abc import Iterator

import frappe
from frappe import _
from frappe.utils import cint, get_time, getdate, today

from con_center.access.areas import COUNTRY, covers
from con_center.access.conditions import add_indexes
from con_center.access.posts import holders_in
from con_center.approval.decision import GovernedDocument, is_deciding, refuse
from con_center.approval.findings import ODD, STOP, Finding
from con_center.approval.meaning import CANCELLED, IN_FORCE, OWN_WORK, enters, meaning_of
from con_center.learning import attendance, in_plan, registering
from con_center.learning.errors import LearningError, TrainingStateError
from con_center.learning.registering import TOGETHER
from con_center.learning.workflow import OPEN
from con_center.notices import tell_later, with_thai
from con_center.notices.kinds import REGISTERING
from con_center.thai import fiscal_year, thai_date

LONGEST_DAYS = 92
CLOSED = (IN_FORCE, CANCELLED)


class Training(GovernedDocument):
	"""A training, a workshop or an exchange: what it is about, when and where; who takes part are documents of their own.

	Areas below the organiser read it, to register their people: so it holds no names of participants.
	"""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from con_center.learning.doctype.training_partner.training_partner import TrainingPartner
		from con_center.learning.doctype.training_session.training_session import TrainingSession
		from con_center.learning.doctype.training_speaker.training_speaker import TrainingSpeaker
		from con_center.learning.doctype.training_target.training_target import TrainingTarget
		from con_center.learning.doctype.training_topic.training_topic import TrainingTopic

		activity_name: DF.Data | None
		activity_number: DF.Data | None
		area: DF.Link
		budget_source: DF.Link | None
		cancel_reason: DF.SmallText | None
		certificate_percent: DF.Percent
		district: DF.Link | None
		ends_on: DF.Date | None
		evaluation_form: DF.Link | None
		kind: DF.Literal["Training", "Workshop", "Exchange"]
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		objective: DF.SmallText | None
		partners: DF.TableMultiSelect[TrainingPartner]
		place: DF.Data | None
		plan: DF.Link | None
		planned_budget: DF.Currency
		province: DF.Link | None
		registration_until: DF.Date | None
		reminded_on: DF.Date | None
		result: DF.SmallText | None
		sessions: DF.Table[TrainingSession]
		signatory_name: DF.Data | None
		signatory_position: DF.Data | None
		speakers: DF.Table[TrainingSpeaker]
		spent: DF.Currency
		starts_on: DF.Date
		subjects: DF.TableMultiSelect[TrainingTopic]
		target_people: DF.Int
		targets: DF.Table[TrainingTarget]
		training_title: DF.Data
		video_address: DF.Data | None
		way: DF.Literal["On Site", "Video Conference", "On Site and Video Conference"]
		workflow_state: DF.Link | None
	# end: auto-generated types

	refusal = LearningError

	def validate(self):
		self.validate_open_for_changes()
		self.validate_days()
		self.number_sessions()
		self.validate_sessions()
		self.validate_named_once()
		self.validate_targets()
		self.validate_place()
		self.set_activity()
		self.validate_share()
		self.propose_form()

	def on_update(self):
		before = self.get_doc_before_save()
		if before and meaning_of(before) == OWN_WORK and self.get_meaning() == OPEN:
			self.tell_who_registers()
		if before and (meaning_of(before) == IN_FORCE) != (self.get_meaning() == IN_FORCE):
			self.count_in_its_year()
			in_plan.follow(self)

	def count_in_its_year(self):
		"""Who took part is counted in the year of a training that is closed, and no more once it is opened again."""
		closed = self.get_meaning() == IN_FORCE
		attendance.count_in_year(self.name, fiscal_year(getdate(self.starts_on)) if closed else 0)

	def on_trash(self):
		frappe.throw(_("{0} stays on record: call it off.").format(self.training_title), LearningError)

	def validate_open_for_changes(self):
		before = self.get_doc_before_save()
		if before and not is_deciding(self) and meaning_of(before) in CLOSED:
			said = _("{0} is closed and stays as it is. Open it again first.")
			refuse(self, said.format(frappe.bold(before.training_title)), TrainingStateError)

	def validate_days(self):
		self.ends_on = self.ends_on or self.starts_on
		first, last = getdate(self.starts_on), getdate(self.ends_on)
		if last < first:
			self.refuse("ends_on", _("it lies before the first day. Correct one of them."))
		if (last - first).days > LONGEST_DAYS:
			self.refuse(
				"ends_on",
				_("a training lasts {0} days at most. Enter its parts as several.").format(LONGEST_DAYS),
			)
		if self.registration_until and getdate(self.registration_until) > last:
			self.refuse("registration_until", _("choose a day before the training is over."))

	def number_sessions(self):
		"""Give each new session a number, which it keeps: attendance names it."""
		last, seen = max((cint(row.number) for row in self.sessions), default=0), set()
		for row in self.sessions:
			if cint(row.number) <= 0 or row.number in seen:
				last += 1
				row.number = last
			seen.add(row.number)

	def validate_sessions(self):
		for row in self.sessions:
			if not getdate(self.starts_on) <= getdate(row.session_date) <= getdate(self.ends_on):
				self.refuse("sessions", _("row {0}: the day is none of this training.").format(row.idx))
			if row.begins and row.ends and get_time(row.ends) <= get_time(row.begins):
				self.refuse("sessions", _("row {0}: it ends before it begins.").format(row.idx))
		self.keep_attended()

	def keep_attended(self):
		before = self.get_doc_before_save()
		gone = (
			{row.number for row in before.sessions} - {row.number for row in self.sessions} if before else ()
		)
		attended = sorted(gone & attendance.by_session(self.name).keys()) if gone else ()
		if attended:
			self.refuse("sessions", _("session {0} has people who signed in, and stays.").format(attended[0]))

	def validate_named_once(self):
		for table, field in (("subjects", "subject"), ("partners", "partner")):
			named = [row.get(field) for row in self.get(table)]
			if len(named) != len(set(named)):
				self.refuse(table, _("each is named once."))

	def validate_targets(self):
		"""Each group is expected once; how many people that makes is worked out, unless somebody says otherwise."""
		groups = [row.participant_group for row in self.targets]
		for row in self.targets:
			# below a sub-district there is no area that registers
			if self.level not in registering.LEVELS:
				row.whose = TOGETHER
			if groups.count(row.participant_group) > 1:
				self.refuse("targets", _("row {0}: each group is named once.").format(row.idx))
			if cint(row.people) <= 0:
				self.refuse("targets", _("row {0}: type a number above 0.").format(row.idx))
		if self.targets and not self.target_people:
			self.target_people = registering.expected(self)

	def validate_place(self):
		if self.way != "Video Conference" and not self.place and self.get_meaning() != OWN_WORK:
			self.refuse("place", _("say where it is held."))

	def set_activity(self):
		if not self.plan:
			self.activity_number = self.activity_name = None
			return
		plan = frappe.get_cached_doc("Action Plan", self.plan)
		found = plan.activity(self.activity_number) if self.activity_number else None
		if not found:
			self.refuse(
				"activity_number",
				_("the plan has no activity {0}. Choose one of its activities.").format(
					frappe.bold(frappe.utils.escape_html(self.activity_number or "–"))
				),
			)
		self.activity_number, self.activity_name = str(found.number), found.activity_name

	def validate_share(self):
		if not 0 <= (self.certificate_percent or 0) <= 100:
			self.refuse("certificate_percent", _("type a number from 0 to 100."))

	def propose_form(self):
		if self.is_new() and not self.evaluation_form:
			self.evaluation_form = frappe.db.get_value("Evaluation Form", {"is_default": 1, "disabled": 0})

	def session(self, number):
		"""Return the row of the session with this number. Raises LearningError."""
		found = next((row for row in self.sessions if row.number == cint(number)), None)
		if not found:
			frappe.throw(_("The training has no session {0}.").format(cint(number)), LearningError)
		return found

	def sessions_needed(self) -> int:
		"""Return in how many sessions somebody was, who gets a certificate: one at least."""
		return max(1, -(-len(self.sessions) * cint(self.certificate_percent) // 100))

	def find(self, transition, post) -> Iterator[Finding]:
		yield from super().find(transition, post)
		if enters(transition, OPEN):
			yield from self.find_before_opening()
		elif enters(transition, IN_FORCE):
			yield from self.find_before_closing()

	def find_before_opening(self) -> Iterator[Finding]:
		if not self.sessions:
			yield Finding(STOP, _("Sessions: enter at least one, in which people sign in"), "sessions")
		if self.way != "Video Conference" and not self.place:
			yield Finding(STOP, _("Place: say where it is held"), "place")
		if not self.subjects:
			yield Finding(
				ODD, _("No subject is named: nobody will be known to be trained on one"), "subjects"
			)

	def find_before_closing(self) -> Iterator[Finding]:
		if getdate(self.ends_on) > getdate(today()):
			day = thai_date(self.ends_on, thai=False)
			yield Finding(STOP, _("It is not over: its last day is {0}").format(day), "ends_on")
		if in_plan.lacks_source(self):
			yield Finding(
				STOP, _("Source of Money: the plan asks where the money spent came from"), "budget_source"
			)
		if not frappe.db.exists("Training Participant", {"training": self.name, "came": 1}):
			yield Finding(ODD, _("Nobody has signed in"))

	def before_decision(self, transition, post, comment):
		if enters(transition, CANCELLED):
			self.cancel_reason = comment

	def tell_who_registers(self):
		"""Tell the officers of the areas one level below that it is open; they read it and enter their own people."""
		role = registering.ROLES.get(self.level)
		if not role:
			return
		areas = frappe.get_all("Officer Assignment", distinct=True, pluck="area")
		below = [area for area in areas if area != self.area and covers(self.area, area) and area != COUNTRY]
		users = {row.user for row in holders_in(role, below)} - {frappe.session.user}
		tell_later(REGISTERING, sorted(users), self.doctype, self.name, with_thai(self.call_to_register))

	def call_to_register(self) -> str:
		if not self.registration_until:
			return _("Register your people for {0}").format(self.training_title)
		return _("Register your people for {0} until {1}").format(
			self.training_title, thai_date(self.registration_until, thai=False)
		)


def on_doctype_update():
	add_indexes("Training")
	frappe.db.add_index("Training", ["plan"])
