"""Who acts for another: what he decides, by what, and that nobody is two people on one document."""

import frappe
from frappe.utils import add_days, getdate, today

from con_center.appointments.factories import make_order, make_order_in
from con_center.approval import log, waiting
from con_center.approval.decision import (
	NotOfThisAreaError,
	OwnWorkError,
	decide,
	found_before,
	get_transitions,
)
from con_center.approval.factories import decide_anyway, take
from con_center.approval.findings import OddDocumentError, WrongDocumentError
from con_center.organization.factories import (
	OWN,
	end_substitutions,
	make_assignment,
	make_deputy,
	make_officer,
	make_substitution,
	make_user,
	signed_in,
)
from con_center.tests.case import CONTestCase

SIGN = "Sign and Issue"


def actions(order) -> list[str]:
	return [step["action"] for step in get_transitions(frappe.get_doc(order.doctype, order.name).as_dict())]


class TestASubstituteDecides(CONTestCase):
	def setUp(self):
		super().setUp()
		end_substitutions()
		self.chief, self.deputy = make_officer("chief"), make_deputy()

	def test_he_signs_and_the_log_says_for_whom_and_by_what(self):
		substitution = make_substitution(self.chief, self.deputy)
		order = make_order_in("Awaiting Signature")
		with signed_in(self.deputy):
			self.assertIn(order.name, [row["name"] for row in waiting.documents()])
			order = decide_anyway(order.doctype, order.name, SIGN, order.modified)
		self.assertEqual(order.signatory_position, "ปลัดอำเภอ รักษาราชการแทน")
		self.assertEqual(order.signatory_acting_lines, "นายอำเภอเมืองอุบลราชธานี")
		entry = log.entries(order.doctype, order.name)[-1]
		self.assertEqual((entry.user, entry.position), (self.deputy, "ปลัดอำเภอ"))
		self.assertIn("นายอำเภอเมืองอุบลราชธานี", entry.on_behalf_of)
		self.assertIn(substitution.absent_name, entry.on_behalf_of)
		self.assertIn("รักษาราชการแทน", entry.authority)
		self.assertIn(substitution.name, entry.authority)
		self.assertTrue(log.verify(order.doctype, order.name)["chain_whole"])

	def test_what_the_log_says_of_it_is_in_its_hash(self):
		make_substitution(self.chief, self.deputy)
		order = make_order_in("Awaiting Signature")
		with signed_in(self.deputy):
			order = decide_anyway(order.doctype, order.name, SIGN, order.modified)
		entry = frappe._dict(log.entries(order.doctype, order.name)[-1])
		self.assertEqual(log.entry_hash(entry), entry.entry_hash)
		entry.authority = "คำสั่งอื่น"
		self.assertNotEqual(log.entry_hash(entry), entry.entry_hash)

	def test_kinds_that_were_not_chosen_do_not_wait_for_him(self):
		make_substitution(self.chief, self.deputy, matters="Meeting")
		order = make_order_in("Awaiting Signature")
		with signed_in(self.deputy):
			self.assertEqual(actions(order), [])
			self.assertNotIn(order.name, [row["name"] for row in waiting.documents()])
			with self.assertRaises(NotOfThisAreaError):
				decide_anyway(order.doctype, order.name, SIGN, order.modified)
			order = frappe.get_doc(order.doctype, order.name)
			order.subject = "แก้โดยผู้ไม่มีสิทธิ"
			with self.assertRaises(frappe.PermissionError):
				order.save()

	def test_before_and_after_he_decides_nothing(self):
		later = {"from_date": add_days(today(), 1), "to_date": add_days(today(), 2)}
		make_substitution(self.chief, self.deputy, **later)
		order = make_order_in("Awaiting Signature")
		with signed_in(self.deputy), self.assertRaises(frappe.PermissionError):
			decide_anyway(order.doctype, order.name, SIGN, order.modified)


