import frappe
from frappe import _
from frappe.utils import cint, flt, getdate

from con_center.access.conditions import add_indexes
from con_center.access.documents import ScopedDocument
from con_center.organization import photos
from con_center.planning import figures, months
from con_center.planning.money import total
from con_center.planning.rules import PlanError, check_money, check_people, refuse_twice


class PlanNotApprovedError(PlanError):
	pass


class ProgressError(PlanError):
	pass


class ActivityProgress(ScopedDocument):
	"""What was done of an activity in a month: how much, with whom, for how much money, and the evidence of it."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from con_center.planning.doctype.activity_evidence.activity_evidence import ActivityEvidence
		from con_center.planning.doctype.activity_participant.activity_participant import ActivityParticipant
		from con_center.planning.doctype.activity_spending.activity_spending import ActivitySpending

		activity_name: DF.Data | None
		activity_number: DF.Literal[None]
		area: DF.Link | None
		district: DF.Link | None
		done_quantity: DF.Float
		evidence: DF.Table[ActivityEvidence]
		fiscal_year: DF.Int
		held_on: DF.Date | None
		kind: DF.Link | None
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		month: DF.Literal[
			"",
			"October",
			"November",
			"December",
			"January",
			"February",
			"March",
			"April",
			"May",
			"June",
			"July",
			"August",
			"September",
		]
		participants: DF.Table[ActivityParticipant]
		people_total: DF.Int
		percent_done: DF.Percent
		place: DF.Data | None
		plan: DF.Link
		problems: DF.SmallText | None
		province: DF.Link | None
		spending: DF.Table[ActivitySpending]
		spent_total: DF.Currency
		status: DF.Literal["Recorded", "Withdrawn"]
		target_unit: DF.Data | None
		title: DF.Data | None
		training: DF.Link | None
		what_was_done: DF.Text
		withdrawn_reason: DF.SmallText | None
	# end: auto-generated types

	area_field = "plan"
	photo_table = "evidence"

	def get_area(self):
		return frappe.db.get_value("Action Plan", self.plan, "area") if self.plan else None

	def validate(self):
		self.validate_plan()
		self.set_activity()
		self.validate_month()
		self.validate_day()
		self.validate_how_much()
		self.validate_spending()
		self.validate_participants()
		self.validate_withdrawal()
		photos.check(self)
		self.set_title()
		self.warn_on_budget()

	def on_update(self):
		figures.update_plan(self.plan)

	def on_trash(self):
		frappe.throw(
			_("{0} stays on record. If it is wrong, set its status to Withdrawn and say why.").format(
				self.title
			),
			ProgressError,
		)

	def is_settled(self) -> bool:
		return self.status == "Withdrawn" or self.get_plan().docstatus != 1

	def get_plan(self):
		return frappe.get_cached_doc("Action Plan", self.plan)

	def validate_plan(self):
		plan = self.get_plan()
		# what is withdrawn counts nowhere, whatever has become of the plan
		if plan.docstatus != 1 and self.status != "Withdrawn":
			frappe.throw(
				_("Action Plan: {0} is in the status {1}. Progress is recorded on an approved plan.").format(
					frappe.bold(plan.title), _(plan.workflow_state)
				),
				PlanNotApprovedError,
			)
		self.fiscal_year = plan.fiscal_year

	def set_activity(self):
		if not self.activity_number:
			return  # asked for as mandatory
		found = self.get_plan().activity(self.activity_number)
		if not found:
			frappe.throw(
				_("Activity: the plan has no activity {0}. Choose one of its activities.").format(
					frappe.bold(self.activity_number)
				),
				ProgressError,
			)
		self.activity_number = str(found.number)
		self.update({f: found.get(f) for f in ("activity_name", "kind", "target_unit")})

	def validate_month(self):
		if self.month and months.first_day(self.month, self.fiscal_year) > getdate():
			frappe.throw(
				_(
					"Month: {0} of the fiscal year {1} has not begun yet. Choose the month in which it was done."
				).format(frappe.bold(_(self.month)), self.fiscal_year),
				ProgressError,
			)

	def validate_day(self):
		if not self.held_on or not self.month:
			return
		day, first = getdate(self.held_on), months.first_day(self.month, self.fiscal_year)
		if day > getdate():
			frappe.throw(
				_("{0}: the date lies in the future. Give the day on which it happened.").format(
					_("Held On")
				),
				ProgressError,
			)
		if (day.year, day.month) != (first.year, first.month):
			frappe.throw(
				_(
					"Held On: the day does not lie in {0} of the fiscal year {1}. Correct the day or the month."
				).format(frappe.bold(_(self.month)), self.fiscal_year),
				ProgressError,
			)

	def validate_how_much(self):
		for field in ("done_quantity", "percent_done"):
			if flt(self.get(field)) < 0:
				frappe.throw(
					_("{0}: type a number from 0 on.").format(frappe.bold(_(self.meta.get_label(field)))),
					ProgressError,
				)
		if flt(self.percent_done) > 100:
			frappe.throw(
				_("{0}: type a number up to 100.").format(
					frappe.bold(_(self.meta.get_label("percent_done")))
				),
				ProgressError,
			)

	def validate_spending(self):
		label = _(self.meta.get_label("spending"))
		check_money(self.spending, label)
		refuse_twice(self.spending, lambda r: (r.source, r.paid_for), label, _("source of money and purpose"))
		self.spent_total = float(total(r.amount for r in self.spending))

	def validate_participants(self):
		check_people(self.participants, _(self.meta.get_label("participants")))
		self.people_total = sum(cint(r.people) for r in self.participants)

	def validate_withdrawal(self):
		if self.status != "Withdrawn":
			self.withdrawn_reason = None
		elif not (self.withdrawn_reason or "").strip():
			frappe.throw(
				_("{0}: say why this record no longer counts.").format(frappe.bold(_("Why Withdrawn"))),
				frappe.MandatoryError,
			)

	def set_title(self):
		month = months.in_words([self.month]) if self.month else ""
		self.title = f"{self.activity_name or ''} ({month} ปีงบประมาณ {self.fiscal_year})"[:140]

	def warn_on_budget(self):
		"""Spending beyond the budget happens and is recorded as it is; it is said aloud once, when it is entered."""
		before = self.get_doc_before_save()
		if self.status == "Withdrawn" or (before and before.spent_total == self.spent_total):
			return
		plan = self.get_plan()
		planned = {
			row.source: flt(row.amount) for row in plan.budgets if row.activity_number == self.activity_number
		}
		for source, spent in self.spent_so_far().items():
			if spent > planned.get(source, 0):
				frappe.msgprint(
					_("{0}: {1} baht spent on this activity, {2} planned.").format(
						frappe.bold(source), f"{spent:,.2f}", f"{planned.get(source, 0):,.2f}"
					),
					title=_("More Than Planned"),
					indicator="orange",
				)

	def spent_so_far(self) -> dict[str, float]:
		"""Return {source: baht} spent on the activity with this record, for the sources that this record names."""
		progress, line = frappe.qb.DocType("Activity Progress"), frappe.qb.DocType("Activity Spending")
		others = (
			frappe.qb.from_(line)
			.join(progress)
			.on((line.parent == progress.name) & (line.parenttype == "Activity Progress"))
			.select(line.source, line.amount)
			.where((progress.plan == self.plan) & (progress.activity_number == self.activity_number))
			.where((progress.status == "Recorded") & (progress.name != (self.name or "")))
		).run(as_dict=True)
		return {
			source: float(total(r.amount for r in [*others, *self.spending] if r.source == source))
			for source in dict.fromkeys(r.source for r in self.spending if r.source)
		}


def on_doctype_update():
	add_indexes("Activity Progress")
	frappe.db.add_index("Activity Progress", ["plan", "status"])
