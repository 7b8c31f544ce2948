import frappe
from frappe import _
from frappe.utils import cint, getdate, now_datetime

from con_center.access.areas import covers
from con_center.access.conditions import add_indexes
from con_center.approval.decision import GovernedDocument, follow, is_deciding
from con_center.approval.meaning import IN_FORCE, PASSED, REOPENED, enters
from con_center.approval.notify import next_posts, tell_next_deciders
from con_center.assessments import charts, confirming
from con_center.assessments.doctype.assessment_template.assessment_template import SAMPLE_NOTICE, check_year
from con_center.assessments.result import COLOURS
from con_center.organization.doctype.area.area import long_name
from con_center.thai import arabic_digits

BARS_A_PAGE = 20
# what becomes of the district's assessments, by what its own state means
BELOW = {IN_FORCE: IN_FORCE, REOPENED: PASSED}


class ConfirmationError(frappe.ValidationError):
	pass


class NotCompleteError(ConfirmationError):
	pass


class UnlockLevelError(frappe.PermissionError):
	pass


class DistrictAssessmentConfirmation(GovernedDocument):
	"""A district in a round: confirmed by the province once all its sub-districts are complete.

	Confirming locks the assessments; unlocking is a decision of the level that confirmed, or of a higher one.
	"""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		area: DF.Link
		completed: DF.Int
		confirmed_by_name: DF.Data | None
		confirmed_from: DF.Link | None
		confirmed_on: DF.Datetime | None
		district: DF.Link | None
		expected: DF.Int
		fiscal_year: DF.Int
		lacking: DF.Int
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		notice: DF.Data | None
		percent: DF.Percent
		province: DF.Link | None
		remarks: DF.SmallText | None
		round: DF.Int
		title: DF.Data | None
		unlock_reason: DF.SmallText | None
		workflow_state: DF.Link | None
	# end: auto-generated types

	leaves_the_house = True

	def public_facts(self):
		return {
			**super().public_facts(),
			"kind": "ผลการประเมินระดับอำเภอ",
			"issuer": long_name(self.confirmed_from or self.province),
			"dated": getdate(self.confirmed_on),
		}

	def onload(self):
		super().onload()
		self.set_onload("lines", self.lines())

	def before_naming(self):
		super().before_naming()
		for field in ("fiscal_year", "round"):
			self.set(field, cint(arabic_digits(self.get(field))))
		check_year(self.fiscal_year, _(self.meta.get_label("fiscal_year")))

	def validate(self):
		self.validate_level()
		self.set_counts()
		self.set_title()
		self.guard_confirmed()

	def on_update(self):
		self.move_assessments()

	def on_trash(self):
		frappe.throw(_("{0} stays on record.").format(self.title), ConfirmationError)

	def before_decision(self, transition, post, comment):
		if enters(transition, IN_FORCE):
			self.validate_complete()
			self.confirmed_on = now_datetime()
			self.confirmed_by_name = frappe.db.get_value(
				"Officer Assignment", post.assignment, "officer_name"
			)
			self.confirmed_from = post.area
			self.unlock_reason = None
		elif enters(transition, REOPENED):
			self.validate_unlocking(post)
			self.unlock_reason = comment
		if transition.next_meaning in BELOW and transition.next_meaning != transition.meaning:
			self.flags.decided = (BELOW[transition.next_meaning], comment)

	def lines(self) -> list[dict]:
		return confirming.lines(self.area, self.fiscal_year, self.round)

	def bars(self, digits=str) -> list[str]:
		"""Return the results of the complete sub-districts as bars, in pictures (SVG) that fit a page each."""
		rows = [(r.area_name, [("", COLOURS["province"], r.percent)]) for r in self.lines() if r.complete]
		return [
			charts.bars(rows[n : n + BARS_A_PAGE], digits=digits) for n in range(0, len(rows), BARS_A_PAGE)
		]

	def validate_level(self):
		if self.level != "District" or cint(self.round) < 1:
			frappe.throw(
				_("District and Round: choose a district, and a round from 1 on."), ConfirmationError
			)

	def set_counts(self):
		rows = self.lines()
		self.update(confirming.counts(rows))
		self.notice = SAMPLE_NOTICE if any(row.sample for row in rows) else None

	def refresh_counts(self):
		"""Write the counts, as a change of the version: whoever has read the one before has to read it again."""
		before = self.lacking
		self.write_counts()
		if before and not self.lacking:
			tell_next_deciders(self, next_posts(self))

	def write_counts(self):
		self.set_counts()
		counted = {field: self.get(field) for field in ("notice", *confirming.counts([]))}
		frappe.db.set_value(self.doctype, self.name, counted)

	def set_title(self):
		mark = f" ({SAMPLE_NOTICE})" if self.notice else ""
		place = frappe.get_cached_value("Area", self.area, "full_name")
		self.title = f"ผลประเมิน ศอช.ต. {place} ปีงบประมาณ {self.fiscal_year} รอบที่ {self.round}{mark}"[:140]

	def guard_confirmed(self):
		if self.get_meaning() == IN_FORCE and not is_deciding(self):
			frappe.throw(
				_("{0} is confirmed. Unlock it before you change it.").format(self.title), ConfirmationError
			)

	def validate_complete(self):
		lacking = [row for row in self.lines() if not row.complete]
		if lacking:
			frappe.throw(
				_("{0} cannot be confirmed yet. Not complete: {1}.").format(
					frappe.bold(self.title),
					", ".join(
						f"{row.area_name} ({_(row.workflow_state or 'Not Assessed')})" for row in lacking
					),
				),
				NotCompleteError,
			)

	def validate_unlocking(self, post):
		if not covers(post.area, self.confirmed_from):
			frappe.throw(
				_("{0} was confirmed at a higher level than yours, which alone can unlock it.").format(
					self.title
				),
				UnlockLevelError,
			)

	def move_assessments(self):
		meaning, comment = self.flags.pop("decided", None) or (None, None)
		if not meaning:
			return
		for row in self.lines():
			follow("Assessment", row.name, meaning, comment, source=self)
		self.write_counts()


def on_doctype_update():
	add_indexes("District Assessment Confirmation")
	frappe.db.add_index("District Assessment Confirmation", ["workflow_state", "modified"])
