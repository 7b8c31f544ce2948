from unittest.mock import patch

import frappe
from frappe.utils import add_days, today

from con_center.access.removal import NamesGoneError
from con_center.approval.decision import decide as take_step
from con_center.approval.factories import take
from con_center.approval.findings import OddDocumentError, WrongDocumentError
from con_center.committees.factories import MEETING_AREA
from con_center.community import duplicates, given, resolutions
from con_center.community.doctype.membership_application.membership_application import (
	MembershipError,
	forget_who_did_not_join,
)
from con_center.community.factories import accept, decide, make_application, make_resolution
from con_center.organization.factories import areas_of, make_officer, signed_in
from con_center.tests.case import CONTestCase, links_of

test_ignore = links_of("Membership Application")


class MembershipTestCase(CONTestCase):
	def setUp(self):
		super().setUp()
		frappe.db.savepoint("members")
		self.addCleanup(frappe.db.rollback, save_point="members")

	def register(self, name: str, **values):
		with signed_in(make_officer("officer", areas_of(MEETING_AREA))):
			return frappe.get_doc(
				{
					"doctype": "Community Organization",
					"organization_name": name,
					"organization_type": "กลุ่มสตรี",
					"area": MEETING_AREA,
					**values,
				}
			).insert()


class TestNames(MembershipTestCase):
	def test_spellings_of_a_name_are_one(self):
		for name, other, expected in (
			("กลุ่มสตรีบ้านหนองบัว", "กลุ่มสตรี บ้านหนองบัว", True),
			("กลุ่มองค์กรสตรี", "กลุ่มองค์การสตรี", True),
			("กลุ่มทอผ้า หมู่ ๔", "กลุ่มทอผ้าหมู่ที่ 4", True),
			("วิสาหกิจชุมชนทอผ้าหนองบัว", "กลุ่มทอผ้าบ้านหนองบัว", True),
			("กลุ่มทอผ้าบ้านหนองบัว", "กลุ่มทอผ้าบ้านหนองแก", False),
			("กลุ่มสตรี", "กลุ่มออมทรัพย์", False),
			("กลุ่ม", "กลุ่มสตรี", False),
		):
			with self.subTest(name=name, other=other):
				self.assertEqual(bool(duplicates.alike(name, [other])), expected)


class TestApplication(MembershipTestCase):
	def test_what_it_may_be_already_is_noted_and_asked(self):
		self.register("กลุ่มสตรีบ้านทดสอบหนึ่ง")
		application = make_application(organization_name="กลุ่มสตรี บ้านทดสอบหนึ่ง")
		self.assertIn("กลุ่มสตรีบ้านทดสอบหนึ่ง", application.duplicates)
		with signed_in(make_officer("officer", areas_of(MEETING_AREA))), self.assertRaises(OddDocumentError):
			take_step(
				application.doctype, application.name, "Lay before the Meeting", str(application.modified)
			)

	def test_who_has_applied_is_told(self):
		make_application(organization_name="กลุ่มแปรรูปบ้านทดสอบ")
		again = make_application(organization_name="กลุ่มแปรรูป บ้านทดสอบ")
		self.assertIn("กลุ่มแปรรูปบ้านทดสอบ", again.duplicates)

	def test_it_is_for_a_center_of_a_sub_district(self):
		district = MEETING_AREA[:4]
		with self.assertRaises(MembershipError):
			make_application(district, make_officer("district", areas_of(MEETING_AREA)))

	def test_consent_is_kept_with_its_text(self):
		application = make_application()
		text = frappe.db.get_single_value("Membership Settings", "consent_text")
		self.assertEqual((application.consent_text, bool(application.consented_on)), (text, True))
		with signed_in(make_officer("officer", areas_of(MEETING_AREA))):
			application.consent = 0
			application.save()
		self.assertEqual((application.consent_text, application.consented_on), (None, None))

	def test_a_client_does_not_say_that_it_came_by_the_form(self):
		self.assertEqual(make_application(source="Public Form").source, "Officer")

	def test_days_have_come(self):
		for field in ("applied_on", "established_on"):
			with self.subTest(field=field), self.assertRaises(MembershipError):
				make_application(**{field: add_days(today(), 1)})

	def test_it_stays(self):
		with self.assertRaises(MembershipError):
			frappe.delete_doc("Membership Application", make_application().name)


