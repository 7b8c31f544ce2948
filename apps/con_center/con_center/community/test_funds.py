import frappe
from frappe.utils import add_days, getdate, today

from con_center.access.documents import ForeignLinkError
from con_center.approval.findings import WrongDocumentError
from con_center.approval.meaning import CANCELLED, IN_FORCE
from con_center.assessments.computed import Facts
from con_center.committees.factories import MEETING_AREA
from con_center.community import funds
from con_center.community.doctype.benefit_agreement.benefit_agreement import BenefitAgreementError
from con_center.community.doctype.center_fund.center_fund import FundError
from con_center.community.doctype.fund_account.fund_account import FundAccountError
from con_center.community.doctype.fund_entry.fund_entry import FundEntryError
from con_center.community.factories import (
	decide,
	make_fund,
	make_fund_account,
	make_fund_entry,
	make_fund_in_force,
	make_resolution,
	make_sharing,
)
from con_center.community.workflow import FUND_CLOSED, REPLACED, SHARES_ENDED
from con_center.organization.factories import areas_of, make_officer, signed_in
from con_center.tests.case import CONTestCase
from con_center.thai import fiscal_year

IN, OUT, BENEFIT = funds.INCOME, funds.SPENDING, funds.BENEFIT
YEAR = fiscal_year(getdate())
LAST_YEAR = str(fiscal_year(getdate()) - 544) + "-03-01"


def of_last_year(fund):
	"""Return the fund as one that was established in the year before."""
	fund.db_set("established_on", LAST_YEAR)
	return fund


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

	def test_it_closes_when_it_is_empty_and_keeps_what_established_it(self):
		fund = make_fund_in_force()
		established_by = fund.agenda_row
		make_fund_entry(fund, IN, 500)
		closing = make_resolution(fund.area)
		with self.assertRaises(WrongDocumentError):
			decide(fund, "Close Fund by Resolution", agenda_row=closing)
		make_fund_entry(fund, BENEFIT, 500, people=5)
		fund = decide(fund, "Close Fund by Resolution", agenda_row=closing)
		self.assertEqual((fund.get_meaning(), fund.agenda_row), (FUND_CLOSED, established_by))
		self.assertTrue(fund.closed_on and fund.closing_resolution)
		with self.assertRaises(FundEntryError):
			make_fund_entry(fund)


class TestEntries(CONTestCase):
	def setUp(self):
		super().setUp()
		self.fund = make_fund_in_force()

	def left(self):
		return funds.of_all(self.fund.name).left

	def test_it_gives_nothing_that_it_does_not_have(self):
		income = make_fund_entry(self.fund, IN, 300.25)
		make_fund_entry(self.fund, OUT, 100.10)
		with self.assertRaises(FundEntryError):
			make_fund_entry(self.fund, BENEFIT, 200.16)
		make_fund_entry(self.fund, BENEFIT, 200.15, people=2)
		self.assertEqual(self.left(), 0)
		with signed_in(make_officer("officer", areas_of(self.fund.area))):
			with self.assertRaises(FundEntryError):
				income.delete()
			income.reload()
			income.amount = 300
			with self.assertRaises(FundEntryError):
				income.save()

	def test_what_is_wrong_is_named(self):
		for values in (
			{"amount": 0},
			{"amount": -5},
			{"kind": BENEFIT, "amount": 1, "people": 0},
			{"entry_date": add_days(today(), 1)},
			{"entry_date": add_days(self.fund.established_on, -1)},
		):
			with self.subTest(values), self.assertRaises(FundEntryError):
				make_fund_entry(self.fund, **values)
		with self.assertRaises(FundEntryError):
			make_fund_entry(make_fund(self.fund.area))

	def test_no_names_are_asked_for_and_people_count_of_benefits_alone(self):
		entry = make_fund_entry(self.fund, IN, 10, people=7)
		self.assertEqual((entry.people, entry.fiscal_year, entry.center), (0, YEAR, self.fund.center))


