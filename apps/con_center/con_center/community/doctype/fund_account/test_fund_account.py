import frappe
from frappe.utils import getdate, today

from con_center.approval.decision import found_before
from con_center.approval.findings import WrongDocumentError
from con_center.approval.meaning import CANCELLED, IN_FORCE
from con_center.community.doctype.fund_account.fund_account import FundAccountError
from con_center.community.doctype.fund_entry.fund_entry import FundEntryError
from con_center.community.factories import (
	decide,
	last_year,
	make_fund_account,
	make_fund_entry,
	make_fund_of_last_year,
	make_resolution,
)
from con_center.community.funds import BENEFIT, INCOME, SPENDING
from con_center.organization.factories import areas_of, make_officer, signed_in
from con_center.tests.case import CONTestCase
from con_center.thai import fiscal_year

YEAR = fiscal_year(getdate())


class TestAccounts(CONTestCase):
	def setUp(self):
		super().setUp()
		self.fund = make_fund_of_last_year()
		self.income = make_fund_entry(self.fund, INCOME, 1000, entry_date=last_year())
		make_fund_entry(self.fund, SPENDING, 200, entry_date=last_year())
		make_fund_entry(self.fund, BENEFIT, 300, entry_date=last_year(), people=3)
		make_fund_entry(self.fund, INCOME, 50)

	def approve(self, account):
		return decide(account, "Approve Account by Resolution", agenda_row=make_resolution(self.fund.area))

	def test_it_tells_what_the_year_has(self):
		account = make_fund_account(self.fund, YEAR - 1)
		told = (account.opening, account.income, account.spending, account.benefits, account.people)
		self.assertEqual((*told, account.closing), (0, 1000, 200, 300, 3, 500))
		self.assertEqual(make_fund_account(self.fund, YEAR).opening, 500)
		with self.assertRaises(FundAccountError):
			make_fund_account(self.fund, YEAR - 1)
		for year in (YEAR + 1, YEAR - 2, 0):
			with self.assertRaises(FundAccountError):
				make_fund_account(self.fund, year)

	def test_an_approved_year_takes_no_entries_until_it_is_withdrawn(self):
		account = self.approve(make_fund_account(self.fund, YEAR - 1))
		self.assertEqual(account.get_meaning(), IN_FORCE)
		with self.assertRaises(FundEntryError):
			make_fund_entry(self.fund, INCOME, 5, entry_date=last_year())
		with signed_in(make_officer("officer", areas_of(self.fund.area))):
			self.income.reload()
			self.income.entry_date = today()
			with self.assertRaises(FundEntryError):
				self.income.save()
			self.income.reload()
			with self.assertRaises(FundEntryError):
				self.income.delete()
		withdrawn = decide(account, "Withdraw Account", "district", reason="ยอดไม่ตรงใบสำคัญ")
		self.assertEqual((withdrawn.get_meaning(), withdrawn.cancel_reason), (CANCELLED, "ยอดไม่ตรงใบสำคัญ"))
		make_fund_entry(self.fund, INCOME, 5, entry_date=last_year())
		self.approve(make_fund_account(self.fund, YEAR - 1))

	def test_what_an_account_begins_with_stays(self):
		"""No entry comes before an approved year, no earlier account goes, and no meeting approves before the end."""
		self.fund.db_set("established_on", f"{YEAR - 545}-03-01")
		make_fund_account(self.fund, YEAR - 2)
		approved = self.approve(make_fund_account(self.fund, YEAR - 1))
		with self.assertRaises(FundEntryError):
			make_fund_entry(self.fund, INCOME, 5, entry_date=f"{YEAR - 545}-03-01")
		early = make_resolution(self.fund.area)
		frappe.db.set_value(
			"Meeting",
			frappe.db.get_value("Meeting Agenda Item", early, "parent"),
			"meeting_date",
			last_year(),
		)
		decide(approved, "Withdraw Account", "district", reason="ผิด")
		with self.assertRaises(FundAccountError):
			decide(make_fund_account(self.fund, YEAR - 1), "Approve Account by Resolution", agenda_row=early)

	def test_its_keepers_are_those_of_its_time(self):
		account = self.approve(make_fund_account(self.fund, YEAR - 1))
		kept = (account.treasurer, account.auditor)
		self.fund.db_set("treasurer", "นางคนใหม่ รักษาเงิน")
		account.reload()
		self.assertEqual((account.treasurer, account.auditor), kept)
		self.assertTrue(all(kept))

	def test_years_are_approved_in_their_order_and_when_they_are_over(self):
		with self.assertRaises(WrongDocumentError):
			self.approve(make_fund_account(self.fund, YEAR))

	def test_what_the_meeting_was_told_is_what_is_approved(self):
		account = make_fund_account(self.fund, YEAR - 1)
		make_fund_entry(self.fund, INCOME, 5, entry_date=last_year())
		with self.assertRaises(FundAccountError):
			self.approve(account)

	def test_who_approves_is_told_when_the_entries_changed_last(self):
		account = make_fund_account(self.fund, YEAR - 1)
		self.income.db_set("modified", "2026-02-03 10:00:00", update_modified=False)
		frappe.db.sql("update `tabFund Entry` set modified = '2026-01-02' where name != %s", self.income.name)
		with signed_in(make_officer("officer", areas_of(self.fund.area))):
			found = found_before("Fund Account", account.name, "Approve Account by Resolution")
		self.assertIn("3 กุมภาพันธ์ 2569", str(found))

	def test_the_print_has_entries_and_sums(self):
		account = make_fund_account(self.fund, YEAR - 1)
		with signed_in(make_officer("officer", areas_of(self.fund.area))):
			page = frappe.get_print("Fund Account", account.name, "Fund Account")
		for part in ("ยอดยกไป", "๕๐๐.๐๐", "๑,๐๐๐.๐๐", "เงินสมทบประจำเดือน", "เหรัญญิก"):
			self.assertIn(part, page)
