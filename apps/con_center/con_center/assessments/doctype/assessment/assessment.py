import frappe
from frappe import _
from frappe.utils import cint, flt

from con_center.access.conditions import add_indexes
from con_center.approval.decision import GovernedDocument, is_deciding
from con_center.approval.meaning import (
	IN_FORCE,
	OWN_WORK,
	PASSED,
	RETURNED,
	REVIEW,
	WITH_MAKER,
	enters,
	meaning_of,
)
from con_center.assessments import computed, confirming, scoring
from con_center.assessments.doctype.assessment_template.assessment_template import (
	SAMPLE_NOTICE,
	check_year,
	find_template,
)
from con_center.assessments.result import view
from con_center.thai import arabic_digits
from con_center.thai import fiscal_year as fiscal_year_of

STAGES = ("self", "district", "province")
# whose turn it is, by what the state means, and whose result counts
STAGE_AT_WORK = {OWN_WORK: "self", RETURNED: "self", REVIEW: "district", PASSED: "province"}
STAGE_THAT_COUNTS = {PASSED: "district", IN_FORCE: "province"}
# what each stage writes: in the rows, and in the document
ROW_FIELDS = {
	"self": ("self_score", "evidence", "evidence_file"),
	"district": ("district_score", "district_note"),
	"province": ("province_score", "province_note"),
}
OWN_FIELDS = {
	"self": ("self_remarks", "assessed_on", "assessor"),
	"district": ("district_remarks",),
	"province": ("province_remarks",),
}
SNAPSHOT = (
	"code",
	"category",
	"indicator",
	"evidence_wanted",
	"kind",
	"min_score",
	"max_score",
	"weight",
	"computed_by",
	"needed",
	"formula",
)
FOUND = ("computed_value", "computed_score", "proof_doctype", "proof_name", "proof_filters")


class AssessmentError(frappe.ValidationError):
	pass


class NoTemplateError(AssessmentError):
	pass


class AssessedTwiceError(AssessmentError):
	pass


class FixedRowsError(AssessmentError):
	pass


class NotYourColumnError(frappe.PermissionError):
	pass


class ScoreValueError(AssessmentError):
	pass


class NotAllScoredError(AssessmentError):
	pass


class EvidenceMissingError(AssessmentError):
	pass


class LockedError(AssessmentError):
	pass


