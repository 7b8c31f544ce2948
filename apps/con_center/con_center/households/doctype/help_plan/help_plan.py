import frappe
from frappe import _
from frappe.utils import getdate

from con_center import registry
from con_center.access.conditions import add_indexes
from con_center.access.named import NamesPeople
from con_center.approval.decision import GovernedDocument, is_deciding
from con_center.approval.findings import NOTE, ODD, STOP, Finding
from con_center.approval.meaning import CANCELLED, IN_FORCE, RETURNED, WITH_MAKER
from con_center.entry.fiscal_year import check_fiscal_year
from con_center.households import agreed, cases
from con_center.households.dimensions import CLOSED, STATE_FIELDS
from con_center.households.errors import HouseholdError
from con_center.thai import as_satang


class HelpPlan(NamesPeople, GovernedDocument):
	"""What is to be done for a household, by whom, until when and for how much; the district agrees to it."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from con_center.households.doctype.help_plan_item.help_plan_item import HelpPlanItem

		area: DF.Link | None
		budget_total: DF.Currency
		cancel_reason: DF.SmallText | None
		district: DF.Link | None
		fiscal_year: DF.Int
		household: DF.Link
		is_referred: DF.Check
		items: DF.Table[HelpPlanItem]
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		next_due_on: DF.Date | None
		note: DF.SmallText | None
		province: DF.Link | None
		referred_to: DF.Literal["", "Province", "Country"]
		referred_until: DF.Date | None
		return_reason: DF.SmallText | None
		title: DF.Data | None
		workflow_state: DF.Link | None
	# end: auto-generated types

	area_field = "household"

	def get_area(self):
		return frappe.db.get_value(cases.HOUSEHOLD, self.household, "area") if self.household else None

	def validate(self):
		check_fiscal_year(self.fiscal_year, _(self.meta.get_label("fiscal_year")))
		self.validate_household()
		self.set_sums()
		self.set_title()

	def before_decision(self, transition, post, comment):
		if transition.next_meaning == RETURNED:
			self.return_reason = comment
		elif transition.next_meaning == CANCELLED:
			self.cancel_reason = comment

	def find(self, transition, post):
		yield from super().find(transition, post)
		if not self.get("items"):
			yield Finding(STOP, _("Help: say at least one thing that is to be done"), "items")
		states = frappe.db.get_value(
			cases.HOUSEHOLD, self.household, ["status", *STATE_FIELDS.values()], as_dict=True
		)
		# what waits when a case is closed is given back, or cancelled
		if states.status == CLOSED and transition.next_meaning not in (RETURNED, CANCELLED):
			yield Finding(STOP, _("The case of the household is closed: open it again, or return the plan"))
		for row in self.get("items"):
			if not states[STATE_FIELDS[row.dimension]]:
				text = _("Help, row {0}: the household has named no need in the dimension {1}")
				yield Finding(ODD, text.format(row.idx, _(row.dimension)), "items")
			if not row.due_on:
				yield Finding(NOTE, _("Help, row {0}: nobody knows until when").format(row.idx), "items")
			elif getdate(row.due_on) < getdate() and transition.meaning in WITH_MAKER:
				text = _("Help, row {0}: the day on which it is due is over").format(row.idx)
				yield Finding(ODD, text, "items")

	def on_update(self):
		before = self.get_doc_before_save()
		if IN_FORCE in (self.get_meaning(), before and before.get_meaning()):
			self.next_due_on = agreed.note_due(self.household).get(self.name)

	def on_trash(self):
		if self.get_meaning() not in WITH_MAKER:
			frappe.throw(_("{0} has been sent on and stays on record.").format(self.title), HouseholdError)

	def onload(self):
		super().onload()
		if self.household:
			self.set_onload("household", cases.whose(self.household))
		if self.get_meaning() == IN_FORCE:
			self.set_onload("agreed", agreed.items_of(self.household, self.name))
			self.set_onload("given_value", agreed.value_of(self.household, self.name))

	def validate_household(self):
		household = frappe.db.get_value(
			cases.HOUSEHOLD, self.household, ["name", "status", *registry.REFERRAL], as_dict=True
		)
		if not is_deciding(self):
			cases.require_open(household)
		self.update({field: household[field] for field in registry.REFERRAL})

	def set_sums(self):
		self.budget_total = float(sum(as_satang(row.budget or 0) for row in self.get("items")))

	def set_title(self):
		self.title = _("Help for {0}, {1}", lang="th").format(self.household, self.fiscal_year)[:140]


def on_doctype_update():
	add_indexes("Help Plan")
	frappe.db.add_index("Help Plan", ["household", "workflow_state"])
	frappe.db.add_index("Help Plan", ["next_due_on"])
