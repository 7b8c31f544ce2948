import frappe
from frappe.utils import getdate

from con_center.approval.findings import WrongDocumentError
from con_center.approval.meaning import CANCELLED, IN_FORCE
from con_center.assessments.computed import Facts
from con_center.committees.factories import MEETING_AREA
from con_center.community.doctype.center_fund.center_fund import FundError
from con_center.community.doctype.fund_entry.fund_entry import FundEntryError
from con_center.community.factories import (
	decide,
	last_year,
	make_fund,
	make_fund_account,
	make_fund_entry,
	make_fund_in_force,
	make_fund_of_last_year,
	make_resolution,
	make_sharing,
)
from con_center.community.funds import BENEFIT, INCOME
from con_center.community.resolutions import ResolutionError
from con_center.community.workflow import FUND_CLOSED
from con_center.organization.factories import areas_of, make_officer, signed_in
from con_center.tests.case import CONTestCase
from con_center.thai import fiscal_year

YEAR = fiscal_year(getdate())


class TestAFund(CONTestCase):
	def test_a_meeting_establishes_it(self):
		fund = make_fund_in_force()
		self.assertEqual(fund.get_meaning(), IN_FORCE)
		self.assertTrue(fund.meeting and fund.established_on and fund.resolution_number)
		with (
			signed_in(make_officer("officer", areas_of(fund.area))),
			self.assertRaises(frappe.ValidationError),
		):
			frappe.delete_doc("Center Fund", fund.name)

	def test_not_without_a_resolution(self):
		with self.assertRaises(frappe.ValidationError):
			decide(make_fund(), "Establish by Resolution")

	def test_nobody_audits_himself(self):
		with self.assertRaises(FundError):
			make_fund(treasurer="นางเดียว  กัน", auditor="นางเดียว กัน")

	def test_who_keeps_the_money_changes_and_never_audits_himself(self):
		fund = make_fund_in_force()
		with signed_in(make_officer("officer", areas_of(fund.area))):
			fund.reload()
			fund.treasurer = "นางคนใหม่ รักษาเงิน"
			fund.save()
			fund.auditor = fund.treasurer
			with self.assertRaises(FundError):
				fund.save()
			fund.reload()
			fund.fund_name = "ชื่ออื่น"
			with self.assertRaises(frappe.ValidationError):
				fund.save()

	def test_it_closes_when_it_is_empty_and_keeps_what_established_it(self):
		fund = make_fund_in_force()
		established_by = fund.agenda_row
		make_fund_entry(fund, INCOME, 500, entry_date=fund.established_on)
		closing = make_resolution(fund.area)
		with self.assertRaises(WrongDocumentError):
			decide(fund, "Close Fund by Resolution", agenda_row=closing)
		benefit = make_fund_entry(fund, BENEFIT, 500, people=5, entry_date=fund.established_on)
		with self.assertRaises(ResolutionError):
			decide(fund, "Close Fund by Resolution", agenda_row=established_by)
		fund = decide(fund, "Close Fund by Resolution", agenda_row=closing)
		self.assertEqual((fund.get_meaning(), fund.agenda_row), (FUND_CLOSED, established_by))
		self.assertTrue(fund.closed_on and fund.closing_resolution)
		with self.assertRaises(FundEntryError):
			make_fund_entry(fund)
		with signed_in(make_officer("officer", areas_of(fund.area))):
			with self.assertRaises(FundEntryError):
				frappe.get_doc("Fund Entry", benefit.name).delete()
			fund.reload()
			fund.treasurer = "นางคนใหม่ รักษาเงิน"
			with self.assertRaises(FundError):
				fund.save()

	def test_one_that_was_entered_by_mistake_is_withdrawn_while_it_has_no_entries(self):
		fund = make_fund_in_force()
		entry = make_fund_entry(fund)
		with self.assertRaises(FundError):
			decide(fund, "Withdraw Fund", "district", reason="บันทึกผิดศูนย์")
		with signed_in(make_officer("officer", areas_of(fund.area))):
			entry.delete()
		fund = decide(fund, "Withdraw Fund", "district", reason="บันทึกผิดศูนย์")
		self.assertEqual((fund.get_meaning(), fund.cancel_reason), (CANCELLED, "บันทึกผิดศูนย์"))

	def test_it_does_not_close_before_its_last_entry(self):
		fund = make_fund_in_force()
		make_fund_entry(fund, INCOME, 5)
		make_fund_entry(fund, BENEFIT, 5)
		with self.assertRaises(ResolutionError):
			decide(fund, "Close Fund by Resolution", agenda_row=make_resolution(fund.area))


class TestIndicators(CONTestCase):
	def known(self, source: str) -> float:
		return Facts(MEETING_AREA, YEAR).known(source).value

	def test_each_counts_what_its_documents_prove(self):
		sources = (
			"Funds in Force",
			"Benefits Given to Members",
			"Fund Accounts Approved",
			"Agreements on Sharing Benefits",
		)
		before = {source: self.known(source) for source in sources}
		fund = make_fund_of_last_year()
		make_fund_entry(fund, INCOME, 100, entry_date=last_year())
		make_fund_entry(fund, BENEFIT, 40)
		decide(
			make_fund_account(fund, YEAR - 1),
			"Approve Account by Resolution",
			agenda_row=make_resolution(fund.area),
		)
		sharing = make_sharing()
		decide(sharing, "Agree by Resolution", agenda_row=make_resolution(sharing.area))
		for source in sources:
			with self.subTest(source):
				self.assertEqual(self.known(source), before[source] + 1)