class TestAccounts(CONTestCase):
	def setUp(self):
		super().setUp()
		self.fund = of_last_year(make_fund_in_force())
		self.income = make_fund_entry(self.fund, IN, 1000, entry_date=LAST_YEAR)
		make_fund_entry(self.fund, OUT, 200, entry_date=LAST_YEAR)
		make_fund_entry(self.fund, BENEFIT, 300, entry_date=LAST_YEAR, people=3)
		make_fund_entry(self.fund, IN, 50)

	def approve(self, account):
		return decide(account, "Approve Account by Resolution", agenda_row=make_resolution(self.fund.area))

	def test_it_tells_what_the_year_has(self):
		account = make_fund_account(self.fund, YEAR - 1)
		told = (account.opening, account.income, account.spending, account.benefits, account.people)
		self.assertEqual((*told, account.closing), (0, 1000, 200, 300, 3, 500))
		self.assertEqual(make_fund_account(self.fund, YEAR).opening, 500)
		with self.assertRaises(FundAccountError):
			make_fund_account(self.fund, YEAR - 1)
		for year in (YEAR + 1, YEAR - 2):
			with self.assertRaises(FundAccountError):
				make_fund_account(self.fund, year)

	def test_an_approved_year_takes_no_entries_until_it_is_withdrawn(self):
		account = self.approve(make_fund_account(self.fund, YEAR - 1))
		self.assertEqual(account.get_meaning(), IN_FORCE)
		with self.assertRaises(FundEntryError):
			make_fund_entry(self.fund, IN, 5, entry_date=LAST_YEAR)
		with signed_in(make_officer("officer", areas_of(self.fund.area))):
			self.income.reload()
			self.income.entry_date = today()
			with self.assertRaises(FundEntryError):
				self.income.save()
			self.income.reload()
			with self.assertRaises(FundEntryError):
				self.income.delete()
		withdrawn = decide_with_reason(account, "Withdraw Account", "ยอดไม่ตรงใบสำคัญ")
		self.assertEqual((withdrawn.get_meaning(), withdrawn.cancel_reason), (CANCELLED, "ยอดไม่ตรงใบสำคัญ"))
		make_fund_entry(self.fund, IN, 5, entry_date=LAST_YEAR)
		self.approve(make_fund_account(self.fund, YEAR - 1))

	def test_years_are_approved_in_their_order_and_when_they_are_over(self):
		with self.assertRaises(WrongDocumentError):
			self.approve(make_fund_account(self.fund, YEAR))

	def test_what_the_meeting_was_told_is_what_is_approved(self):
		account = make_fund_account(self.fund, YEAR - 1)
		make_fund_entry(self.fund, IN, 5, entry_date=LAST_YEAR)
		with self.assertRaises(FundAccountError):
			self.approve(account)

	def test_the_print_has_entries_and_sums(self):
		account = make_fund_account(self.fund, YEAR - 1)
		with signed_in(make_officer("officer", areas_of(self.fund.area))):
			page = frappe.get_print("Fund Account", account.name, "Fund Account")
		for part in ("ยอดยกไป", "๕๐๐.๐๐", "๑,๐๐๐.๐๐", "เงินสมทบประจำเดือน", "เหรัญญิก"):
			self.assertIn(part, page)


def decide_with_reason(doc, action: str, reason: str):
	from con_center.approval.decision import decide as take_step

	with signed_in(make_officer("district", areas_of(doc.area))):
		stored = frappe.get_doc(doc.doctype, doc.name)
		return take_step(stored.doctype, stored.name, action, str(stored.modified), reason)


class TestSharing(CONTestCase):
	def agree(self, sharing):
		return decide(sharing, "Agree by Resolution", agenda_row=make_resolution(sharing.area))

	def test_the_whole_is_shared_out(self):
		for shares in ((("ก", 60), ("ข", 39.99)), ()):
			with self.subTest(shares), self.assertRaises(WrongDocumentError):
				self.agree(make_sharing(shares=shares))
		with self.assertRaises(BenefitAgreementError):
			make_sharing(shares=(("ก", 110), ("ข", -10)))
		self.assertEqual(
			self.agree(make_sharing(shares=(("ก", 66.67), ("ข", 33.33)))).get_meaning(), IN_FORCE
		)

	def test_a_change_takes_the_place_of_what_it_changes(self):
		first = self.agree(make_sharing())
		second = make_sharing(shares=(), replaces=first.name)
		self.assertEqual([row.percent for row in second.shares], [60, 40])
		second = self.agree(second)
		first.reload()
		self.assertEqual((first.get_meaning(), first.replaced_by), (REPLACED, second.name))
		with self.assertRaises(WrongDocumentError):
			self.agree(make_sharing(replaces=first.name))

	def test_it_ends_by_a_resolution(self):
		sharing = self.agree(make_sharing())
		sharing = decide(sharing, "End by Resolution", agenda_row=make_resolution(sharing.area))
		self.assertEqual(sharing.get_meaning(), SHARES_ENDED)
		self.assertTrue(sharing.ended_on and sharing.end_resolution)

	def test_a_fund_is_of_the_same_center(self):
		with self.assertRaises(ForeignLinkError):
			make_sharing(fund=make_fund("340104").name)

	def test_the_print_has_the_shares(self):
		sharing = self.agree(make_sharing())
		with signed_in(make_officer("officer", areas_of(sharing.area))):
			page = frappe.get_print("Benefit Agreement", sharing.name, "Benefit Agreement")
		for part in ("เฉลี่ยคืนสมาชิก", "๖๐", "๔๐", "ตามมติที่ประชุม"):
			self.assertIn(part, page)


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
		fund = of_last_year(make_fund_in_force())
		make_fund_entry(fund, IN, 100, entry_date=LAST_YEAR)
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
