import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, cstr, flt

from con_center.notices.days import reminder_days

# more would not fit on a page with what stands above it
MOST_ROOM_CM = 15
# what cannot be nothing, and the most of it
MOST = {
	"fewest_joint_activities": 1000,
	"fewest_processes": 50,
	"fewest_trained": 1000,
	"letter_answer_days": 365,
	"letter_most_named": 20,
	"registration_remind_days": 60,
	"seal_warn_before": 365,
	"seal_warn_every": 365,
	"spirit_times": 100,
}


class CONSettings(Document):
	"""What no source states, as settings with their provenance (domain.md 10)."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from con_center.organization.doctype.level_rule.level_rule import LevelRule

		date_era: DF.Literal["By Language", "Buddhist Era", "Common Era"]
		disputes_provenance: DF.SmallText | None
		disputes_remind_before: DF.Data | None
		disputes_remind_every: DF.Int
		disputes_retention_action: DF.Literal["Warn", "Remove Names"]
		disputes_retention_years: DF.Int
		disputes_smallest_number: DF.Int
		emblem: DF.AttachImage | None
		emblem_height_cm: DF.Float
		fewest_joint_activities: DF.Int
		fewest_processes: DF.Int
		fewest_trained: DF.Int
		export_dates: DF.Literal["As on the Screen", "ISO"]
		letter_answer_days: DF.Int
		letter_days_provenance: DF.SmallText | None
		households_provenance: DF.SmallText | None
		households_referral_days: DF.Int
		households_retention_action: DF.Literal["Warn", "Remove Names"]
		households_retention_years: DF.Int
		households_smallest_number: DF.Int
		letter_font: DF.Data | None
		letter_font_size: DF.Float
		letter_most_named: DF.Int
		letter_remind_before: DF.Data | None
		letter_remind_every: DF.Int
		letters_provenance: DF.SmallText | None
		level_rules: DF.Table[LevelRule]
		level_rules_provenance: DF.SmallText | None
		margin_bottom_cm: DF.Float
		margin_left_cm: DF.Float
		margin_right_cm: DF.Float
		margin_top_cm: DF.Float
		measures_provenance: DF.SmallText | None
		meeting_reminder_days: DF.Int
		meetings_count_forums: DF.Check
		meetings_count_without_quorum: DF.Check
		meetings_even_pace: DF.Check
		meetings_per_year: DF.Int
		meetings_provenance: DF.SmallText | None
		memo_remarks_cm: DF.Float
		minutes_name_checker: DF.Check
		number_announcements: DF.Check
		numbers_provenance: DF.SmallText | None
		photo_largest_kb: DF.Int
		photo_longest_side: DF.Int
		photos_most: DF.Int
		plans_among_processes: DF.Check
		quorum_counts_proxies: DF.Check
		quorum_percent: DF.Percent
		quorum_provenance: DF.SmallText | None
		registration_provenance: DF.SmallText | None
		registration_remind_days: DF.Int
		seal_warn_before: DF.Int
		seal_warn_every: DF.Int
		sign_in_provenance: DF.SmallText | None
		signatory_idle_minutes: DF.Int
		spirit_meetings: DF.Check
		spirit_provenance: DF.SmallText | None
		spirit_times: DF.Int
		spirit_trainings: DF.Check
		strong_percent: DF.Percent
		task_overdue_days: DF.Int
		task_reminder_days: DF.Int
		term_provenance: DF.SmallText | None
		term_years: DF.Int
		thai_digits: DF.Check
	# end: auto-generated types

	def validate(self):
		self.validate_level_rules()
		self.validate_letters()
		self.validate_letter_days()
		self.validate_numbers()
		self.validate_measures()
		self.disputes_remind_before = self.days_in("disputes_remind_before")

	def validate_level_rules(self):
		levels = [row.level for row in self.level_rules]
		for row in self.level_rules:
			if levels.count(row.level) > 1:
				frappe.throw(
					_("Rules by Level, row {0}: {1} has a rule already.").format(row.idx, _(row.level))
				)
			if row.max_members and (row.min_members or 0) > row.max_members:
				frappe.throw(
					_("Rules by Level, row {0}: Fewest Members is more than Most Members.").format(row.idx)
				)

	def validate_letters(self):
		if not 6 <= (self.letter_font_size or 0) <= 40:
			frappe.throw(_("Font Size (pt): give a size from 6 to 40."))
		for field in ("margin_top_cm", "margin_bottom_cm", "margin_left_cm", "margin_right_cm"):
			if not 0 <= (self.get(field) or 0) <= 8:
				frappe.throw(_("{0}: give a margin from 0 to 8 cm.").format(_(self.meta.get_label(field))))

	def days_in(self, field: str) -> str:
		"""Return the days of a field, evened out. Raises ValidationError for what is none."""
		try:
			return ", ".join(map(str, reminder_days(self.get(field))))
		except ValueError:
			frappe.throw(
				_("{0}: type whole numbers from 0 to 365, with commas between them.").format(
					_(self.meta.get_label(field))
				)
			)

	def validate_letter_days(self):
		self.letter_remind_before = self.days_in("letter_remind_before")
		if not 0 <= (self.memo_remarks_cm or 0) <= MOST_ROOM_CM:
			frappe.throw(
				_("{0}: give a size from 0 to {1} cm.").format(
					_(self.meta.get_label("memo_remarks_cm")), MOST_ROOM_CM
				)
			)

	def validate_numbers(self):
		for field, most in MOST.items():
			if self.has_value_changed(field) and not 1 <= cint(self.get(field)) <= most:
				frappe.throw(
					_("{0}: give a number from 1 to {1}.").format(_(self.meta.get_label(field)), most)
				)

	def validate_measures(self):
		if self.has_value_changed("strong_percent") and not 0 < flt(self.strong_percent) <= 100:
			frappe.throw(
				_("{0}: give a percentage above 0, up to 100.").format(
					_(self.meta.get_label("strong_percent"))
				)
			)
		counting = ("spirit_meetings", "spirit_trainings")
		if any(map(self.has_value_changed, counting)) and not any(map(self.get, counting)):
			frappe.throw(
				_("Public spirit: tick at least one of {0} and {1}.").format(
					*(_(self.meta.get_label(field)) for field in counting)
				)
			)


def setting(field: str):
	"""Return a setting; where nothing is set, as on a site that is older than the setting, the default that its form has."""
	stored = frappe.get_cached_doc("CON Settings").get(field)
	if stored is None or stored == "" or (not stored and field in MOST):
		meta = frappe.get_meta("CON Settings").get_field(field)
		return {"Check": cint, "Int": cint, "Float": flt, "Percent": flt}.get(meta.fieldtype, cstr)(
			meta.default
		)
	return stored


def level_rule(level: str):
	"""Return the rule (Level Rule row) for committees of this level, or None."""
	settings = frappe.get_cached_doc("CON Settings")
	return next((row for row in settings.level_rules if row.level == level), None)


def emblem_of_office() -> str | None:
	"""Return the address of the file that the office has given as its emblem."""
	return frappe.db.get_single_value("CON Settings", "emblem")
