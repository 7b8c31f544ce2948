import frappe
from frappe import _
from frappe.utils import getdate

from con_center.access.conditions import add_indexes
from con_center.approval.decision import GovernedDocument
from con_center.approval.findings import ODD, STOP, Finding
from con_center.approval.meaning import CANCELLED, IN_FORCE, WITH_MAKER, enters, meaning_of
from con_center.community import funds, resolutions
from con_center.community.workflow import FUND_CLOSED
from con_center.thai import fiscal_year


class FundError(frappe.ValidationError):
	pass


class CenterFund(GovernedDocument):
	"""A fund of a center and its members (seed 001, 3.8: กองทุนสวัสดิการเครือข่าย), established by a meeting."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		agenda_row: DF.Data | None
		amended_from: DF.Link | None
		area: DF.Link | None
		auditor: DF.Data | None
		cancel_reason: DF.SmallText | None
		center: DF.Link
		closed_on: DF.Date | None
		closing_resolution: DF.SmallText | None
		district: DF.Link | None
		established_on: DF.Date | None
		fund_name: DF.Data
		kind: DF.Literal["Welfare", "Savings", "Revolving", "Other"]
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		meeting: DF.Link | None
		members_count: DF.Int
		province: DF.Link | None
		purpose: DF.SmallText | None
		resolution: DF.SmallText | None
		resolution_number: DF.Data | None
		rules: DF.Text | None
		rules_file: DF.Attach | None
		treasurer: DF.Data | None
		workflow_state: DF.Link | None
	# end: auto-generated types

	area_field = "center"
	stands_as = (IN_FORCE, FUND_CLOSED)

	def get_area(self):
		return frappe.db.get_value("CON Center", self.center, "area") if self.center else None

	def onload(self):
		super().onload()
		if self.docstatus:
			year = fiscal_year(getdate())
			self.set_onload("money", {**funds.of_year(self.name, year)._asdict(), "year": year})
			self.set_onload("left", funds.of_all(self.name).left)

	def validate(self):
		names = [" ".join((name or "").split()) for name in (self.treasurer, self.auditor)]
		if all(names) and names[0] == names[1]:
			frappe.throw(
				_("Auditor: nobody audits his own accounts. Name somebody else than the treasurer."),
				FundError,
			)

	def before_update_after_submit(self):
		super().before_update_after_submit()
		if meaning_of(self.get_doc_before_save()) == FUND_CLOSED:
			frappe.throw(_("{0} is closed and stays as it is.").format(self.fund_name), FundError)
		# who keeps the money changes, and what members get
		self.validate()

	def on_trash(self):
		if self.docstatus or self.get_meaning() not in WITH_MAKER:
			frappe.throw(
				_("{0} is established and stays on record. Close the fund instead.").format(self.fund_name),
				FundError,
			)

	def find(self, transition, post):
		yield from super().find(transition, post)
		if enters(transition, IN_FORCE):
			for field in ("treasurer", "auditor"):
				if not self.get(field):
					label = _(self.meta.get_label(field), context=self.doctype)
					yield Finding(ODD, _("{0}: nobody is named.").format(label), field)
			if not (self.rules or self.rules_file):
				yield Finding(ODD, _("It is not said who gets what of the fund."), "rules")
		elif left := funds.of_all(self.name).left:
			yield Finding(
				STOP,
				_("The fund still has {0} baht. Enter first what becomes of them.").format(f"{left:,.2f}"),
			)

	def before_decision(self, transition, post, comment):
		if enters(transition, IN_FORCE):
			self.established_on = resolutions.record(self, resolutions.APPROVED).meeting_date
		elif enters(transition, FUND_CLOSED):
			self.close()
		elif enters(transition, CANCELLED):
			self.require_no_entries()
			self.cancel_reason = (comment or "").strip()

	def require_no_entries(self):
		funds.lock(self.name)
		if frappe.db.exists("Fund Entry", {"fund": self.name}):
			frappe.throw(
				_("{0} has entries. A fund that was at work is closed, not withdrawn.").format(
					self.fund_name
				),
				FundError,
			)

	def close(self):
		"""Close it by another resolution; that which has established it stays."""
		funds.lock(self.name)
		if funds.of_all(self.name, now=True).left:
			frappe.throw(_("The fund has money again: look at its entries."), FundError)
		last = frappe.db.get_value(
			"Fund Entry", {"fund": self.name}, "entry_date", order_by="entry_date desc"
		)
		since = max(filter(None, (getdate(self.established_on), last and getdate(last))))
		meeting, row = resolutions.find_later(self, since)
		self.closed_on, self.closing_resolution = meeting.meeting_date, resolutions.told(row)


def on_doctype_update():
	add_indexes("Center Fund")
	frappe.db.add_index("Center Fund", ["center", "workflow_state"])
