import frappe
from frappe import _
from frappe.model.mapper import get_mapped_doc
from frappe.utils import cint, getdate, now_datetime

from con_center.access.conditions import add_indexes
from con_center.access.locking import lock
from con_center.approval.decision import GovernedDocument
from con_center.approval.meaning import (
	CANCELLED,
	IN_FORCE,
	RETURNED,
	UNDER_REVIEW,
	WITH_MAKER,
	enters,
	meaning_of,
)
from con_center.entry.fiscal_year import check_fiscal_year
from con_center.organization.doctype.officer_assignment.officer_assignment import signature_lines
from con_center.planning import figures, months
from con_center.planning.money import total, total_by
from con_center.planning.rules import PlanError, check_money, check_people, refuse_twice


class PlanExistsError(PlanError):
	pass


class UnknownActivityError(PlanError):
	pass


class IncompletePlanError(PlanError):
	pass


class ActionPlan(GovernedDocument):
	"""The activities of a center for a fiscal year, with months, targets, budget and who does them.

	Once approved it is locked; what is done and spent is reported in Activity Progress and added up here.
	"""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from con_center.planning.doctype.plan_activity.plan_activity import PlanActivity
		from con_center.planning.doctype.plan_activity_budget.plan_activity_budget import PlanActivityBudget
		from con_center.planning.doctype.plan_activity_participant.plan_activity_participant import (
			PlanActivityParticipant,
		)

		activities: DF.Table[PlanActivity]
		aim: DF.SmallText | None
		amended_from: DF.Link | None
		approved_on: DF.Datetime | None
		approver_name: DF.Data | None
		approver_position: DF.Data | None
		area: DF.Link | None
		budgets: DF.Table[PlanActivityBudget]
		cancel_reason: DF.SmallText | None
		center: DF.Link
		district: DF.Link | None
		fiscal_year: DF.Int
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		participants: DF.Table[PlanActivityParticipant]
		planned_total: DF.Currency
		progress_percent: DF.Percent
		province: DF.Link | None
		return_reason: DF.SmallText | None
		spent_total: DF.Currency
		title: DF.Data | None
		workflow_state: DF.Link | None
	# end: auto-generated types

	area_field = "center"
	stands_once = ("center", "fiscal_year")
	leaves_the_house = True

	def public_facts(self):
		return {
			**super().public_facts(),
			"kind": "แผนปฏิบัติการ",
			"dated": getdate(self.approved_on),
			"signatory_position": self.approver_position,
		}

	def get_area(self):
		return frappe.db.get_value("CON Center", self.center, "area") if self.center else None

	def before_validate(self):
		self.begin_anew()
		super().before_validate()

	def validate(self):
		self.validate_year()
		self.validate_only_one()
		self.number_activities()
		self.set_months()
		self.validate_budgets()
		self.validate_participants()
		self.set_sums()
		self.guard_return_notes()
		self.set_title()

	def before_decision(self, transition, post, comment):
		if transition.next_meaning == RETURNED:
			self.return_reason = reason_with_lines(comment, self.activities)
		elif transition.next_meaning == CANCELLED:
			self.cancel_reason = comment
		elif transition.meaning in WITH_MAKER:
			self.validate_complete()
		elif transition.meaning in UNDER_REVIEW:
			self.clear_return_notes()
		if enters(transition, IN_FORCE):
			self.write_approver(post)

	def before_submit(self):
		self.validate_progress_has_its_activity()

	def on_submit(self):
		self.take_over_progress()
		figures.update_plan(self.name)

	def on_trash(self):
		if self.docstatus or self.get_meaning() not in WITH_MAKER:
			frappe.throw(_("{0} has been sent on and stays on record.").format(self.title), PlanError)

	def begin_anew(self):
		"""A new plan begins as a draft: the desk copies what was decided on a cancelled one into its amendment."""
		if self.is_new():
			for field in self.meta.get("fields", {"read_only": 1, "no_copy": 1}):
				if field.fieldname != "amended_from":
					self.set(field.fieldname, field.default)

	def validate_year(self):
		check_fiscal_year(self.fiscal_year, _(self.meta.get_label("fiscal_year")))

	def validate_only_one(self):
		# the center's row is the lock: two officers cannot begin the same plan at once
		lock("CON Center", self.center)
		if other := self.find_twin():
			frappe.throw(
				_(
					"Fiscal Year: {0} ({1}) is there already. A center has one plan a year: go on with that one."
				).format(frappe.bold(other.title), other.name),
				PlanExistsError,
			)

	def number_activities(self):
		"""Give each new activity a number, which it keeps: budget, participants and progress name it."""
		last = max((cint(row.number) for row in self.activities), default=0)
		seen: dict[int, int] = {}
		for row in self.activities:
			if cint(row.number) <= 0 or row.number in seen:
				last += 1
				row.number = last
			seen[row.number] = row.idx

	def set_months(self):
		for row in self.activities:
			row.months = months.in_words(months.ticked(row))

	def activity(self, number):
		"""Return the row of the activity with this number, or None."""
		return next((row for row in self.activities if row.number == cint(number)), None)

	def set_activity_names(self, rows, table_label: str):
		for row in rows:
			if not row.activity_number:
				continue  # asked for as mandatory
			found = self.activity(row.activity_number)
			if not found:
				frappe.throw(
					_("{0}, row {1}: the plan has no activity {2}. Choose one of its activities.").format(
						frappe.bold(table_label), row.idx, frappe.bold(row.activity_number)
					),
					UnknownActivityError,
				)
			row.activity_number = str(found.number)
			row.activity_name = found.activity_name

	def validate_budgets(self):
		label = _(self.meta.get_label("budgets"))
		self.set_activity_names(self.budgets, label)
		check_money(self.budgets, label)
		refuse_twice(
			self.budgets, lambda r: (r.activity_number, r.source), label, _("activity and source of money")
		)

	def validate_participants(self):
		label = _(self.meta.get_label("participants"))
		self.set_activity_names(self.participants, label)
		check_people(self.participants, label)

	def set_sums(self):
		planned = total_by(self.budgets, lambda r: cint(r.activity_number), lambda r: r.amount)
		for row in self.activities:
			row.planned_amount = float(planned.get(row.number, 0))
		self.planned_total = float(total(r.amount for r in self.budgets))

	def guard_return_notes(self):
		"""What is to be corrected is written by who reviews the plan, not by who is to correct it."""
		before = self.get_doc_before_save()
		if self.get_meaning() in UNDER_REVIEW or (before and meaning_of(before) in UNDER_REVIEW):
			return
		notes = {row.name: row.return_note for row in before.activities} if before else {}
		for row in self.activities:
			row.return_note = notes.get(row.name)

	def set_title(self):
		center = frappe.get_cached_value("CON Center", self.center, "center_name")
		self.title = f"แผนปฏิบัติการ ปี {self.fiscal_year} {center}"[:140]

	def validate_complete(self):
		"""What goes up has activities, each with its months, and with who does it."""
		if not self.activities:
			frappe.throw(
				_("Activities: the plan has none yet. Enter them, then send it up."), IncompletePlanError
			)
		for row in self.activities:
			missing = _("Months") if not row.months else None if row.responsible else _("Responsible")
			if missing:
				frappe.throw(
					_("Activities, row {0} ({1}): fill in {2}, then send the plan up.").format(
						row.idx, row.activity_name, frappe.bold(missing)
					),
					IncompletePlanError,
				)

	def clear_return_notes(self):
		"""Whoever lets the plan go on has found corrected what was asked for."""
		self.return_reason = None
		for row in self.activities:
			row.return_note = None

	def write_approver(self, post):
		assignment = frappe.get_doc("Officer Assignment", post.assignment)
		position, acted_for = signature_lines(assignment)
		self.approved_on = now_datetime()
		self.approver_name = assignment.officer_name
		self.approver_position = " ".join([position or "", *acted_for]).strip()[:140]

	def validate_progress_has_its_activity(self):
		if not self.amended_from:
			return
		reported = frappe.get_all(
			"Activity Progress", filters={"plan": self.amended_from}, pluck="activity_number", distinct=True
		)
		gone = sorted(int(n) for n in reported if not self.activity(n))
		if gone:
			frappe.throw(
				_(
					"Activities: progress has been reported on activity {0}, which this plan no longer has. Put it in again."
				).format(gone[0]),
				UnknownActivityError,
			)

	def take_over_progress(self):
		"""What was reported on the plan that this one amends counts for this one."""
		if not self.amended_from:
			return
		progress = frappe.qb.DocType("Activity Progress")
		(
			frappe.qb.update(progress).set(progress.plan, self.name).where(progress.plan == self.amended_from)
		).run()


