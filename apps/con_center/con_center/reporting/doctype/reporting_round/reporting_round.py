import frappe
from frappe import _
from frappe.model.mapper import get_mapped_doc
from frappe.utils import cint, getdate

from con_center.access.areas import COUNTRY
from con_center.access.conditions import add_indexes
from con_center.access.documents import ScopedDocument
from con_center.access.posts import area_codes
from con_center.entry.fiscal_year import check_fiscal_year
from con_center.notices.days import reminder_days
from con_center.organization.doctype.area.area import long_name
from con_center.reporting.round_items import ASSESSMENTS, NOT_RECORDED
from con_center.reporting.rounds import DISTRICT_HOP, PROVINCE_HOP, RoundError
from con_center.thai import fiscal_year_dates

HOP_IN_THAI = {"District to Province": "อำเภอส่งจังหวัด", "Province to Department": "จังหวัดส่งกรม"}
OPEN, TO_BE_CONFIRMED = "Open", "To Be Confirmed"
# what the reports of the round were made by
MEANING = ("fiscal_year", "hop", "area")
PLACES = {DISTRICT_HOP: ("Country", "Province"), PROVINCE_HOP: ("Country",)}


class ReportingRound(ScopedDocument):
	"""Who reports to whom on a fiscal year, from when to when, and by which day; with what says so."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from con_center.reporting.doctype.reporting_round_item.reporting_round_item import ReportingRoundItem

		area: DF.Link
		copied_from: DF.Link | None
		deadline: DF.Date | None
		district: DF.Link | None
		fiscal_year: DF.Int
		form: DF.Link | None
		hop: DF.Literal["District to Province", "Province to Department"]
		items: DF.Table[ReportingRoundItem]
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		note: DF.SmallText | None
		period_from: DF.Date | None
		period_to: DF.Date | None
		provenance: DF.SmallText | None
		province: DF.Link | None
		purpose: DF.Data | None
		remind_before: DF.Data | None
		remind_every: DF.Int
		reminded_on: DF.Date | None
		status: DF.Literal["To Be Confirmed", "Open", "Closed"]
		title: DF.Data | None
	# end: auto-generated types

	stands_once = ("fiscal_year", "hop", "area")

	def validate(self):
		self.validate_year()
		self.validate_place()
		self.validate_only_one()
		self.validate_nobody_has_begun()
		self.guard_meaning()
		self.set_period()
		self.validate_dates()
		self.validate_reminders()
		self.validate_items()
		self.validate_source()
		self.set_title()

	def validate_year(self):
		label = _(self.meta.get_label("fiscal_year"))
		if not check_fiscal_year(self.fiscal_year, label):
			frappe.throw(
				_("{0}: {1} is not a fiscal year. Type it like 2567.").format(frappe.bold(label), "–"),
				RoundError,
			)

	def validate_place(self):
		"""The country has rounds for all; a province keeps one of its own for its districts, and no one else does."""
		if self.hop and self.level not in PLACES.get(self.hop, ()):
			frappe.throw(
				_("Area: choose the whole country, or for what districts send, a province."), RoundError
			)

	def validate_only_one(self):
		if other := self.find_twin():
			frappe.throw(
				_("Fiscal Year: {0} is there already. Go on with that one.").format(other.title), RoundError
			)

	def validate_nobody_has_begun(self):
		"""Whoever has begun in the round for all would have to begin again in the province's own."""
		if not self.is_new() or self.area == COUNTRY:
			return
		begun = frappe.db.count(
			"Progress Report",
			{
				"fiscal_year": self.fiscal_year,
				"hop": self.hop,
				"province": self.province,
				"docstatus": ("!=", 2),
			},
		)
		if begun:
			frappe.throw(
				_(
					"Area: {0} districts have begun their report in the round for all provinces already."
				).format(begun),
				RoundError,
			)

	def guard_meaning(self):
		before = self.get_doc_before_save()
		changed = before and any((self.get(f) or None) != (before.get(f) or None) for f in MEANING)
		if changed and frappe.db.exists("Progress Report", {"reporting_round": self.name}):
			frappe.throw(
				_("{0}: there are reports in this round. Its fiscal year, hop and province stay.").format(
					self.title
				),
				RoundError,
			)

	def set_period(self):
		start, end = fiscal_year_dates(self.fiscal_year)
		self.period_from = self.period_from or start
		self.period_to = self.period_to or end

	def validate_dates(self):
		start, end = getdate(self.period_from), getdate(self.period_to)
		if end < start:
			frappe.throw(_("Period To: it lies before Period From. Correct one of them."), RoundError)
		if self.deadline and getdate(self.deadline) < start:
			frappe.throw(
				_("Deadline: it lies before the period that is reported on. Correct it."), RoundError
			)

	def validate_reminders(self):
		try:
			days = reminder_days(self.remind_before)
		except ValueError:
			frappe.throw(
				_("Remind Before (Days): type whole numbers from 0 to 365, with commas between them."),
				RoundError,
			)
		self.remind_before = ", ".join(map(str, days))

	def validate_items(self):
		for row in self.items:
			row.kind = row.kind or NOT_RECORDED
			row.assessment_round = cint(row.assessment_round) or 1 if row.kind == ASSESSMENTS else 0

	def validate_source(self):
		if self.status == OPEN and not (self.provenance or "").strip():
			frappe.throw(
				_("Provenance: name the letter that sets the dates before you open the round."), RoundError
			)

	def set_title(self):
		place = f" ({long_name(self.area)})" if self.area != COUNTRY else ""
		hop = HOP_IN_THAI.get(self.hop, "")
		self.title = f"รายงานความก้าวหน้า ศอช. ปีงบประมาณ {self.fiscal_year} {hop}{place}"


def next_year(value):
	"""Return the same day of the next year; of 29 February, the 28th."""
	return frappe.utils.add_years(value, 1) if value else None


@frappe.whitelist()
def copy_to_next_year(source_name: str):
	"""Return a new, unsaved round for the next fiscal year. Its dates are proposals: the same days a year later.

	Whoever keeps rounds for his province alone copies one for all provinces into a round of his province. It stays To
	Be Confirmed until somebody who keeps rounds has set the dates, and named the letter that does.
	"""
	frappe.new_doc("Reporting Round").check_permission("create")

	own = area_codes("Reporting Round", "create")

	def later(source, target):
		if own and target.area == COUNTRY and target.hop == DISTRICT_HOP:
			target.area = own[0]
		target.fiscal_year = source.fiscal_year + 1
		target.status = TO_BE_CONFIRMED
		target.copied_from = source.name
		target.provenance = None
		target.form = None
		for field in ("period_from", "period_to", "deadline"):
			target.set(field, next_year(source.get(field)))

	def later_item(source, target, source_parent):
		target.deadline = next_year(source.deadline)
		target.provenance = None

	return get_mapped_doc(
		"Reporting Round",
		source_name,
		{
			"Reporting Round": {"doctype": "Reporting Round"},
			"Reporting Round Item": {"doctype": "Reporting Round Item", "postprocess": later_item},
		},
		postprocess=later,
	)


def on_doctype_update():
	add_indexes("Reporting Round")
