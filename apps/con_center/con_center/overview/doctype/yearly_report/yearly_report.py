from collections.abc import Iterator

import frappe
from frappe import _
from frappe.utils import cint, getdate, now_datetime

from con_center.access.areas import level_of
from con_center.access.conditions import add_indexes
from con_center.access.locking import lock
from con_center.approval.decision import GovernedDocument, is_deciding
from con_center.approval.findings import ODD, Finding
from con_center.approval.meaning import CANCELLED, IN_FORCE, OWN_WORK, RETURNED, WITH_MAKER, enters
from con_center.entry.fiscal_year import check_fiscal_year
from con_center.overview import yearly, yearly_pages, yearly_text
from con_center.overview.doctype.yearly_report_form.yearly_report_form import form_for
from con_center.printing.words import NAME_OF_PERSON
from con_center.reporting.rounds import BANGKOK


class YearlyReportError(frappe.ValidationError):
	pass


class YearlyReportSentError(YearlyReportError):
	pass


class YearlyReport(GovernedDocument):
	"""A province's report on the year of its centers: it writes itself from the figures, and is edited before it is sent."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from con_center.overview.doctype.yearly_report_part.yearly_report_part import YearlyReportPart

		accepted_on: DF.Datetime | None
		amended_from: DF.Link | None
		area: DF.Link
		cancel_reason: DF.SmallText | None
		computed_on: DF.Datetime | None
		district: DF.Link | None
		figures: DF.LongText | None
		fiscal_year: DF.Int
		form: DF.Link | None
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		parts: DF.Table[YearlyReportPart]
		province: DF.Link | None
		return_reason: DF.SmallText | None
		sent_on: DF.Datetime | None
		title: DF.Data | None
		workflow_state: DF.Link | None
	# end: auto-generated types

	stands_once = ("area", "fiscal_year")
	leaves_the_house = True

	def public_facts(self):
		return {
			**super().public_facts(),
			"kind": "รายงานประจำปีการดำเนินงาน ศอช.",
			"dated": getdate(self.sent_on),
		}

	def onload(self):
		super().onload()
		if figures := self.get_figures():
			self.set_onload("key_figures", yearly_pages.key_figures(figures))

	def before_insert(self):
		# two officers who begin at once get one report
		lock("Area", self.area)

	def validate(self):
		self.guard_sent()
		self.validate_area()
		self.fiscal_year = check_fiscal_year(self.fiscal_year, _(self.meta.get_label("fiscal_year")))
		self.validate_only_one()
		if self.is_being_written():
			self.write()
		self.set_title()

	def before_update_after_submit(self):
		super().before_update_after_submit()
		self.guard_sent()

	def on_trash(self):
		if self.docstatus or self.get_meaning() != OWN_WORK:
			frappe.throw(
				_("{0} has been sent and stays on record.").format(self.title), YearlyReportSentError
			)

	def before_decision(self, transition, post, comment):
		if transition.next_meaning == RETURNED:
			self.return_reason = comment
		elif transition.next_meaning == CANCELLED:
			self.cancel_reason = comment
		elif transition.meaning in WITH_MAKER and transition.next_meaning not in WITH_MAKER:
			self.sent_on, self.return_reason = now_datetime(), None
		elif enters(transition, IN_FORCE):
			self.accepted_on = now_datetime()

	def find(self, transition, post) -> Iterator[Finding]:
		yield from super().find(transition, post)
		if transition.meaning in WITH_MAKER and self.figures_now() != self.get_figures():
			text = _("The figures have changed since {0}: use “Write Anew From the Figures”")
			yield Finding(ODD, text.format(frappe.utils.format_datetime(self.computed_on)))
		for row in self.parts:
			yield from self.find_in(row)

	def find_in(self, row) -> Iterator[Finding]:
		if row.outdated:
			text = _("“{0}” was edited by hand, and the figures have changed since")
			yield Finding(ODD, text.format(row.heading), "parts")
		# numbers alone: whoever reads the report needs to know nobody by first and last name
		found = NAME_OF_PERSON.finditer(row.text or "")
		for name in dict.fromkeys(match[0] for match in found if match[2]):
			text = _("“{0}”: “{1}” seems to be somebody's name. The report has numbers only")
			yield Finding(ODD, text.format(row.heading, name), "parts")

	def is_being_written(self) -> bool:
		"""Tell whether what is saved now was still with who writes it: afterwards nothing changes but the state."""
		before = self.get_doc_before_save()
		return not before or before.get_meaning() in WITH_MAKER

	def guard_sent(self):
		if not self.is_being_written() and not is_deciding(self):
			frappe.throw(
				_("{0} has been sent: it stays as it was sent. Whoever checks it can return it.").format(
					self.title
				),
				YearlyReportSentError,
			)

	def validate_area(self):
		if level_of(self.area) != "Province" or self.area.startswith(BANGKOK):
			frappe.throw(
				_("Area: provinces report on the year. Choose a province, other than Bangkok."),
				YearlyReportError,
			)

	def validate_only_one(self):
		if other := self.find_twin():
			frappe.throw(
				_("Area: {0} is its report on this fiscal year already. Go on with that one.").format(
					frappe.bold(other.name)
				),
				YearlyReportError,
			)

	def set_title(self):
		place = frappe.get_cached_value("Area", self.area, "full_name")
		self.title = f"{place} ปีงบประมาณ {self.fiscal_year}: รายงานประจำปี ศอช."[:140]

	# figures, and the words made of them

	def get_figures(self) -> dict:
		return frappe.parse_json(self.figures) if self.figures else {}

	def figures_now(self) -> dict:
		return yearly.collect(self.area, self.fiscal_year)

	def write(self):
		"""Read the figures, where it is begun or asked for, and write from them what nobody has edited by hand."""
		before = self.get_doc_before_save()
		anew = not before or bool(self.flags.write_anew)
		if anew:
			self.figures = frappe.as_json(self.figures_now(), indent=None)
			self.computed_on = now_datetime()
		if not before:
			self.begin_parts()
		stored = {row.name: row for row in before.parts} if before else {}
		figures = self.get_figures()
		for row in self.parts:
			write_part(row, stored.get(row.name), figures, anew)

	def begin_parts(self):
		self.form = self.form or form_for(self.fiscal_year)
		if not self.form:
			frappe.throw(
				_("There is no form for this fiscal year. Ask the central office."), YearlyReportError
			)
		self.set("parts", [])
		for part in frappe.get_cached_doc("Yearly Report Form", self.form).parts:
			self.append("parts", {"heading": part.heading, "shows": part.shows, "template": part.text})

	@frappe.whitelist()
	def write_anew(self):
		"""Read the figures anew while the report is with who writes it; what was edited by hand stays, and is marked."""
		self.check_permission("write")
		self.flags.write_anew = True
		self.save()

	@frappe.whitelist()
	def take_proposal(self, idx: int):
		"""Put what the figures say in the place of what was written by hand in a part of the report."""
		self.check_permission("write")
		row = next((row for row in self.parts if row.idx == cint(idx) and row.proposal), None)
		if not row:
			frappe.throw(_("Parts: there is no proposal for this row."), YearlyReportError)
		row.text = row.proposal
		self.save()


def write_part(row, stored, figures: dict, anew: bool) -> None:
	"""Write a part of a report: its proposal, its text where nobody has edited it, and the marks that tell of both."""
	row.template = stored.template if stored else row.template
	before = stored.proposal if stored else None
	row.proposal = yearly_text.fill(row.template, figures) if anew and row.template else before
	is_own = bool(stored) and (row.text or "") != (before or "")
	if row.template and anew and not is_own:
		row.text = row.proposal
	row.edited = int((row.text or "") != (row.proposal or ""))
	touched = not stored or (row.text or "") != (stored.text or "")
	changed = anew and bool(stored) and (row.proposal or "") != (before or "")
	row.outdated = int(bool(row.edited) and (changed or (bool(stored and stored.outdated) and not touched)))


def on_doctype_update():
	add_indexes("Yearly Report")
	frappe.db.add_index("Yearly Report", ["fiscal_year", "area"])
	frappe.db.add_index("Yearly Report", ["workflow_state", "modified"])
