import frappe
from frappe.utils import add_days, getdate, today

from con_center.access.areas import COUNTRY
from con_center.appointments import text
from con_center.appointments.doctype.appointment_order.appointment_order import (
	ChangeError,
	CommitteeStatusError,
	OrderError,
	OrderPendingError,
)
from con_center.appointments.factories import make_order, make_order_in
from con_center.approval.decision import decide
from con_center.approval.factories import take
from con_center.approval.findings import WrongDocumentError
from con_center.committees.factories import make_committee
from con_center.organization.factories import OWN, make_assignment, make_officer, make_user, signed_in
from con_center.tests.case import CONTestCase, links_of

test_ignore = links_of("Appointment Order")

TO_ISSUED = (("officer", "Send Up"), ("district", "Check and Forward"), ("chief", "Sign and Issue"))


class TestDrafting(CONTestCase):
	def test_text_names_issuer_and_signatory_come_by_themselves(self):
		order = make_order()
		self.assertEqual(order.issuer_name, "อำเภอเมืองอุบลราชธานี")
		self.assertEqual(order.subject, "รับรองผลการคัดเลือกคณะกรรมการศูนย์ประสานงานองค์การชุมชนตำบลในเมือง")
		self.assertIn("จำนวน 9 คน", order.body)
		self.assertNotIn("{", order.body)
		self.assertEqual(len(order.members), 9)
		self.assertEqual(order.signatory_position, "นายอำเภอเมืองอุบลราชธานี")

	def test_what_was_typed_is_kept_until_it_is_written_anew(self):
		order = make_order(subject="เรื่องของเราเอง")
		self.assertEqual(order.subject, "เรื่องของเราเอง")
		with signed_in(make_officer("officer")):
			order.refill_text()
		self.assertIn("รับรองผลการคัดเลือก", order.subject)

	def test_templates_are_text_not_code(self):
		template = frappe.get_doc("Order Template", {"purpose": "Certify Selection"})
		for body in ("{frappe}", "{committee_name.__class__}", "{0}", "{ committee_name }"):
			template.reload()
			template.body = body
			with self.assertRaises(text.UnknownPlaceholderError):
				template.save()
		template.reload()
		template.body = "{{ frappe.db.sql('select 1') }} {committee_name}"
		self.assertRaises(text.UnknownPlaceholderError, template.save)

	def test_a_template_for_the_kind_comes_before_one_for_all(self):
		group = make_committee(kind="Promoting Working Group")
		order = make_order(group, instrument="Order", purpose="Appoint")
		self.assertEqual(order.template, "คำสั่งแต่งตั้งคณะทำงานส่งเสริม ศอช.")

	def test_without_a_template_the_text_is_asked_for(self):
		group = make_committee(kind="Promoting Working Group")
		with self.assertRaises(frappe.MandatoryError):
			make_order(group)

	def test_purpose_and_committee_must_fit(self):
		draft = make_committee()
		for purpose in ("Amend", "Revoke", "Yearly Review"):
			with self.assertRaises(CommitteeStatusError):
				make_order(draft, purpose=purpose)
		issued = make_order_in("Issued")
		with self.assertRaises(CommitteeStatusError):
			make_order(frappe.get_doc("Committee", issued.committee))

	def test_one_document_at_a_time_on_a_committee(self):
		order = make_order()
		with self.assertRaises(OrderPendingError):
			make_order(frappe.get_doc("Committee", order.committee))

	def test_a_committee_without_members_is_not_issued(self):
		order = make_order(make_committee(members=[]))
		with self.assertRaises(WrongDocumentError):
			take(order, *TO_ISSUED)


class TestDates(CONTestCase):
	def test_dates_are_recorded_as_they_are(self):
		"""Seed 001: the order of 19 March 2551 is dated before the announcement of 8 May 2551."""
		announcement = take(
			make_order(make_committee(term_start="2008-05-08"), dated="2008-05-08"), *TO_ISSUED
		)
		group = make_committee(kind="Promoting Working Group", term_start="2008-03-19")
		order = take(make_order(group, instrument="Order", purpose="Appoint", dated="2008-03-19"), *TO_ISSUED)
		self.assertLess(getdate(order.dated), getdate(announcement.dated))
		self.assertTrue(order.number.endswith("/2551"))
		self.assertIsNone(announcement.number)

	def test_without_a_date_it_is_the_day_of_signing(self):
		order = make_order_in("Issued")
		self.assertEqual(getdate(order.dated), getdate())
		self.assertEqual(getdate(order.effective_from), getdate())


