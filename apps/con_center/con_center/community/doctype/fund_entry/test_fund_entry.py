from frappe.utils import add_days, getdate, today

from con_center.community import funds
from con_center.community.doctype.fund_entry.fund_entry import FundEntryError
from con_center.community.factories import last_year, make_fund, make_fund_entry, make_fund_in_force
from con_center.community.funds import BENEFIT, INCOME, SPENDING
from con_center.organization.factories import areas_of, make_officer, signed_in
from con_center.tests.case import CONTestCase
from con_center.thai import fiscal_year

YEAR = fiscal_year(getdate())


class TestEntries(CONTestCase):
	def setUp(self):
		super().setUp()
		self.fund = make_fund_in_force()

	def left(self):
		return funds.of_all(self.fund.name).left

	def test_it_gives_nothing_that_it_does_not_have(self):
		income = make_fund_entry(self.fund, INCOME, 300.25)
		make_fund_entry(self.fund, SPENDING, 100.10)
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

	def test_on_no_day_it_has_less_than_nothing(self):
		first = self.fund.established_on
		make_fund_entry(self.fund, INCOME, 1000, entry_date=add_days(first, 1))
		with self.assertRaises(FundEntryError):
			make_fund_entry(self.fund, SPENDING, 1, entry_date=first)
		make_fund_entry(self.fund, SPENDING, 1, entry_date=add_days(first, 1))

	def test_what_it_had_before_is_brought_forward_in_its_first_year(self):
		make_fund_entry(self.fund, funds.BROUGHT, 250_000, entry_date=self.fund.established_on)
		self.assertEqual(self.left(), 250_000)
		self.fund.db_set("established_on", last_year())
		with self.assertRaises(FundEntryError):
			make_fund_entry(self.fund, funds.BROUGHT, 5)

	def test_amounts_have_satang_and_no_less(self):
		self.assertEqual(make_fund_entry(self.fund, INCOME, 33.335).amount, 33.34)
		with self.assertRaises(FundEntryError):
			make_fund_entry(self.fund, INCOME, 0.004)

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
		entry = make_fund_entry(self.fund, INCOME, 10, people=7)
		self.assertEqual((entry.people, entry.fiscal_year, entry.center), (0, YEAR, self.fund.center))
