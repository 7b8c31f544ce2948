import frappe
from frappe import _
from frappe.utils import cint, flt, getdate

from con_center.access.conditions import add_indexes
from con_center.access.documents import ScopedDocument
from con_center.community import funds
from con_center.thai import fiscal_year, thai_date


class FundEntryError(frappe.ValidationError):
	pass


class FundEntry(ScopedDocument):
	"""What came into a fund or went out of it, on a day. Of benefits: how many people got them, and no names."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		amount: DF.Currency
		area: DF.Link | None
		center: DF.Link | None
		district: DF.Link | None
		entry_date: DF.Date
		fiscal_year: DF.Int
		fund: DF.Link
		kind: DF.Literal["Money In", "Money Out", "Benefit to Members", "Brought Forward"]
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		note: DF.SmallText | None
		people: DF.Int
		province: DF.Link | None
		receipt: DF.Attach | None
		receipt_number: DF.Data | None
		what: DF.Data
	# end: auto-generated types

	area_field = "fund"
	refusal = FundEntryError

	def get_area(self):
		return frappe.db.get_value("Center Fund", self.fund, "area") if self.fund else None

	def validate(self):
		if not (self.fund and self.entry_date):
			return  # asked for as mandatory
		funds.lock(self.fund)
		self.amount = flt(self.amount, 2)
		self.validate_amount()
		self.require_fund_in_force()
		self.set_year()
		self.require_open_year()
		self.require_money()

	def validate_amount(self):
		if flt(self.amount) <= 0:
			self.refuse(
				"amount",
				_("give an amount above 0. A correction of too much is entered as the opposite kind."),
			)
		if self.kind != funds.BENEFIT:
			self.people = 0
		elif cint(self.people) < 1:
			self.refuse("people", _("say how many people got the benefit."))

	def require_fund_in_force(self):
		if not funds.is_in_force(self.fund):
			name = frappe.db.get_value("Center Fund", self.fund, "fund_name")
			self.refuse(
				"fund", _("{0} is not established, or closed. Its meeting decides that.").format(name)
			)

	def set_year(self):
		"""Take over the center and the year, of a day on which the fund was there."""
		self.center, began = frappe.db.get_value("Center Fund", self.fund, ["center", "established_on"])
		day, began = getdate(self.entry_date), getdate(began)
		if day > getdate():
			self.refuse("entry_date", _("the date lies in the future. Give the day on which it happened."))
		if day < began:
			since = thai_date(began, thai=False)
			self.refuse("entry_date", _("the fund was established on {0}. Correct the day.").format(since))
		self.fiscal_year = fiscal_year(day)
		if self.kind == funds.BROUGHT and self.fiscal_year != fiscal_year(began):
			self.refuse("kind", _("only in the fund's first year something is brought forward from before."))

	def is_settled(self) -> bool:
		return bool(funds.approved_from(self.fund, self.fiscal_year))

	def require_open_year(self):
		"""What a meeting has approved stays as it is: of the year that the entry is of, and of that it was of."""
		before = self.get_doc_before_save()
		first = min(self.fiscal_year, before.fiscal_year if before else self.fiscal_year)
		if year := funds.approved_from(self.fund, first):
			self.refuse(
				"entry_date",
				_(
					"the account of fiscal year {0} is approved. Enter a correction with today's date, and say so in"
					" the note; or have the account withdrawn by the office above."
				).format(year),
			)

	def require_money(self):
		"""A fund gives nothing that it does not have, on no day."""
		left = funds.least(self.fund, self.name, (self.entry_date, funds.signed(self.kind, self.amount)))
		if left < 0:
			self.refuse(
				"amount",
				_("the fund would have {0} baht less than nothing. Enter first what came in.").format(
					f"{-left:,.2f}"
				),
			)

	def on_trash(self):
		funds.lock(self.fund)
		self.require_fund_in_force()
		self.require_open_year()
		if self.kind in funds.COMES_IN and funds.least(self.fund, self.name) < 0:
			self.refuse("amount", _("this income has been spent already. Delete first what it was spent on."))


def on_doctype_update():
	add_indexes("Fund Entry")
	frappe.db.add_index("Fund Entry", ["fund", "fiscal_year", "entry_date"])
	frappe.db.add_index("Fund Entry", ["center", "fiscal_year", "kind"])
