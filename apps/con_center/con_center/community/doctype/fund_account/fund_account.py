import frappe
from frappe import _
from frappe.utils import cint, getdate

from con_center.access.conditions import add_indexes
from con_center.approval.decision import GovernedDocument, is_deciding
from con_center.approval.findings import NOTE, ODD, STOP, Finding
from con_center.approval.meaning import CANCELLED, IN_FORCE, WITH_MAKER, enters, states
from con_center.community import funds, resolutions
from con_center.thai import fiscal_year, fiscal_year_end, thai_date


class FundAccountError(frappe.ValidationError):
	pass


class FundAccount(GovernedDocument):
	"""What a fund had, got and gave in a fiscal year, told to its members and approved by a meeting.

	From then on the year takes no entries, until the account is withdrawn.
	"""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		agenda_row: DF.Data | None
		amended_from: DF.Link | None
		approved_on: DF.Date | None
		area: DF.Link | None
		audit: DF.SmallText | None
		auditor: DF.Data | None
		benefits: DF.Currency
		cancel_reason: DF.SmallText | None
		center: DF.Link | None
		closing: DF.Currency
		district: DF.Link | None
		fiscal_year: DF.Int
		fund: DF.Link
		income: DF.Currency
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		meeting: DF.Link | None
		opening: DF.Currency
		people: DF.Int
		province: DF.Link | None
		resolution: DF.SmallText | None
		resolution_number: DF.Data | None
		spending: DF.Currency
		title: DF.Data | None
		told: DF.Data | None
		treasurer: DF.Data | None
		workflow_state: DF.Link | None
	# end: auto-generated types

	area_field = "fund"
	refusal = FundAccountError
	stands_once = ("fund", "fiscal_year")

	def get_area(self):
		return frappe.db.get_value("Center Fund", self.fund, "area") if self.fund else None

	def validate(self):
		if not self.fund:
			return  # asked for as mandatory
		of_fund = frappe.db.get_value(
			"Center Fund", self.fund, ["center", "fund_name", "established_on"], as_dict=True
		)
		self.center = of_fund.center
		self.validate_year(of_fund)
		self.title = f"บัญชี{of_fund.fund_name[:110]} ปีงบประมาณ {self.fiscal_year}"
		if self.docstatus == 0 and not is_deciding(self):
			self.count()

	def validate_year(self, of_fund):
		first = fiscal_year(getdate(of_fund.established_on)) if of_fund.established_on else None
		if not first:
			self.refuse(
				"fund", _("{0} is not established yet. Its meeting decides that.").format(of_fund.fund_name)
			)
		if not first <= cint(self.fiscal_year) <= fiscal_year(getdate()):
			self.refuse(
				"fiscal_year",
				_("choose a year from {0} to {1}.").format(first, fiscal_year(getdate())),
			)
		if other := self.find_twin():
			self.refuse(
				"fiscal_year", _("there is an account of this year already: {0}.").format(other.title)
			)

	def count(self, now: bool = False):
		"""Write down the money of the year as its entries have it; now: as `funds` has it."""
		year = funds.of_year(self.fund, cint(self.fiscal_year), now)
		self.opening = funds.before(self.fund, cint(self.fiscal_year), now).left + year.brought
		self.income, self.spending, self.benefits, self.people = year[:4]
		self.closing = self.opening + self.income - self.spending - self.benefits
		self.treasurer, self.auditor = frappe.db.get_value("Center Fund", self.fund, ["treasurer", "auditor"])

	def before_print(self, settings=None):
		if self.docstatus == 0:
			# its entries stand beside them as they are now
			self.count()

	def entries(self) -> list[dict]:
		"""Return the entries of the year that the session user may read, in the order of their days."""
		return frappe.get_list(
			"Fund Entry",
			filters={"fund": self.fund, "fiscal_year": self.fiscal_year},
			fields=["entry_date", "what", "kind", "amount", "people", "receipt_number"],
			order_by="entry_date, creation",
			limit_page_length=0,
		)

	def on_trash(self):
		if self.docstatus or self.get_meaning() not in WITH_MAKER:
			frappe.throw(_("{0} is approved and stays on record.").format(self.title), FundAccountError)

	def find(self, transition, post):
		yield from super().find(transition, post)
		if not enters(transition, IN_FORCE):
			return
		if getdate() <= fiscal_year_end(cint(self.fiscal_year)):
			over = thai_date(fiscal_year_end(cint(self.fiscal_year)), thai=False)
			yield Finding(
				STOP, _("The year ends on {0}: approve its account afterwards.").format(over), "fiscal_year"
			)
		if earlier := self.earlier_without_account():
			said = _("The account of fiscal year {0} is not approved yet. Approve that one first.").format(
				earlier
			)
			yield Finding(STOP, said, "fiscal_year")
		if not self.audit:
			yield Finding(ODD, _("It is not said what the auditor found."), "audit")
		if not self.told:
			yield Finding(NOTE, _("It is not said where members read it."), "told")
		if changed := funds.last_change(self.fund, cint(self.fiscal_year)):
			said = _("The entries of the year were last changed on {0}. Was the meeting told these figures?")
			yield Finding(NOTE, said.format(thai_date(getdate(changed), thai=False)))

	def earlier_without_account(self) -> int | None:
		"""Return the first year before this one that has entries and no approved account."""
		entry, account = frappe.qb.DocType("Fund Entry"), frappe.qb.DocType(self.doctype)
		approved = (
			frappe.qb.from_(account)
			.select(account.fiscal_year)
			.where((account.fund == self.fund) & account.workflow_state.isin(states(self.doctype, IN_FORCE)))
		)
		found = (
			frappe.qb.from_(entry)
			.select(entry.fiscal_year)
			.where((entry.fund == self.fund) & (entry.fiscal_year < self.fiscal_year))
			.where(entry.fiscal_year.notin(approved))
			.orderby(entry.fiscal_year)
			.limit(1)
		).run(pluck=True)
		return found[0] if found else None

	def before_decision(self, transition, post, comment):
		if enters(transition, IN_FORCE):
			self.approve()
		elif enters(transition, CANCELLED):
			self.require_last()
			self.cancel_reason = (comment or "").strip()

	def require_last(self):
		"""What a later account begins with stays, and what a closed fund had."""
		if later := funds.approved_from(self.fund, cint(self.fiscal_year) + 1):
			self.refuse("fiscal_year", _("withdraw the account of fiscal year {0} first.").format(later))
		if not funds.is_in_force(self.fund):
			self.refuse("fund", _("it is closed, and so its accounts stay."))

	def approve(self):
		"""What the meeting was told is what the entries have still."""
		funds.lock(self.fund)
		told = (self.opening, self.income, self.spending, self.benefits, self.people)
		self.count(now=True)
		if told != (self.opening, self.income, self.spending, self.benefits, self.people):
			frappe.throw(
				_(
					"The entries have changed since this account was saved. Press “Count Anew”, and look at the figures."
				),
				FundAccountError,
			)
		self.approved_on = resolutions.record(self, resolutions.APPROVED).meeting_date
		if getdate(self.approved_on) <= fiscal_year_end(cint(self.fiscal_year)):
			self.refuse(
				"approved_on", _("choose a meeting after the end of the year, which knew the whole account.")
			)


def on_doctype_update():
	add_indexes("Fund Account")
	frappe.db.add_index("Fund Account", ["fund", "fiscal_year"])
	frappe.db.add_index("Fund Account", ["center", "workflow_state", "approved_on"])
