"""How many questions the database is asked: bounds that hold whatever the number of users and documents.

Times are measured by `make benchmark`. Here stands what must not creep back in: a query for each document, user or
row. The bounds are what was counted on Frappe 15.55, with a little room for other versions.
"""

from typing import ClassVar

import frappe
from frappe.desk import reportview

from con_center.access.areas import COUNTRY
from con_center.access.posts import forget_posts
from con_center.appointments.factories import make_order
from con_center.approval.decision import decide
from con_center.approval.factories import take
from con_center.committees.factories import make_committee, make_members
from con_center.correspondence.factories import make_letter_in
from con_center.organization.factories import (
	OWN,
	areas_of,
	make_assignment,
	make_center,
	make_officer,
	make_user,
	signed_in,
)
from con_center.reporting import figures
from con_center.tests.case import CONTestCase
from con_center.tests.counting import counting


class TestAPage(CONTestCase):
	DOCTYPES: ClassVar = ("Committee", "Meeting", "Assessment", "Appointment Order", "Action Plan")

	def page(self, doctype: str) -> list[str]:
		"""The queries of a list's first page, once what does not change is in the cache."""
		for _again in range(2):
			forget_posts()
			frappe.local.form_dict = frappe._dict(
				doctype=doctype,
				fields='["name"]',
				filters="[]",
				order_by="modified desc",
				start=0,
				page_length=20,
			)
			with counting() as asked:
				reportview.get()
		return asked

	def test_the_scope_costs_one_query(self):
		for kind in ("officer", "district", "chief", "province", "governor"):
			with signed_in(make_officer(kind)):
				for doctype in self.DOCTYPES:
					with self.subTest(kind=kind, doctype=doctype):
						self.assertLessEqual(len(self.page(doctype)), 2)

	def test_several_posts_cost_no_more(self):
		user = make_user("with.many.posts")
		for area in ("340101", "340104", "240606"):
			make_assignment(user, "พัฒนากร", area)
		with signed_in(user):
			self.assertLessEqual(len(self.page("Committee")), 2)


class TestADecision(CONTestCase):
	def decision(self, members: int) -> list[str]:
		"""The queries of an order's step, with so many members; on a second order, so that the caches are warm."""
		for _again in range(2):
			make_center("340109")
			committee = make_committee("340109", members=make_members(members))
			order = take(make_order(committee), ("officer", "Send Up"))
			with signed_in(make_officer("district")):
				forget_posts()
				with counting() as asked:
					decide(order.doctype, order.name, "Check and Forward", order.modified)
		return asked

	def test_a_step_stays_within_its_bound(self):
		self.assertIn(len(self.decision(9)), range(15, 34))

	def test_rows_that_do_not_change_cost_nothing(self):
		few, many = self.decision(9), self.decision(19)
		self.assertEqual(len(many), len(few))
		writing = ("INSERT INTO `tabAppointment Order Member`", "UPDATE `tabAppointment Order Member`")
		self.assertEqual([q for q in many if q.startswith(writing)], [])

	def test_a_row_that_changes_is_written_and_the_others_keep_their_time(self):
		committee = make_committee("340109", members=make_members(9))
		before = {row.name: row.modified for row in frappe.get_doc("Committee", committee.name).members}
		with signed_in(make_officer("officer", areas_of("340109"))):
			committee = frappe.get_doc("Committee", committee.name)
			committee.members[4].phone = "0812345678"
			committee.members[7].leaving_reason = ""
			committee.save()
		after = frappe.get_doc("Committee", committee.name).members
		self.assertEqual([row.idx for row in after if row.modified != before[row.name]], [5])
		self.assertEqual(after[4].phone, "0812345678")

	def test_more_users_cost_nothing(self):
		before = len(self.decision(9))
		for number in range(3, 9):
			make_officer("district", number=number)
			make_officer("chief", number=number)
		self.assertLessEqual(len(self.decision(9)), before)

	def test_no_to_dos_by_role_are_filed(self):
		self.assertEqual([q for q in self.decision(9) if "tabWorkflow Action`" in q], [])

	def test_they_are_where_the_workflow_sends_mail(self):
		workflow = frappe.get_doc("Workflow", "Appointment Order Approval")
		workflow.send_email_alert = 1
		workflow.save()
		self.assertTrue([q for q in self.decision(9) if "tabWorkflow Action`" in q])


class TestALetter(CONTestCase):
	def sending(self, receivers: int) -> list[str]:
		"""The queries of sending a letter to so many districts; a second one, so that the caches are warm."""
		places = {"parent_area": OWN["province"], "status": "Active"}
		districts = frappe.get_all("Area", places, pluck="name", limit=receivers)
		for _again in range(2):
			rows = [{"receiver_area": code} for code in districts]
			letter = make_letter_in("Issued", circular=1, receivers=rows)
			with signed_in(make_officer("province")):
				forget_posts()
				with counting() as asked:
					decide(letter.doctype, letter.name, "Send Letter", letter.modified, passing="ลองดู")
		self.assertEqual(frappe.db.count("Incoming Letter", {"letter": letter.name}), len(districts))
		return asked

	def test_more_receivers_cost_no_more_questions(self):
		few, many = self.sending(2), self.sending(20)
		self.assertEqual(len(many), len(few))


class TestTheRollUp(CONTestCase):
	def test_it_asks_five_questions_of_a_province_and_of_the_country(self):
		for area, by in ((OWN["province"], "district"), (COUNTRY, "province"), (OWN["district"], None)):
			with self.subTest(area=area):
				figures.by_part(area, 2569, by=by)
				with counting() as asked:
					figures.by_part(area, 2569, by=by)
				self.assertLessEqual(len(asked), 5)