class TestAmending(CONTestCase):
	def setUp(self):
		super().setUp()
		self.committee = frappe.get_doc("Committee", make_order_in("Issued").committee)

	def amend(self, changes, **values):
		return make_order(self.committee, purpose="Amend", changes=changes, **values)

	def test_members_change_with_a_trace(self):
		leaving, promoted = self.committee.members[4], self.committee.members[5]
		order = self.amend(
			[
				{"action": "Remove", "member_row": leaving.name, "leaving_reason": "ลาออก"},
				{"action": "Change Role", "member_row": promoted.name, "role": "เหรัญญิก"},
				{
					"action": "Add",
					"title": "นาง",
					"first_name": "มาใหม่",
					"last_name": "แทนที่",
					"role": "กรรมการ",
					"replaces": leaving.full_name,
				},
			]
		)
		self.assertEqual([m.change for m in order.members if m.change], ["Removed", "Role Changed", "Added"])
		take(order, *TO_ISSUED)
		after = frappe.get_doc("Committee", self.committee.name)
		rows = {row.name: row for row in after.members}
		self.assertEqual(
			(
				rows[leaving.name].status,
				rows[leaving.name].leaving_reason,
				getdate(rows[leaving.name].left_on),
			),
			("Left", "ลาออก", getdate()),
		)
		self.assertEqual(rows[promoted.name].role, "เหรัญญิก")
		self.assertEqual(after.members[-1].replaces, leaving.full_name)
		self.assertEqual((len(after.members), after.sitting_members), (10, 9))

	def test_wrong_changes_are_refused(self):
		row = self.committee.members[4].name
		for changes in (
			[],
			[{"action": "Remove", "member_row": row}],
			[{"action": "Remove", "leaving_reason": "ลาออก"}],
			[{"action": "Remove", "member_row": "no-such-row", "leaving_reason": "ลาออก"}],
			[{"action": "Change Role", "member_row": row}],
			[{"action": "Add", "first_name": "ก", "role": "กรรมการ"}],
		):
			with self.assertRaises(ChangeError):
				self.amend(changes)

	def test_an_amendment_is_not_cancelled_but_amended(self):
		order = self.amend(
			[{"action": "Remove", "member_row": self.committee.members[4].name, "leaving_reason": "ลาออก"}]
		)
		order = take(order, *TO_ISSUED)
		with self.assertRaises(OrderError):
			take(order, ("chief", "Cancel Document", "ผิด"))


class TestReviewRevokeCancel(CONTestCase):
	def setUp(self):
		super().setUp()
		self.issued = make_order_in("Issued")
		self.committee = frappe.get_doc("Committee", self.issued.committee)

	def test_a_yearly_review_stamps_the_committee(self):
		day = add_days(today(), 30)
		take(make_order(self.committee, purpose="Yearly Review", dated=day), *TO_ISSUED)
		self.assertEqual(
			getdate(frappe.db.get_value("Committee", self.committee.name, "last_reviewed_on")), getdate(day)
		)

	def test_revoking_ends_it_on_the_day_of_effect(self):
		take(make_order(self.committee, purpose="Revoke", effective_from=today()), *TO_ISSUED)
		after = frappe.get_doc("Committee", self.committee.name)
		self.assertEqual((after.status, getdate(after.ended_on)), ("Ended", getdate()))
		self.assertIsNone(frappe.db.get_value("CON Center", after.center, "current_committee"))

	def test_cancelling_takes_back_what_it_did(self):
		following = make_order_in("Issued")
		take(following, ("chief", "Cancel Document", "ออกผิดตำบล"))
		self.assertEqual(frappe.db.get_value("Committee", following.committee, "status"), "Draft")
		self.assertEqual(frappe.db.get_value("Committee", self.committee.name, "status"), "Current")
		self.assertEqual(
			frappe.db.get_value("CON Center", self.committee.center, "current_committee"), self.committee.name
		)

	def test_what_others_build_on_is_not_cancelled(self):
		take(make_order(self.committee, purpose="Yearly Review"), *TO_ISSUED)
		with self.assertRaises(OrderError):
			take(self.issued, ("chief", "Cancel Document", "ผิด"))


class TestIssuers(CONTestCase):
	def test_the_province_issues_for_its_own_committee(self):
		second = make_officer("province", number=2)
		committee = make_committee(OWN["province"], user=second)
		order = make_order(committee, user=second)
		self.assertEqual((order.issuer_level, order.issuer_name), ("Province", "จังหวัดอุบลราชธานี"))
		order = take(
			order, ("province", "Send Up"), ("province", "Check and Forward"), ("governor", "Sign and Issue")
		)
		self.assertEqual(order.signatory_position, "ผู้ว่าราชการจังหวัดอุบลราชธานี")
		central = make_user("of.the.department")
		make_assignment(central, "เจ้าหน้าที่กรมการพัฒนาชุมชน", COUNTRY)
		with signed_in(central):
			order = decide(order.doctype, order.name, "Acknowledge", order.modified)
		self.assertEqual(order.workflow_state, "Acknowledged by the Department")
		self.assertTrue(order.acknowledged_on)

	def test_the_issuer_of_a_level_is_a_setting(self):
		settings = frappe.get_doc("CON Settings")
		next(r for r in settings.level_rules if r.level == "District").issued_by = "Province"
		settings.save()
		order = make_order(
			make_committee(OWN["district"], user=make_officer("district")), user=make_officer("district")
		)
		self.assertEqual(order.issuer_name, "จังหวัดอุบลราชธานี")