class TestMember(MembershipTestCase):
	def test_who_is_accepted_stands_in_the_register(self):
		application = accept(make_application(products="ผ้าฝ้าย", capital=25000))
		member = frappe.get_doc("Community Organization", application.organization)
		self.assertEqual(
			(member.organization_name, member.chair, member.products, member.capital, member.phone),
			(application.organization_name, "นางทดสอบ สมัครใจ", "ผ้าฝ้าย", 25000, "081-000-2000"),
		)
		self.assertEqual(
			(member.area, member.status, member.joined_on), (MEETING_AREA, "Active", application.decided_on)
		)

	def test_who_stands_there_already_is_not_entered_twice(self):
		there = self.register("กลุ่มจักสานบ้านทดสอบ", chair="นายเดิม มีอยู่")
		application = accept(make_application(organization_name="กลุ่มจักสานบ้านทดสอบ", organization=there.name))
		there.reload()
		self.assertEqual(application.organization, there.name)
		# what is known is not written over
		self.assertEqual((there.chair, there.members_count), ("นายเดิม มีอยู่", 20))
		self.assertTrue(there.joined_on)
		same = {"area": MEETING_AREA, "organization_name": "กลุ่มจักสานบ้านทดสอบ"}
		self.assertEqual(frappe.db.count("Community Organization", same), 1)

	def test_a_member_does_not_join_again(self):
		application = accept(make_application())
		again = make_application(
			organization_name=application.organization_name, organization=application.organization
		)
		with self.assertRaises(WrongDocumentError):
			take(again, ("officer", "Lay before the Meeting"))

	def test_an_organization_of_another_sub_district_is_not_it(self):
		with signed_in(make_officer("officer", areas_of("340203"))):
			other = frappe.get_doc(
				{
					"doctype": "Community Organization",
					"organization_name": "กลุ่มต่างตำบล",
					"organization_type": "กลุ่มสตรี",
					"area": "340203",
				}
			).insert()
		with self.assertRaises((MembershipError, frappe.PermissionError)):
			make_application(organization=other.name)

	def test_a_meeting_refuses(self):
		application = take(make_application(), ("officer", "Lay before the Meeting"))
		refused = make_resolution(outcome="Not Approved")
		with self.assertRaises(resolutions.ResolutionError):
			decide(application, "Accept by Resolution", agenda_row=refused)
		application = decide(application, "Refuse by Resolution", agenda_row=refused)
		self.assertIsNone(application.organization)
		self.assertTrue(application.decided_on)

	def test_it_leaves_with_a_day_and_a_reason(self):
		application = accept(make_application())
		for wrong in (
			{},
			{"left_on": today()},
			{"left_on": "ไม่รู้", "left_reason": "ย้าย"},
			{"left_on": add_days(today(), 2), "left_reason": "ย้าย"},
			{"left_on": [1], "left_reason": "ย้าย"},
		):
			with self.subTest(given=wrong), self.assertRaises(given.GivenError):
				decide(application, "End Membership", **wrong)
		application = decide(application, "End Membership", left_on=today(), left_reason="เลิกกลุ่ม")
		member = frappe.get_doc("Community Organization", application.organization)
		self.assertEqual(
			(member.status, str(member.left_on), member.left_reason), ("Inactive", today(), "เลิกกลุ่ม")
		)

	def test_what_was_decided_is_not_changed(self):
		application = accept(make_application())
		with signed_in(make_officer("officer", areas_of(MEETING_AREA))), self.assertRaises(MembershipError):
			application.chair = "ผู้อื่น"
			application.save()


