import frappe
from frappe.utils import add_days, getdate, today

from con_center.appointments.factories import make_order, make_order_in
from con_center.approval.factories import take
from con_center.committees.doctype.committee.committee import (
	CommitteeMemberError,
	CommitteeTermError,
	OfficialCommitteeError,
	copy_to_new_term,
)
from con_center.committees.factories import make_committee, make_members
from con_center.organization.factories import OWN, make_officer, signed_in
from con_center.tests.case import CONTestCase, links_of

test_ignore = links_of("Committee")


class TestEntering(CONTestCase):
	def test_the_term_ends_after_the_years_of_the_settings(self):
		committee = make_committee(term_start="2026-10-01")
		self.assertEqual(str(getdate(committee.term_end)), "2030-09-30")
		self.assertIn("(2569–2573)", committee.title)

	def test_a_term_that_ends_before_it_begins_is_refused(self):
		with self.assertRaises(CommitteeTermError):
			make_committee(term_start="2026-10-01", term_end="2026-09-30")

	def test_sizes_out_of_the_usual_are_warned_about_not_refused(self):
		for number, warned in ((8, True), (9, False), (25, False), (26, True)):
			frappe.clear_messages()
			committee = make_committee(members=make_members(number))
			self.assertEqual(committee.sitting_members, number)
			self.assertEqual("ยังไม่ยืนยัน" in str(frappe.get_message_log()), warned, number)

	def test_nobody_sits_twice(self):
		members = make_members(9)
		members[4] |= {"title": "นางสาว", "first_name": members[2]["first_name"]}
		with self.assertRaises(CommitteeMemberError) as refused:
			make_committee(members=members)
		self.assertIn("5", str(refused.exception))

	def test_there_is_one_chair(self):
		members = make_members(9)
		members[8]["role"] = "ประธานกรรมการ"
		with self.assertRaises(CommitteeMemberError):
			make_committee(members=members)

	def test_who_left_left_on_a_day_and_for_a_reason(self):
		for values in (
			{"status": "Left"},
			{"status": "Left", "left_on": today()},
			{"status": "Left", "leaving_reason": "ลาออก"},
			{"status": "Left", "left_on": add_days(today(), -400), "leaving_reason": "ลาออก"},
		):
			members = make_members(9)
			members[3] |= values
			with self.assertRaises(CommitteeMemberError):
				make_committee(members=members)

	def test_a_district_has_no_kor_bor_tor(self):
		with self.assertRaises(frappe.ValidationError):
			make_committee(
				OWN["district"], user=make_officer("district"), kind="Integrated Administration Committee"
			)

	def test_kor_bor_tor_takes_the_centers_committee_as_experts(self):
		make_order_in("Issued")
		kbt = make_committee(kind="Integrated Administration Committee", members=[])
		with signed_in(make_officer("officer")):
			kbt.add_center_committee()
			kbt.add_center_committee()
		self.assertEqual({m.role for m in kbt.members}, {"ผู้ทรงคุณวุฒิ"})
		self.assertEqual(kbt.sitting_members, 9)


class TestOfficialCommittees(CONTestCase):
	def setUp(self):
		super().setUp()
		self.order = make_order_in("Issued")
		self.committee = frappe.get_doc("Committee", self.order.committee)

	def change(self, **values):
		with signed_in(make_officer("officer")):
			committee = frappe.get_doc("Committee", self.committee.name)
			committee.update(values)
			committee.save()
			return committee

	def test_issuing_makes_it_the_current_one_of_its_center(self):
		center = frappe.get_doc("CON Center", self.committee.center)
		self.assertEqual(self.committee.status, "Current")
		self.assertEqual(self.committee.appointment_order, self.order.name)
		self.assertEqual(center.current_committee, self.committee.name)
		self.assertEqual(getdate(center.register_updated_on), getdate())

	def test_a_new_one_ends_the_one_before(self):
		following = make_order_in("Issued")
		before = frappe.get_doc("Committee", self.committee.name)
		self.assertEqual((before.status, before.ended_by), ("Ended", following.name))
		current = frappe.get_all(
			"Committee", {"center": before.center, "kind": before.kind, "status": "Current"}, pluck="name"
		)
		self.assertEqual(current, [following.committee])

	def test_another_kind_does_not_end_it(self):
		group = make_committee(kind="Promoting Working Group")
		take(
			make_order(group, instrument="Order", purpose="Appoint"),
			("officer", "Send Up"),
			("district", "Check and Forward"),
			("chief", "Sign and Issue"),
		)
		self.assertEqual(frappe.db.get_value("Committee", self.committee.name, "status"), "Current")

	def test_its_members_and_term_are_changed_by_orders_only(self):
		with self.assertRaises(OfficialCommitteeError):
			self.change(term_end=add_days(today(), 9999))
		for edit in ("add", "remove", "rename", "promote"):
			with signed_in(make_officer("officer")), self.assertRaises(OfficialCommitteeError):
				committee = frappe.get_doc("Committee", self.committee.name)
				if edit == "add":
					committee.append("members", {**make_members(12)[11]})
				elif edit == "remove":
					committee.members.pop()
				elif edit == "rename":
					committee.members[5].last_name = "อื่น"
				else:
					committee.members[5].role = "เหรัญญิก"
				committee.save()

	def test_a_leaving_and_contacts_can_be_noted(self):
		with signed_in(make_officer("officer")):
			committee = frappe.get_doc("Committee", self.committee.name)
			committee.members[5].update({"status": "Left", "left_on": today(), "leaving_reason": "ลาออก"})
			committee.members[6].phone = "089-999-9999"
			committee.save()
		self.assertEqual(committee.sitting_members, 8)
		with signed_in(make_officer("officer")), self.assertRaises(OfficialCommitteeError):
			committee.members[5].update({"status": "Sitting"})
			committee.save()

	def test_it_stays_on_record(self):
		with signed_in(make_officer("officer")), self.assertRaises(OfficialCommitteeError):
			frappe.delete_doc("Committee", self.committee.name)

	def test_copy_to_a_new_term(self):
		self.test_a_leaving_and_contacts_can_be_noted()
		with signed_in(make_officer("officer")):
			following = copy_to_new_term(self.committee.name)
			following.insert()
		self.assertEqual(following.term_number, 2)
		self.assertEqual(getdate(following.term_start), getdate(add_days(self.committee.term_end, 1)))
		self.assertEqual((following.status, following.sitting_members), ("Draft", 8))
		self.assertEqual(following.previous_committee, self.committee.name)
		self.assertFalse(following.appointment_order)


class TestWhileItIsDecidedOn(CONTestCase):
	def test_the_committee_is_locked_until_it_is_issued_or_returned(self):
		order = make_order_in("District Review")
		officer = make_officer("officer")

		def rename():
			committee = frappe.get_doc("Committee", order.committee)
			committee.members[5].last_name = "เปลี่ยนแล้ว"
			committee.save()

		with signed_in(officer), self.assertRaises(OfficialCommitteeError):
			rename()
		order = take(order, ("district", "Return", "แก้ชื่อ"))
		with signed_in(officer):
			rename()
			# the order has followed
			order.reload()
			order.save()
		self.assertIn("เปลี่ยนแล้ว", order.members[5].full_name)