def reason_with_lines(comment: str | None, activities) -> str:
	"""Return the reason for returning, with the lines noted that it does not name yet. It is kept, so it is Thai."""
	reason = (comment or "").strip()
	lines = [
		f"กิจกรรมที่ {row.number} ({row.activity_name}): {row.return_note.strip()}"
		for row in activities
		if (row.return_note or "").strip() and row.return_note.strip() not in reason
	]
	return "\n".join([reason, *lines])


@frappe.whitelist()
def get_figures(name: str) -> dict:
	"""Return what a plan says in figures: planned and spent, by source, by month, by activity.

	See `con_center.planning.figures.plan_figures`. The plan must be one that the session user may read.
	"""
	frappe.get_doc("Action Plan", name).check_permission("read")
	return figures.plan_figures(name)


@frappe.whitelist()
def copy_to_next_year(source_name: str):
	"""Return a new, unsaved plan of the center for the year after, with the activities and budget of this one."""

	def next_year(source, target):
		target.fiscal_year = source.fiscal_year + 1

	return get_mapped_doc(
		"Action Plan",
		source_name,
		{
			"Action Plan": {"doctype": "Action Plan", "field_no_map": ["amended_from"]},
			"Plan Activity": {"doctype": "Plan Activity"},
			"Plan Activity Budget": {"doctype": "Plan Activity Budget"},
			"Plan Activity Participant": {"doctype": "Plan Activity Participant"},
		},
		postprocess=next_year,
	)


def on_doctype_update():
	add_indexes("Action Plan")
	frappe.db.add_index("Action Plan", ["fiscal_year", "docstatus", "area"])
	frappe.db.add_index("Action Plan", ["center", "fiscal_year"])
	frappe.db.add_index("Action Plan", ["workflow_state", "modified"])
