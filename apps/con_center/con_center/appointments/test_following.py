"""What an order takes from its committee follows it until it is sent; what comes back is told in words."""

import frappe
from frappe.utils import add_days, today

from con_center.appointments.factories import make_order
from con_center.approval.changes import since_returned
from con_center.approval.factories import take
from con_center.committees.factories import make_committee
from con_center.organization.factories import make_officer, signed_in
from con_center.tests.case import CONTestCase, links_of
from con_center.thai import thai_date

test_ignore = links_of("Appointment Order")


class TestFollowing(CONTestCase):
	def setUp(self):
		super().setUp()
		self.committee = make_committee()
		self.order = make_order(self.committee)

	def correct(self):
		"""A new term and another first member, entered into the committee alone."""
		with signed_in(make_officer("officer")):
			committee = frappe.get_doc("Committee", self.committee.name)
			committee.term_start = add_days(today(), 7)
			committee.members[0].first_name = "คนใหม่"
			committee.save()
		return frappe.get_doc("Appointment Order", self.order.name)

	def test_names_and_text_follow_the_committee(self):
		order = self.correct()
		self.assertEqual(order.members[0].full_name, "นางคนใหม่ ถ้อยแถลง")
		self.assertIn(thai_date(add_days(today(), 7), thai=False), order.body)

	def test_they_follow_after_it_was_returned_and_the_changes_are_told(self):
		take(self.order, ("officer", "Send Up"), ("district", "Return", "แก้ลำดับที่ 1"))
		order = self.correct()
		self.assertEqual(order.members[0].full_name, "นางคนใหม่ ถ้อยแถลง")
		order = take(order, ("officer", "Send Up"))
		with signed_in(make_officer("district")):
			changes = since_returned(order.doctype, order.name)
		told = {change["where"].split(" (")[0]: change for change in changes}
		self.assertIn("Name List, row 1", told)
		self.assertEqual(told["Name List, row 1"]["before"], "นางทดสอบ0 ถ้อยแถลง")
		self.assertEqual(told["Name List, row 1"]["after"], "นางคนใหม่ ถ้อยแถลง")
		self.assertIn(thai_date(add_days(today(), 7), thai=False), told["Text"]["after"])
		self.assertEqual(len(changes), 2, changes)

	def test_a_document_that_was_never_returned_has_changed_in_nothing(self):
		self.assertEqual(since_returned(self.order.doctype, self.order.name), [])

	def test_rows_that_came_and_went_are_told(self):
		take(self.order, ("officer", "Send Up"), ("district", "Return", "แก้"))
		with signed_in(make_officer("officer")):
			committee = frappe.get_doc("Committee", self.committee.name)
			committee.remove(committee.members[4])
			committee.append(
				"members",
				{
					"first_name": "มา",
					"last_name": "ใหม่",
					"role": "กรรมการ",
					"village": "หมู่ 2",
					"status": "Sitting",
				},
			)
			# as forms send them; Frappe of 2023 does not by itself
			for number, row in enumerate(committee.members, 1):
				row.idx = number
			committee.save()
		changes = since_returned(self.order.doctype, self.order.name)
		self.assertEqual([c["where"] for c in changes], ["Name List, row 5", "Name List, row 9"])
		self.assertIn("นางทดสอบ4", changes[0]["before"])
		self.assertIn("มา ใหม่", changes[1]["after"])

	def test_what_the_officer_wrote_stays_beside_the_proposal(self):
		own = self.order.body + "\nข้อความของเราเอง"
		self.order.body = own
		with signed_in(make_officer("officer")):
			self.order.save()
		order = self.correct()
		self.assertEqual(order.body, own)
		proposed = frappe.parse_json(order.proposal)["body"]
		self.assertIn(thai_date(add_days(today(), 7), thai=False), proposed)
		# what was left as proposed follows all the same
		self.assertEqual(order.subject, frappe.parse_json(order.proposal)["subject"])

	def test_what_was_sent_stays_as_it_was_sent(self):
		order = take(self.order, ("officer", "Send Up"))
		template = frappe.get_doc("Order Template", order.template)
		template.body = "ข้อความใหม่ของแบบ"
		template.save()
		order = take(order, ("district", "Check and Forward"))
		self.assertNotIn("ข้อความใหม่", order.body)


class TestPosts(CONTestCase):
	def test_members_sit_by_their_post_in_committee_order_and_text(self):
		posts = [
			{"post": "นายก อบต. ในเมือง", "role": "ประธานคณะทำงาน", "organization_name": "อบต. ในเมือง"},
			{"post": "กำนันตำบลในเมือง", "role": "คณะทำงาน", "agency": "กรมการปกครอง"},
			{
				"title": "นาย",
				"first_name": "มี",
				"last_name": "ชื่อ",
				"post": "พัฒนากรประจำตำบล",
				"role": "คณะทำงานและเลขานุการ",
			},
		]
		committee = make_committee(kind="Promoting Working Group", members=posts)
		order = make_order(committee, instrument="Order", purpose="Appoint")
		self.assertEqual(
			[row.full_name for row in order.members], ["นายก อบต. ในเมือง", "กำนันตำบลในเมือง", "นายมี ชื่อ"]
		)
		self.assertEqual(order.members[1].agency, "กรมการปกครอง")
		self.assertEqual(order.members[2].post, "พัฒนากรประจำตำบล")

	def test_a_member_has_a_name_or_a_post_and_sits_once(self):
		for wrong in ({"role": "คณะทำงาน"}, {"first_name": "มี", "post": "กำนัน", "role": "คณะทำงาน"}):
			with self.assertRaises(frappe.ValidationError):
				make_committee(kind="Promoting Working Group", members=[wrong])
		twice = [{"post": "กำนันตำบลในเมือง", "role": "คณะทำงาน"}] * 2
		with self.assertRaises(frappe.ValidationError):
			make_committee(kind="Promoting Working Group", members=twice)
