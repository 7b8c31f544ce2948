import frappe
from frappe import _
from frappe.utils import cint, getdate, now_datetime

from con_center.access.areas import level_of
from con_center.access.conditions import add_indexes
from con_center.access.locking import lock
from con_center.approval.decision import GovernedDocument, is_deciding
from con_center.approval.meaning import (
	CANCELLED,
	IN_FORCE,
	PASSED,
	RETURNED,
	WITH_MAKER,
	enters,
	states,
)
from con_center.organization.doctype.officer_assignment.officer_assignment import signature_lines
from con_center.planning.figures import below
from con_center.reporting import figures, form_lines, rounds

FROM_DISTRICTS = "District Reports"
MOST = 10_000_000
# of a row, what the system writes
SYSTEM_FIELDS = ("code", "label", "item", "level", "unit", "computed_value", "list_doctype", "list_filters")


class ReportError(frappe.ValidationError):
	pass


class ReportSentError(ReportError):
	pass


class CorrectionError(ReportError):
	pass


class ProgressReport(GovernedDocument):
	"""A district's or province's report on the year of its centers: each number computed, and frozen as sent."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from con_center.reporting.doctype.progress_report_figure.progress_report_figure import (
			ProgressReportFigure,
		)

		accepted_on: DF.Datetime | None
		amended_from: DF.Link | None
		area: DF.Link
		cancel_reason: DF.SmallText | None
		checked_on: DF.Datetime | None
		computed_on: DF.Datetime | None
		corrections: DF.Int
		days_late: DF.Int
		deadline: DF.Date | None
		district: DF.Link | None
		figures: DF.Table[ProgressReportFigure]
		figures_from: DF.Literal["Documents", "District Reports"]
		fiscal_year: DF.Int
		form: DF.Link | None
		hop: DF.Literal["", "District to Province", "Province to Department"]
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		period_from: DF.Date | None
		period_to: DF.Date | None
		problems: DF.Text | None
		province: DF.Link | None
		reporter_name: DF.Data | None
		reporter_position: DF.Data | None
		reporting_round: DF.Link
		return_reason: DF.SmallText | None
		sent_on: DF.Datetime | None
		suggestions: DF.Text | None
		title: DF.Data | None
		words: DF.LongText | None
		workflow_state: DF.Link | None
	# end: auto-generated types

	stands_once = ("reporting_round", "area")
	leaves_the_house = True

	def public_facts(self):
		return {
			**super().public_facts(),
			"kind": "แบบรายงานความก้าวหน้า",
			"dated": getdate(self.sent_on),
			"signatory_position": self.reporter_position,
		}

	def onload(self):
		super().onload()
		self.set_onload("words", self.get_words())
		self.set_onload("open", self.is_with_sender())
		self.set_onload(
			"why_deadline", rounds.why(frappe.get_doc("Reporting Round", self.reporting_round), self.area)
		)

	def before_insert(self):
		# two officers who begin at once get one report
		lock("Reporting Round", self.reporting_round)

	def validate(self):
		self.guard_sent()
		self.validate_area()
		self.validate_only_one()
		if self.is_being_written():
			self.set_round_details()
			self.set_figures()
			self.validate_corrections()
			self.set_reporter()
		self.set_title()

	def before_update_after_submit(self):
		super().before_update_after_submit()
		self.guard_sent()

	def on_trash(self):
		if self.docstatus or not self.is_with_sender() or self.was_sent():
			frappe.throw(_("{0} has been sent and stays on record.").format(self.title), ReportSentError)

	def before_decision(self, transition, post, comment):
		if transition.next_meaning == RETURNED:
			self.return_reason = comment
			self.checked_on = None
		elif transition.next_meaning == CANCELLED:
			self.cancel_reason = comment
		elif transition.meaning in WITH_MAKER and transition.next_meaning not in WITH_MAKER:
			self.send(post)
		elif enters(transition, PASSED):
			self.checked_on = now_datetime()
		elif enters(transition, IN_FORCE):
			self.accepted_on = now_datetime()

	def send(self, post):
		"""Compute the numbers for the last time, and keep the words and the day with them."""
		self.flags.recompute = True
		self.set_round_details()
		self.sent_on = now_datetime()
		self.days_late = rounds.days_late(getdate(self.deadline) if self.deadline else None, getdate())
		self.return_reason = None
		self.set_reporter(post.assignment)
		self.words = frappe.as_json(self.live_words(), indent=None)

	def is_with_sender(self) -> bool:
		return self.get_meaning() in WITH_MAKER

	def is_being_written(self) -> bool:
		"""Tell whether what is saved now was still with who reports: afterwards nothing changes but the state."""
		before = self.get_doc_before_save()
		return not before or before.is_with_sender()

	def was_sent(self) -> bool:
		return bool(
			frappe.db.exists("Approval Log", {"reference_doctype": self.doctype, "reference_name": self.name})
		)

	def guard_sent(self):
		if not self.is_being_written() and not is_deciding(self):
			frappe.throw(
				_("{0} has been sent: it stays as it was sent. Whoever checks it can return it.").format(
					self.title
				),
				ReportSentError,
			)

	def get_round(self):
		return rounds.check_round(self.reporting_round)

	def validate_area(self):
		found = self.get_round()
		level = rounds.LEVEL_OF_HOP[found.hop]
		if level_of(self.area) != level or self.area.startswith(rounds.BANGKOK):
			frappe.throw(
				_("Area: in the round “{0}”, an area of the level {1} reports.").format(
					found.title, _(level)
				),
				ReportError,
			)
		by = rounds.round_of(self.area, found.fiscal_year)
		if self.is_new() and by and by.name != found.name:
			frappe.throw(
				_("Reporting Round: this area reports in the round “{0}”. Choose that one.").format(by.title),
				ReportError,
			)

	def validate_only_one(self):
		if other := self.find_twin():
			frappe.throw(
				_("Area: {0} is its report in this round already. Go on with that one.").format(
					frappe.bold(other.name)
				),
				ReportError,
			)

	def set_round_details(self):
		found = self.get_round()
		if found.status != "Open":
			frappe.throw(
				_("Reporting Round: “{0}” is {1}. Reports are written and sent while it is open.").format(
					found.title, _(found.status, context="Reporting Round")
				),
				rounds.RoundError,
			)
		for field in ("fiscal_year", "hop", "period_from", "period_to", "deadline"):
			self.set(field, found.get(field))
		self.form = found.form or form_lines.form_for(found.fiscal_year)
		if not self.form:
			frappe.throw(_("There is no form for this fiscal year. Ask the central office."), ReportError)
		if self.level != "Province":
			self.figures_from = "Documents"

	# the numbers

	def period(self) -> figures.Period:
		return figures.period_of(self.fiscal_year, self.period_from, self.period_to)

	def compute(self) -> dict[str, int]:
		"""Return {code: number} as the documents say now."""
		if self.figures_from == FROM_DISTRICTS:
			return self.sum_of_districts()
		return figures.of_area(self.area, self.fiscal_year, self.period())

	def sum_of_districts(self) -> dict[str, int]:
		"""Return the sum of what the districts have reported and the province accepted, with the province's own level."""
		own = figures.of_area(self.area, self.fiscal_year, self.period())
		of_province = {code: own[code] for code, n in figures.BY_CODE.items() if n.level == "Province"}
		accepted = accepted_numbers(self.area, self.fiscal_year)
		return figures.add_up([of_province, *accepted.values()])

	def set_figures(self):
		"""Write the 25 rows: numbers are the system's, corrections the officer's."""
		before = self.get_doc_before_save()
		anew = self.flags.recompute or not before or before.figures_from != self.figures_from
		computed = self.compute() if anew else {row.code: row.computed_value for row in before.figures}
		if anew:
			self.computed_on = now_datetime()
		sent = {row.code: row for row in self.figures}
		rows = []
		for idx, number in enumerate(figures.NUMBERS, 1):
			row = sent.get(number.code) or self.append("figures", {})
			row.update({**self.system_part(number, computed), "idx": idx})
			rows.append(row)
		self.set("figures", rows)

	def system_part(self, number, computed: dict[str, int]) -> dict:
		doctype, filters = self.list_behind(number)
		return {
			**number._asdict(),
			"computed_value": cint(computed.get(number.code)),
			"list_doctype": doctype,
			"list_filters": frappe.as_json(filters, indent=None),
		}

	def list_behind(self, number) -> tuple[str, dict]:
		if self.figures_from == FROM_DISTRICTS and number.level != "Province":
			return "Progress Report", {
				"fiscal_year": self.fiscal_year,
				"hop": rounds.DISTRICT_HOP,
				"province": self.area,
				"workflow_state": ["in", states("Progress Report", *rounds.ACCEPTED)],
			}
		return figures.list_behind(number, self.area, self.fiscal_year, self.period())

	def validate_corrections(self):
		for row in self.figures:
			row.corrected = cint(row.corrected)
			if not row.corrected:
				row.corrected_value, row.reason = None, None
			else:
				self.validate_correction(row)
			row.value = row.corrected_value if row.corrected else row.computed_value
		self.corrections = sum(row.corrected for row in self.figures)

	def validate_correction(self, row):
		if row.corrected_value in (None, ""):
			row.corrected_value = 0
		if not 0 <= cint(row.corrected_value) < MOST:
			frappe.throw(
				_("Numbers, row {0}, {1}: type a whole number from 0 on.").format(row.idx, _(row.label)),
				CorrectionError,
			)
		row.reason = (row.reason or "").strip()
		if not row.reason:
			frappe.throw(
				_("Numbers, row {0}, {1}: say why the number computed is not right.").format(
					row.idx, _(row.label)
				),
				CorrectionError,
			)

	# who reports, and in which words

	def set_reporter(self, assignment: str | None = None):
		"""Name the officer who sends the report, unless another one is named."""
		if assignment and not self.reporter_name:
			post = frappe.get_doc("Officer Assignment", assignment)
			self.reporter_name = post.officer_name
			self.reporter_position = self.reporter_position or signature_lines(post)[0]

	def set_title(self):
		place = frappe.get_cached_value("Area", self.area, "full_name")
		# what tells one report from another comes first
		self.title = f"{place} ปีงบประมาณ {self.fiscal_year}: รายงานความก้าวหน้า ศอช."[:140]

	def live_words(self) -> dict:
		note = frappe.db.get_value("Reporting Round", self.reporting_round, "note")
		return form_lines.words_for(self.area, self.form, self.deadline, note)

	def get_words(self) -> dict:
		"""Return the words of the form: as sent, else as they stand now; see `con_center.reporting.form_lines`."""
		if self.words and not self.is_with_sender():
			return frappe.parse_json(self.words)
		return self.live_words() if self.form else {}

	def numbers(self) -> dict[str, dict]:
		"""Return {code: row} of the numbers, for prints."""
		return {row.code: row for row in self.figures}

	def says(self, code: str) -> bool:
		"""Tell whether the number stands in a report of this level, and not a dash."""
		row = self.numbers().get(code)
		return bool(row) and (figures.applies(figures.BY_CODE[code], self.level) or row.value > 0)

	@frappe.whitelist()
	def recompute(self):
		"""Compute the numbers anew while the report is with who writes it; corrections stay."""
		self.check_permission("write")
		self.flags.recompute = True
		self.save()

	@frappe.whitelist()
	def as_of_today(self) -> dict[str, int]:
		"""Return {code: number} as the documents say today, for whoever may read the report."""
		stored = frappe.get_doc(self.doctype, self.name)
		stored.check_permission("read")
		return stored.compute()


def accepted_numbers(area: str, fiscal_year: int) -> dict[str, dict[str, int]]:
	"""Return {district: {code: number}} of the accepted reports of the districts in an area, in one query."""
	report, row = frappe.qb.DocType("Progress Report"), frappe.qb.DocType("Progress Report Figure")
	accepted = states("Progress Report", *rounds.ACCEPTED)
	lines = (
		frappe.qb.from_(row)
		.join(report)
		.on((row.parent == report.name) & (row.parenttype == "Progress Report"))
		.select(report.area, row.code, row.value)
		.where((report.fiscal_year == fiscal_year) & (report.hop == rounds.DISTRICT_HOP))
		.where((report.docstatus != 2) & report.workflow_state.isin(accepted) & below(report, area))
	)
	found: dict[str, dict[str, int]] = {}
	for district, code, value in lines.run():
		found.setdefault(district, {})[code] = value
	return found


def on_doctype_update():
	add_indexes("Progress Report")
	frappe.db.add_index("Progress Report", ["reporting_round", "area"])
	frappe.db.add_index("Progress Report", ["workflow_state", "modified"])