class TestTheWrittenAuthority(CONTestCase):
	def decide_by(self, passing: str | None = None, **written):
		deputy = make_user(f"signs.for.{frappe.generate_hash(length=6)}")
		make_assignment(
			deputy,
			"ปลัดอำเภอ",
			OWN["district"],
			capacity="On Behalf Of",
			acting_for_position="นายอำเภอ",
			**written,
		)
		order = make_order_in("Awaiting Signature")
		with signed_in(deputy):
			found = [
				each["text"]
				for each in found_before(order.doctype, order.name, SIGN)
				if each["field"] == "authority_number"
			]
			return found, lambda: decide(order.doctype, order.name, SIGN, order.modified, None, None, passing)

	def signs(self, decide_now) -> None:
		with signed_in(frappe.get_last_doc("Officer Assignment", {"capacity": "On Behalf Of"}).user):
			decide_now()

	def test_what_is_wrong_stops_the_signature(self):
		for written in (
			{"authority_number": "12/2569", "authority_date": add_days(today(), 1)},
			{"authority_number": "12/2569", "authority_from": add_days(today(), 1)},
			{"authority_number": "12/2569", "authority_until": add_days(today(), -1)},
		):
			with self.subTest(written=written):
				found, decide_now = self.decide_by("ทดลอง", **written)
				self.assertEqual(len(found), 1)
				self.assertIn("12/2569", found[0])
				with self.assertRaises(WrongDocumentError):
					self.signs(decide_now)

	def test_what_nobody_noted_passes_with_a_reason(self):
		found, decide_now = self.decide_by()
		self.assertEqual(len(found), 1)
		with self.assertRaises(OddDocumentError):
			self.signs(decide_now)
		_found, decide_now = self.decide_by("คำสั่งอยู่ระหว่างพิมพ์")
		self.signs(decide_now)

	def test_what_is_in_order_says_nothing(self):
		found, _decide = self.decide_by(
			authority_number="12/2569",
			authority_date=today(),
			authority_from=today(),
			authority_until=today(),
		)
		self.assertEqual(found, [])

	def test_in_ones_own_right_nothing_is_asked_or_kept(self):
		post = make_assignment(
			make_user("own.right"), "นายอำเภอ", OWN["district"], authority_number="12/2569", matters="Meeting"
		)
		self.assertFalse(post.authority_number or post.matters)
		order = make_order_in("Awaiting Signature")
		with signed_in(make_officer("chief")):
			fields = [each["field"] for each in found_before(order.doctype, order.name, SIGN)]
		self.assertNotIn("authority_number", fields)


class TestNobodyIsTwoPeople(CONTestCase):
	def setUp(self):
		super().setUp()
		end_substitutions()
		self.chief = make_officer("chief")
		# who checks for the district, and stands for the chief
		self.checker = make_officer("district")
		self.speak_thai()

	def order_sent_by_another(self):
		return take(make_order(), ("officer", "Send Up"))

	def test_who_checked_does_not_sign_for_another(self):
		make_substitution(self.chief, self.checker)
		order = self.order_sent_by_another()
		with signed_in(self.checker):
			order = decide_anyway(order.doctype, order.name, "Check and Forward", order.modified)
			self.assertNotIn(SIGN, actions(order))
			with self.assertRaises(OwnWorkError) as refused:
				decide_anyway(order.doctype, order.name, SIGN, order.modified)
		said = str(refused.exception)
		self.assertIn("สองคน", said)
		self.assertIn("นายอำเภอ", said)
		name = frappe.db.get_value("Officer Assignment", {"user": self.chief}, "officer_name")
		self.assertIn(name, said)
		self.assertEqual(take(order, ("chief", SIGN)).docstatus, 1)

	def test_who_sent_it_does_not_check_it_for_another(self):
		officer, checker = make_officer("officer"), self.checker
		make_substitution(checker, officer, by=self.chief)
		made_by_another = make_order(user=make_officer("officer", number=2))
		for order in (made_by_another, make_order()):
			order = take(order, ("officer", "Send Up"))
			with signed_in(officer):
				self.assertNotIn("Check and Forward", actions(order))
				with self.assertRaises(OwnWorkError):
					decide_anyway(order.doctype, order.name, "Check and Forward", order.modified)
				self.assertIn("Return", actions(order))
			order = take(order, ("district", "Check and Forward"))
			self.assertEqual(order.workflow_state, "Awaiting Signature")

	def test_nor_for_two_others(self):
		third = make_deputy("for.two")
		make_substitution(self.checker, third, by=self.chief)
		make_substitution(self.chief, third)
		order = self.order_sent_by_another()
		with signed_in(third):
			order = decide_anyway(order.doctype, order.name, "Check and Forward", order.modified)
			with self.assertRaises(OwnWorkError):
				decide_anyway(order.doctype, order.name, SIGN, order.modified)

	def test_who_returned_it_has_not_decided_twice(self):
		make_substitution(self.chief, self.checker)
		order = self.order_sent_by_another()
		with signed_in(self.checker):
			order = decide_anyway(order.doctype, order.name, "Return", order.modified, "แก้ชื่อ")
		order = take(order, ("officer", "Send Up"))
		with signed_in(make_officer("district", number=2)):
			order = decide_anyway(order.doctype, order.name, "Check and Forward", order.modified)
		with signed_in(self.checker):
			self.assertIn(SIGN, actions(order))

	def test_who_names_himself_signs_nothing_that_he_touched(self):
		province = make_officer("province")
		make_substitution(self.chief, province, by=province, order_number="13/2569")
		order = make_order_in("Awaiting Signature")
		with signed_in(province):
			self.assertIn(SIGN, actions(order))
			order = frappe.get_doc(order.doctype, order.name)
			order.subject = f"{order.subject} (แก้ไข)"
			order.save()
			self.assertNotIn(SIGN, actions(order))
			with self.assertRaises(OwnWorkError):
				decide_anyway(order.doctype, order.name, SIGN, order.modified)

	def test_a_day_is_a_day(self):
		"""The days of a substitution are whole ones, the last among them."""
		substitution = make_substitution(self.chief, self.checker, to_date=today())
		self.assertEqual((getdate(substitution.to_date), substitution.status), (getdate(), "In Force"))
