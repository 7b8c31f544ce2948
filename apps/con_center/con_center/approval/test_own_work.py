"""Nobody signs what he has prepared, and who gives himself a post is told to those above him."""

import frappe

from con_center.access.posts import posts
from con_center.appointments.factories import make_order, make_order_in
from con_center.approval import waiting
from con_center.approval.decision import OwnWorkError, get_transitions
from con_center.approval.factories import decide_anyway as decide
from con_center.approval.factories import take
from con_center.approval.own_work import is_self_given
from con_center.organization.factories import OWN, make_assignment, make_officer, make_user, signed_in
from con_center.tests.case import CONTestCase

CHIEF = "นายอำเภอ"


class TestWhoPreparedDoesNotSign(CONTestCase):
	def order_checked_by(self, user: str):
		"""An order that this holder of two posts has checked and forwarded."""
		order = take(make_order(), ("officer", "Send Up"))
		with signed_in(user):
			return decide(order.doctype, order.name, "Check and Forward", order.modified)

	def holder_of_both(self) -> str:
		user = make_user("holds.both")
		make_assignment(user, "พัฒนาการอำเภอ", OWN["district"])
		make_assignment(user, CHIEF, OWN["district"])
		return user

	def test_who_checked_it_does_not_sign_it(self):
		user = self.holder_of_both()
		order = self.order_checked_by(user)
		with signed_in(user):
			self.assertNotIn("Sign and Issue", actions(order))
			waits = {row["name"]: [step.action for step in row["steps"]] for row in waiting.documents()}
			self.assertEqual(waits[order.name], ["Return"])
			with self.assertRaises(OwnWorkError):
				decide(order.doctype, order.name, "Sign and Issue", order.modified)
			self.assertIn("Return", actions(order))

	def test_who_made_it_is_not_written_again(self):
		user = make_officer("officer")
		with signed_in(user):
			order = make_order()
			sent = {**order.as_dict(), "owner": make_officer("district"), "creation": "2020-01-01 00:00:00"}
			frappe.get_doc(frappe.parse_json(frappe.as_json(sent))).save()
		stored = frappe.get_doc(order.doctype, order.name)
		self.assertEqual((stored.owner, str(stored.creation)), (user, str(order.creation)))

	def test_another_holder_signs_it(self):
		order = self.order_checked_by(self.holder_of_both())
		with signed_in(make_officer("chief")):
			self.assertIn(order.name, [row["name"] for row in waiting.documents()])
		self.assertEqual(take(order, ("chief", "Sign and Issue")).workflow_state, "Issued")

	def test_who_returned_it_may_sign_it_later(self):
		order = take(make_order(), ("officer", "Send Up"), ("district", "Check and Forward"))
		order = take(order, ("chief", "Return", "แก้คำผิด"))
		with signed_in(make_officer("officer")):
			order = decide(order.doctype, order.name, "Send Up", order.modified)
		order = take(order, ("district", "Check and Forward"), ("chief", "Sign and Issue"))
		self.assertEqual(order.workflow_state, "Issued")


class TestWhoAppointsHimself(CONTestCase):
	def setUp(self):
		super().setUp()
		self.admin = make_user("appoints.himself", roles=[{"role": "System Manager"}])
		self.told = []

	def give(self, user: str, position: str = CHIEF, area: str = OWN["district"], **values):
		with signed_in(self.admin):
			post = frappe.get_doc(
				{
					"doctype": "Officer Assignment",
					"user": user,
					"officer_name": "นายทดสอบ แต่งตั้งตนเอง",
					"position": position,
					"area": area,
					"from_date": "2026-01-01",
					**values,
				}
			).insert()
		return post

	def notices(self, post) -> set[str]:
		"""Whom the notices about a post went to, once what is done after a commit is done."""
		frappe.db.after_commit.run()
		return set(frappe.get_all("Notification Log", {"document_name": post.name}, pluck="for_user"))

	def test_those_above_and_the_other_administrators_are_told(self):
		other = make_user("other.admin", roles=[{"role": "System Manager"}])
		post = self.give(self.admin)
		told = self.notices(post)
		self.assertIn(make_officer("province"), told)
		self.assertIn(make_officer("governor"), told)
		self.assertIn(other, told)
		self.assertNotIn(self.admin, told)
		self.assertNotIn(make_officer("officer"), told)

	def test_a_post_for_somebody_else_is_no_news(self):
		self.assertEqual(self.notices(self.give(make_user("somebody.else"))), set())

	def test_a_post_that_he_takes_over_is_told_too(self):
		post = self.give(make_user("before.him"))
		with signed_in(self.admin):
			post.user = self.admin
			post.save()
		self.assertIn(make_officer("province"), self.notices(post))

	def test_who_gave_it_is_not_for_the_client_to_say(self):
		post = self.give(self.admin, appointed_by="Administrator")
		self.assertEqual(post.appointed_by, self.admin)
		with signed_in(self.admin):
			post.appointed_by = "Administrator"
			post.save()
		self.assertEqual(frappe.db.get_value(post.doctype, post.name, "appointed_by"), self.admin)

	def test_he_signs_what_others_have_prepared_but_nothing_that_he_touched(self):
		self.give(self.admin)
		order = make_order_in("Awaiting Signature")
		with signed_in(self.admin):
			self.assertIn("Sign and Issue", actions(order))
			order.subject = f"{order.subject} (แก้ไข)"
			order.save()
			self.assertNotIn("Sign and Issue", actions(order))
			with self.assertRaises(OwnWorkError):
				decide(order.doctype, order.name, "Sign and Issue", order.modified)

	def test_what_another_confirms_is_no_longer_self_given(self):
		post = self.give(self.admin)
		with signed_in("Administrator"):
			doc = frappe.get_doc(post.doctype, post.name)
			doc.to_date = "2099-12-31"
			doc.save()
		with signed_in(self.admin):
			held = next(held for held in posts() if held.assignment == post.name)
			self.assertFalse(is_self_given(held, self.admin))

	def test_who_makes_his_position_sign_has_appointed_himself(self):
		position = frappe.get_doc(
			{"doctype": "Position", "position_name": "ตำแหน่งทดสอบ", "level": "District", "roles": []}
		).insert()
		with signed_in("Administrator"):
			post = make_assignment(self.admin, position.name, OWN["district"])
		with signed_in(self.admin):
			position.reload()
			position.append("roles", {"role": "CON District Signatory"})
			position.save()
		self.assertEqual(frappe.db.get_value(post.doctype, post.name, "appointed_by"), self.admin)
		self.assertIn(make_officer("province"), self.notices(post))


def actions(order) -> list[str]:
	return [step["action"] for step in get_transitions(frappe.get_doc(order.doctype, order.name).as_dict())]
