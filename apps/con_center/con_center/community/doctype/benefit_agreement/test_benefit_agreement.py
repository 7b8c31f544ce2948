import frappe
from frappe.utils import add_days, today

from con_center.access.documents import ForeignLinkError
from con_center.approval.findings import WrongDocumentError
from con_center.approval.meaning import CANCELLED, IN_FORCE
from con_center.community.doctype.benefit_agreement.benefit_agreement import BenefitAgreementError
from con_center.community.factories import decide, make_fund, make_resolution, make_sharing
from con_center.community.resolutions import ResolutionError
from con_center.community.workflow import REPLACED, SHARES_ENDED
from con_center.organization.factories import areas_of, make_officer, signed_in
from con_center.tests.case import CONTestCase


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

	def test_until_a_later_day_the_earlier_one_is_in_force(self):
		first = self.agree(make_sharing())
		with self.assertRaises(WrongDocumentError):
			self.agree(make_sharing(shares=(), replaces=first.name, effective_on=add_days(today(), 30)))
		first.reload()
		self.assertEqual(first.get_meaning(), IN_FORCE)

	def test_one_that_was_entered_by_mistake_is_withdrawn(self):
		sharing = self.agree(make_sharing())
		sharing = decide(sharing, "Withdraw Agreement", "district", reason="เลือกมติผิด")
		self.assertEqual((sharing.get_meaning(), sharing.cancel_reason), (CANCELLED, "เลือกมติผิด"))

	def test_it_ends_by_a_resolution(self):
		sharing = self.agree(make_sharing())
		with self.assertRaises(ResolutionError):
			decide(sharing, "End by Resolution", agenda_row=sharing.agenda_row)
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
