import frappe
from frappe import _
from frappe.model.document import Document
from frappe.model.mapper import get_mapped_doc
from frappe.utils import cint, flt

from con_center.assessments import scoring
from con_center.entry.fiscal_year import as_fiscal_year

SAMPLE_NOTICE = "ตัวอย่าง มิใช่เกณฑ์ราชการ"
OFFICIAL_CATEGORIES, OFFICIAL_INDICATORS = 5, 23
FIRST_YEAR, LAST_YEAR = 2540, 2743
# what may still change once an assessment stands on the template
NOT_OF_MEANING = ("status", "to_fiscal_year", "rounds", "title", "notice", "copied_from")


class TemplateError(frappe.ValidationError):
	pass


class OfficialTemplateError(TemplateError):
	pass


class TemplateInUseError(TemplateError):
	pass


class AssessmentTemplate(Document):
	"""Criteria: categories, indicators and bands, in versions. Assessments keep what they were made with."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from con_center.assessments.doctype.assessment_band.assessment_band import AssessmentBand
		from con_center.assessments.doctype.assessment_category.assessment_category import AssessmentCategory
		from con_center.assessments.doctype.assessment_indicator.assessment_indicator import (
			AssessmentIndicator,
		)

		bands: DF.Table[AssessmentBand]
		categories: DF.Table[AssessmentCategory]
		copied_from: DF.Link | None
		from_fiscal_year: DF.Int
		indicators: DF.Table[AssessmentIndicator]
		notice: DF.Data | None
		official: DF.Check
		rounds: DF.Int
		source: DF.SmallText | None
		status: DF.Literal["Draft", "In Use", "Retired"]
		template_name: DF.Data
		title: DF.Data | None
		to_fiscal_year: DF.Int
		version: DF.Int
	# end: auto-generated types

	def validate(self):
		self.set_order()
		self.validate_years()
		self.validate_version()
		self.validate_categories()
		self.validate_indicators()
		self.validate_bands()
		self.validate_official()
		self.guard_meaning()
		self.set_notice()
		self.set_title()

	def on_trash(self):
		if self.is_used():
			frappe.throw(
				_("{0} has been used and stays on record. Set its status to Retired.").format(self.title),
				TemplateInUseError,
			)

	def set_order(self):
		for row in self.categories:
			row.number = row.idx
			row.category = (row.category or "").strip()
		for row in self.indicators:
			row.code = (row.code or "").strip() or str(row.idx)
			row.category = (row.category or "").strip()
			if row.kind != scoring.SCALE:
				row.min_score, row.max_score = 0, 1

	def validate_years(self):
		for field in ("from_fiscal_year", "to_fiscal_year"):
			year = cint(self.get(field))
			if year:
				check_year(year, _(self.meta.get_label(field)))
		if self.to_fiscal_year and cint(self.to_fiscal_year) < cint(self.from_fiscal_year):
			frappe.throw(
				_("Until Fiscal Year: it lies before From Fiscal Year. Correct one of them."), TemplateError
			)
		if not 1 <= cint(self.rounds) <= 12:
			frappe.throw(_("Rounds a Fiscal Year: type a number from 1 to 12."), TemplateError)

	def validate_version(self):
		other = frappe.db.get_value(
			self.doctype,
			{"template_name": self.template_name, "version": self.version, "name": ("!=", self.name or "")},
		)
		if cint(self.version) < 1 or other:
			frappe.throw(
				_(
					"Version: {0} version {1} is there already, or is no version. Type the next number."
				).format(frappe.bold(self.template_name), self.version),
				TemplateError,
			)

	def validate_categories(self):
		seen: dict[str, int] = {}
		for row in self.categories:
			if row.category in seen:
				frappe.throw(
					_("Categories, row {0}: {1} stands in row {2} already. Take one out.").format(
						row.idx, frappe.bold(row.category), seen[row.category]
					),
					TemplateError,
				)
			seen[row.category] = row.idx

	def validate_indicators(self):
		categories = {row.category for row in self.categories}
		codes: dict[str, int] = {}
		for row in self.indicators:
			if row.category not in categories:
				frappe.throw(
					_(
						"Indicators, row {0}: the category {1} does not stand under Categories. Write it the same way."
					).format(row.idx, frappe.bold(row.category)),
					TemplateError,
				)
			if row.code in codes:
				frappe.throw(
					_(
						"Indicators, row {0}: the code {1} stands in row {2} already. Give another one."
					).format(row.idx, frappe.bold(row.code), codes[row.code]),
					TemplateError,
				)
			codes[row.code] = row.idx
			self.validate_limits(row)
			self.validate_formula(row)
		for row in self.categories:
			if row.category not in {indicator.category for indicator in self.indicators}:
				frappe.throw(
					_(
						"Categories, row {0}: {1} has no indicators. Add them, or take the category out."
					).format(row.idx, frappe.bold(row.category)),
					TemplateError,
				)

	def validate_limits(self, row):
		if flt(row.max_score) <= max(flt(row.min_score), 0):
			frappe.throw(
				_(
					"Indicators, row {0}: Highest Score must lie above 0 and above Lowest Score. Correct one of them."
				).format(row.idx),
				TemplateError,
			)
		if flt(row.weight) <= 0:
			frappe.throw(_("Indicators, row {0}: Weight must be more than 0.").format(row.idx), TemplateError)
		if row.computed_by and not row.formula and flt(row.needed) <= 0:
			frappe.throw(
				_("Indicators, row {0}: Needed for the Full Score must be more than 0.").format(row.idx),
				TemplateError,
			)

	def validate_formula(self, row):
		row.formula = (row.formula or "").strip() if row.computed_by else None
		if not row.formula:
			return
		try:
			for value in (0, 1, 2, 100):
				scoring.computed_score(
					value, row.kind, row.min_score, row.max_score, flt(row.needed), row.formula
				)
		except scoring.FormulaError:
			frappe.throw(
				_(
					"Indicators, row {0}: the formula {1} cannot be worked out. Use numbers, + - * /, comparisons, if else, value, needed, min(), max() and round()."
				).format(row.idx, frappe.bold(frappe.utils.escape_html(row.formula))),
				TemplateError,
			)

	def validate_bands(self):
		seen: set = set()
		for row in self.bands:
			row.band = (row.band or "").strip()
			if not 0 <= flt(row.min_percent) <= 100:
				frappe.throw(
					_("Bands, row {0}: From Percent lies between 0 and 100.").format(row.idx), TemplateError
				)
			if row.band in seen or flt(row.min_percent) in seen:
				frappe.throw(
					_("Bands, row {0}: its name or its From Percent stands above already.").format(row.idx),
					TemplateError,
				)
			seen |= {row.band, flt(row.min_percent)}
		if 0.0 not in seen:
			frappe.throw(_("Bands: the lowest one must begin at 0 percent."), TemplateError)

	def validate_official(self):
		"""Official criteria have 5 categories and 23 indicators (seed 003)."""
		if not self.official:
			return
		if (len(self.categories), len(self.indicators)) != (OFFICIAL_CATEGORIES, OFFICIAL_INDICATORS):
			frappe.throw(
				_(
					"Official Criteria: they have exactly {0} categories and {1} indicators; here are {2} and {3}."
				).format(
					OFFICIAL_CATEGORIES, OFFICIAL_INDICATORS, len(self.categories), len(self.indicators)
				),
				OfficialTemplateError,
			)
		if not (self.source or "").strip():
			frappe.throw(
				_("Source Document: name the letter or handbook that the official criteria come from."),
				OfficialTemplateError,
			)

	def guard_meaning(self):
		"""Assessments keep a copy of their criteria; still, one version means one thing."""
		before = self.get_doc_before_save()
		if not before or not self.is_used():
			return
		for field in _fields_of(self.meta):
			if field.fieldname in NOT_OF_MEANING:
				continue
			if _meaning(self, field) != _meaning(before, field):
				frappe.throw(
					_(
						"{0}: assessments have been made with this version. Copy it to a new version and change that."
					).format(frappe.bold(_(field.label))),
					TemplateInUseError,
				)

	def is_used(self) -> bool:
		return bool(frappe.db.exists("Assessment", {"template": self.name}))

	def set_notice(self):
		self.notice = None if self.official else SAMPLE_NOTICE

	def set_title(self):
		mark = "" if self.official else f" ({SAMPLE_NOTICE})"
		name = (self.template_name or "")[: 110 - len(mark)]
		self.title = f"{name} ฉบับที่ {self.version}{mark}"

	def valid_in(self, fiscal_year: int) -> bool:
		return cint(self.from_fiscal_year) <= fiscal_year <= (cint(self.to_fiscal_year) or LAST_YEAR)


def _fields_of(meta) -> list:
	return [field for field in meta.fields if not field.fieldtype.endswith("Break")]


def _meaning(doc, field):
	if field.fieldtype != "Table":
		return _plain(field, doc.get(field.fieldname))
	fields = _fields_of(frappe.get_meta(field.options))
	return [[_plain(f, row.get(f.fieldname)) for f in fields] for row in doc.get(field.fieldname) or []]


def _plain(field, value):
	return flt(value) if field.fieldtype in ("Float", "Int", "Check") else str(value or "").strip()


def check_year(value, label: str) -> int:
	"""Return the fiscal year (BE) that is meant; refuse what is none."""
	year = as_fiscal_year(value)
	if not FIRST_YEAR <= year <= LAST_YEAR:
		frappe.throw(
			_("{0}: {1} is not a fiscal year. Type it like 2567.").format(frappe.bold(label), year),
			TemplateError,
		)
	return year


def find_template(fiscal_year: int) -> str | None:
	"""Return the template in use in a fiscal year: an official one first, then the newest version."""
	found = frappe.get_all(
		"Assessment Template",
		filters={"status": "In Use", "from_fiscal_year": ("<=", fiscal_year)},
		or_filters=[
			["to_fiscal_year", "=", 0],
			["to_fiscal_year", "is", "not set"],
			["to_fiscal_year", ">=", fiscal_year],
		],
		order_by="official desc, from_fiscal_year desc, version desc, creation desc",
		pluck="name",
		limit=1,
	)
	return found[0] if found else None


@frappe.whitelist()
def copy_to_new_version(source_name: str):
	"""Return a new, unsaved version of a template, with all its rows."""

	def next_version(source, target):
		versions = frappe.get_all(
			"Assessment Template", filters={"template_name": source.template_name}, pluck="version"
		)
		target.version = max(versions) + 1
		target.status = "Draft"
		target.copied_from = source.name

	return get_mapped_doc(
		"Assessment Template",
		source_name,
		{
			"Assessment Template": {"doctype": "Assessment Template"},
			**{
				row: {"doctype": row}
				for row in ("Assessment Category", "Assessment Indicator", "Assessment Band")
			},
		},
		postprocess=next_version,
	)


@frappe.whitelist()
def download_example() -> None:
	"""Answer with a spreadsheet that Data Import takes: the sample, under the headings of the form."""
	from con_center.assessments.example import spreadsheet

	frappe.new_doc("Assessment Template").check_permission("read")
	frappe.response.update(
		{"type": "binary", "filename": "assessment-template-example.xlsx", "filecontent": spreadsheet()}
	)