def attach(doctype: str, name: str):
	"""Return a private file of a document."""
	return frappe.get_doc(
		{
			"doctype": "File",
			"file_name": f"{frappe.generate_hash(length=8)}.txt",
			"content": frappe.generate_hash(length=12),
			"is_private": 1,
			"attached_to_doctype": doctype,
			"attached_to_name": name,
		}
	).insert()


class TestKeeping(MembershipTestCase):
	def test_names_of_who_did_not_join_are_removed(self):
		application = make_application()
		# with nothing that tells of somebody but what is attached
		scanned = make_application(chair=None, phone=None)
		attach(scanned.doctype, scanned.name)
		with signed_in(make_officer("officer", areas_of(MEETING_AREA))):
			application.chair = "นางเปลี่ยน ชื่อใหม่"
			application.save()
			application.add_comment("Comment", "โทรถามนางเปลี่ยนแล้ว")
			attach(application.doctype, application.name)
		mail = {"reference_doctype": application.doctype, "reference_name": application.name}
		mail = frappe.get_doc({"doctype": "Communication", "subject": "ใบสมัคร", **mail}).insert()
		sent = attach("Communication", mail.name)
		scanned = take(scanned, ("officer", "Withdraw Application", "ขอถอนเอง"))
		application = take(application, ("officer", "Withdraw Application", "ขอถอนเอง"))
		member = accept(make_application())
		forget_who_did_not_join()
		self.assertEqual(
			frappe.db.get_value("Membership Application", application.name, "chair"), "นางเปลี่ยน ชื่อใหม่"
		)
		for name in (application.name, scanned.name, member.name):
			frappe.db.set_value("Membership Application", name, "decided_on", add_days(today(), -91))
		forget_who_did_not_join()
		kept = frappe.db.get_value("Membership Application", application.name, ["chair", "phone"])
		self.assertEqual(kept, (None, None))
		self.assertFalse(frappe.db.exists("Version", {"docname": application.name}))
		self.assertFalse(frappe.db.exists("Comment", {"reference_name": application.name}))
		for name in (application.name, scanned.name):
			self.assertFalse(frappe.db.exists("File", {"attached_to_name": name}))
		self.assertFalse(frappe.db.exists("File", sent.name))
		with signed_in(make_officer("officer", areas_of(MEETING_AREA))):
			with self.assertRaises(NamesGoneError):
				attach(application.doctype, application.name)
			with self.assertRaises(NamesGoneError):
				application.add_comment("Comment", "โทรถามอีกครั้ง")
		self.assertTrue(frappe.db.get_value("Membership Application", member.name, "chair"))

	def test_zero_days_keep_them(self):
		application = take(make_application(), ("officer", "Withdraw Application", "ขอถอนเอง"))
		frappe.db.set_value("Membership Application", application.name, "decided_on", "2020-01-01")
		with patch(
			"con_center.community.doctype.membership_application.membership_application.settings",
			return_value=frappe._dict(keep_days=0),
		):
			forget_who_did_not_join()
		self.assertTrue(frappe.db.get_value("Membership Application", application.name, "chair"))


class TestRegister(MembershipTestCase):
	def test_who_leaves_says_why(self):
		there = self.register("กลุ่มที่จะออก", joined_on="2025-01-01")
		with signed_in(make_officer("officer", areas_of(MEETING_AREA))):
			there.left_on = "2026-01-01"
			with self.assertRaises(frappe.MandatoryError):
				there.save()
			there.reload()
			there.update({"left_on": "2026-01-01", "left_reason": "เลิกกลุ่ม"})
			there.save()
			self.assertEqual(there.status, "Inactive")
			there.left_on = "2024-01-01"
			with self.assertRaises(frappe.ValidationError):
				there.save()