class Assessment(GovernedDocument):
	"""A sub-district's center against the criteria in a round: its own score, the district's, the province's.

	The criteria are copied when it is made, so that whatever becomes of the template, the result stands.
	"""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from con_center.assessments.doctype.assessment_band.assessment_band import AssessmentBand
		from con_center.assessments.doctype.assessment_category_result.assessment_category_result import (
			AssessmentCategoryResult,
		)
		from con_center.assessments.doctype.assessment_score.assessment_score import AssessmentScore

		area: DF.Link | None
		assessed_on: DF.Date | None
		assessor: DF.Data | None
		band: DF.Data | None
		bands: DF.Table[AssessmentBand]
		categories: DF.Table[AssessmentCategoryResult]
		center: DF.Link
		confirmation: DF.Link | None
		district: DF.Link | None
		district_band: DF.Data | None
		district_missing: DF.Int
		district_percent: DF.Percent
		district_remarks: DF.SmallText | None
		fiscal_year: DF.Int
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		missing: DF.Int
		notice: DF.Data | None
		percent: DF.Percent
		province: DF.Link | None
		province_band: DF.Data | None
		province_missing: DF.Int
		province_percent: DF.Percent
		province_remarks: DF.SmallText | None
		return_reason: DF.SmallText | None
		round: DF.Int
		sample: DF.Check
		scores: DF.Table[AssessmentScore]
		self_band: DF.Data | None
		self_missing: DF.Int
		self_percent: DF.Percent
		self_remarks: DF.SmallText | None
		template: DF.Link | None
		title: DF.Data | None
		workflow_state: DF.Link | None
	# end: auto-generated types

	area_field = "center"
	stands_once = ("center", "fiscal_year", "round")
	leaves_the_house = True

	def public_facts(self):
		return {**super().public_facts(), "kind": "ผลการประเมิน", "dated": self.assessed_on}

	def get_area(self):
		return frappe.db.get_value("CON Center", self.center, "area") if self.center else None

	def onload(self):
		super().onload()
		self.set_onload("result", view(self))

	def result_view(self, digits=str) -> dict:
		"""Return the result as print formats draw it; see `con_center.assessments.result`."""
		return view(self, lang="th", digits=digits)

	def before_naming(self):
		super().before_naming()
		self.set_round()
		self.validate_only_one()

	def validate(self):
		self.guard_locked()
		check_year(self.fiscal_year, _(self.meta.get_label("fiscal_year")))
		self.validate_level()
		self.set_template()
		self.copy_criteria()
		self.keep_criteria()
		self.read_scores()
		self.guard_columns()
		self.fill_from_system()
		self.set_result()
		self.set_title()
		self.set_confirmation()

	def on_update(self):
		self.update_confirmation()

	def on_trash(self):
		frappe.throw(_("{0} stays on record.").format(self.title), AssessmentError)

	def before_decision(self, transition, post, comment):
		if transition.next_meaning == RETURNED:
			self.return_reason = comment
			return
		if transition.meaning in WITH_MAKER and transition.next_meaning not in WITH_MAKER:
			self.return_reason = None
			self.validate_all_scored("self")
			self.validate_differences()
		if transition.meaning == REVIEW and transition.next_meaning != REVIEW:
			self.validate_all_scored("district")
		if enters(transition, IN_FORCE):
			self.confirm_scores()

	def set_round(self):
		for field in ("fiscal_year", "round"):
			self.set(field, cint(arabic_digits(self.get(field))))
		label = _(self.meta.get_label("fiscal_year"))
		check_year(self.fiscal_year, label)
		if self.fiscal_year > fiscal_year_of(frappe.utils.today()) + 1:
			frappe.throw(
				_("{0}: {1} lies too far ahead to be assessed.").format(frappe.bold(label), self.fiscal_year),
				AssessmentError,
			)
		if self.round < 1:
			frappe.throw(_("Round: type 1, 2 and so on."), AssessmentError)

	def validate_only_one(self):
		if other := self.find_twin():
			frappe.throw(
				_("{0} is there already for this center, fiscal year and round. Open that one.").format(
					frappe.bold(other.name)
				),
				AssessedTwiceError,
			)

	def validate_level(self):
		if self.level != "Sub-district":
			frappe.throw(
				_("Center: sub-district centers alone are assessed. Choose one of a sub-district."),
				AssessmentError,
			)

	def set_template(self):
		if not self.is_new():
			return
		self.template = self.template or find_template(self.fiscal_year)
		if not self.template:
			frappe.throw(
				_("Criteria: none are in use in the fiscal year {0}. Ask the administrator.").format(
					self.fiscal_year
				),
				NoTemplateError,
			)
		template = frappe.get_doc("Assessment Template", self.template)
		if template.status != "In Use" or not template.valid_in(self.fiscal_year):
			frappe.throw(
				_("Criteria: {0} are not in use in the fiscal year {1}. Choose others.").format(
					frappe.bold(template.title), self.fiscal_year
				),
				NoTemplateError,
			)
		if self.round > template.rounds:
			frappe.throw(
				_("Round: these criteria have {0} rounds a fiscal year. Choose one of them.").format(
					template.rounds
				),
				AssessmentError,
			)

	def copy_criteria(self):
		"""Of a new assessment: the rows are the template's, with what was typed for the center itself."""
		if not self.is_new():
			return
		template = frappe.get_doc("Assessment Template", self.template)
		self.sample = 0 if template.official else 1
		self.notice = SAMPLE_NOTICE if self.sample else None
		for field in (*OWN_FIELDS["district"], *OWN_FIELDS["province"]):
			self.set(field, None)  # theirs to say, once it is their turn
		typed = {str(row.code or row.idx): row for row in self.scores}
		self.set("scores", [])
		for indicator in template.indicators:
			given = typed.get(indicator.code) or frappe._dict()
			self.append(
				"scores",
				{
					**{field: indicator.get(field) for field in SNAPSHOT},
					**{field: given.get(field) for field in ROW_FIELDS["self"]},
				},
			)
		self.set("bands", [])
		for row in template.bands:
			self.append("bands", {"band": row.band, "min_percent": row.min_percent})

	def keep_criteria(self):
		"""The copy stays as it was made, whatever a client sends."""
		before = self.get_doc_before_save()
		if not before:
			return
		rows = {row.name: row for row in self.scores}
		if set(rows) != {row.name for row in before.scores}:
			frappe.throw(
				_("Scores: the rows come from the criteria. None can be added or taken out."), FixedRowsError
			)
		for old in before.scores:
			for field in (*SNAPSHOT, *FOUND, "idx"):
				rows[old.name].set(field, old.get(field))
		self.sample, self.notice = before.sample, before.notice
		self.set("categories", [row.as_dict() for row in before.categories])
		self.scores.sort(key=lambda row: row.idx)
		self.set("bands", [row.as_dict() for row in before.bands])

	def read_scores(self):
		for row in self.scores:
			for stage in STAGES:
				field = f"{stage}_score"
				try:
					row.set(field, scoring.as_text(self.score(row, stage)))
				except scoring.ScoreError:
					self.refuse_score(row, field)

	def refuse_score(self, row, field: str):
		allowed = (
			_("1 (yes) or 0 (no)")
			if row.kind == scoring.YES_NO
			else _("a number from {0} to {1}").format(
				scoring.as_text(row.min_score), scoring.as_text(row.max_score)
			)
		)
		frappe.throw(
			_("Indicator {0}, {1}: {2} is no score here. Type {3}.").format(
				frappe.bold(row.code),
				_(row.meta.get_label(field)),
				frappe.bold(frappe.utils.escape_html(str(row.get(field))[:40])),
				allowed,
			),
			ScoreValueError,
		)

	def score(self, row, stage: str):
		return scoring.parse_score(row.get(f"{stage}_score"), row.kind, row.min_score, row.max_score)

	def guard_columns(self):
		"""Each stage is written while it lasts: what the others scored stays as they scored it."""
		before = self.get_doc_before_save()
		if not before or is_deciding(self):
			return
		stage = STAGE_AT_WORK.get(meaning_of(before))
		old_rows = {row.name: row for row in before.scores}
		for other in STAGES:
			if other == stage:
				continue
			for row in self.scores:
				for field in ROW_FIELDS[other]:
					if (row.get(field) or "") != (old_rows[row.name].get(field) or ""):
						frappe.throw(
							_("Indicator {0}: {1} cannot be changed in the status {2}.").format(
								frappe.bold(row.code),
								frappe.bold(_(row.meta.get_label(field))),
								_(before.workflow_state),
							),
							NotYourColumnError,
						)
			for field in OWN_FIELDS[other]:
				if str(self.get(field) or "") != str(before.get(field) or ""):
					frappe.throw(
						_("{0} cannot be changed in the status {1}.").format(
							frappe.bold(_(self.meta.get_label(field))), _(before.workflow_state)
						),
						NotYourColumnError,
					)

	def fill_from_system(self):
		"""What the system knows fills the score of the stage at work, unless somebody scored otherwise."""
		stage = STAGE_AT_WORK.get(self.get_meaning())
		if stage not in ("self", "district"):
			return
		field = f"{stage}_score"
		facts = computed.Facts(self.center, self.fiscal_year)
		for row in self.scores:
			if not row.computed_by:
				continue
			filled = row.get(field) in ("", None, row.computed_score)
			self.find_out(row, facts)
			if filled and row.computed_score:
				row.set(field, row.computed_score)

	def find_out(self, row, facts: computed.Facts):
		found = facts.known(row.computed_by)
		score = scoring.computed_score(
			found and found.value, row.kind, row.min_score, row.max_score, flt(row.needed), row.formula
		)
		row.computed_value = scoring.as_text(found.value) if found else None
		row.computed_score = scoring.as_text(score) if found else None
		row.proof_doctype = found.proof_doctype if found else None
		row.proof_name = found.proof_name if found else None
		row.proof_filters = found.proof_filters if found else None

	def set_result(self):
		indicators = [
			scoring.Indicator(row.code, row.category, row.max_score, row.weight) for row in self.scores
		]
		results = {
			stage: scoring.sum_up(indicators, {row.code: self.score(row, stage) for row in self.scores})
			for stage in STAGES
		}
		bands = [(row.band, row.min_percent) for row in self.bands]
		for stage, result in results.items():
			self.set(f"{stage}_percent", result.total.percent)
			self.set(f"{stage}_missing", result.total.missing)
			self.set(
				f"{stage}_band",
				None if result.total.missing else scoring.band(result.total.percent, bands),
			)
		counts = STAGE_THAT_COUNTS.get(self.get_meaning(), "self")
		for field in ("percent", "band", "missing"):
			self.set(field, self.get(f"{counts}_{field}"))
		for number, (category, total) in enumerate(results[counts].categories.items()):
			# the rows stay the same ones, so that the history only tells what has changed
			row = self.categories[number] if number < len(self.categories) else self.append("categories")
			row.update({"category": category, "percent": total.percent})
			for stage in STAGES:
				row.set(f"{stage}_percent", results[stage].categories[category].percent)

	def set_title(self):
		mark = f" ({SAMPLE_NOTICE})" if self.sample else ""
		center = frappe.get_cached_value("CON Center", self.center, "center_name")
		self.title = f"{center} ปีงบประมาณ {self.fiscal_year} รอบที่ {self.round}{mark}"[:140]

	def set_confirmation(self):
		self.confirmation = confirming.name_of(self.district, self.fiscal_year, self.round)
		if self.is_new() and confirming.is_confirmed(self.confirmation):
			frappe.throw(
				_("{0} is confirmed and locked. It has to be unlocked before an assessment is added.").format(
					frappe.bold(self.confirmation)
				),
				LockedError,
			)

	def guard_locked(self):
		before = self.get_doc_before_save()
		if before and meaning_of(before) == IN_FORCE and not is_deciding(self):
			frappe.throw(
				_("{0} is confirmed and locked. The province can unlock its district.").format(
					frappe.bold(self.title)
				),
				LockedError,
			)

	def validate_all_scored(self, stage: str):
		missing = [row.code for row in self.scores if self.score(row, stage) is None]
		if missing:
			frappe.throw(
				_("{0}: indicators {1} have no score yet. Score them all, then go on.").format(
					frappe.bold(_(frappe.get_meta("Assessment Score").get_label(f"{stage}_score"))),
					", ".join(missing),
				),
				NotAllScoredError,
			)

	def validate_differences(self):
		"""Whoever scores otherwise than the system found says why."""
		for row in self.scores:
			if row.computed_score and row.self_score != row.computed_score:
				if not (row.evidence or "").strip() and not row.evidence_file:
					frappe.throw(
						_(
							"Indicator {0}: the system found {1}, you scored {2}. Give the evidence, or take over what was found."
						).format(frappe.bold(row.code), row.computed_score, row.self_score),
						EvidenceMissingError,
					)

	def confirm_scores(self):
		"""Where the province scored nothing else, it confirms what the district scored."""
		for row in self.scores:
			if self.score(row, "province") is None:
				row.province_score = row.district_score

	def update_confirmation(self):
		if self.flags.follows:
			return
		before = self.get_doc_before_save()
		if not before or any(before.get(f) != self.get(f) for f in ("workflow_state", "percent", "missing")):
			confirming.update(self.district, self.fiscal_year, self.round)


def on_doctype_update():
	add_indexes("Assessment")
	frappe.db.add_index("Assessment", ["fiscal_year", "round", "district"])
	frappe.db.add_index("Assessment", ["center", "fiscal_year", "round"])
	frappe.db.add_index("Assessment", ["workflow_state", "modified"])
