"""Whoever has a document asks for an opinion: the decision waits for it, and it stays with the document."""

import frappe
from frappe.utils import add_days, today

from con_center.appointments.factories import make_order, make_order_in
from con_center.approval.decision import decide, found_before
from con_center.approval.doctype.opinion.opinion import NotAskedError, OpinionError
from con_center.approval.factories import ask, decide_anyway, take
from con_center.approval.findings import NOTE, ODD, OddDocumentError
from con_center.approval.opinions import whom_to_ask
from con_center.organization.factories import OTHER, OWN, make_deputy, make_officer, make_user, signed_in
from con_center.overview import today as page
from con_center.tests.case import CONTestCase, links_of

test_ignore = links_of("Opinion")

FORWARD = "Check and Forward"


class OpinionTestCase(CONTestCase):
	def setUp(self):
		super().setUp()
		self.district, self.province = make_officer("district"), make_officer("province")
		self.order = take(make_order(), ("officer", "Send Up"))

	def found(self, level: str) -> list[str]:
		with signed_in(self.district):
			found = found_before(self.order.doctype, self.order.name, FORWARD)
		return [each["text"] for each in found if each["level"] == level and "pinion" in each["text"]]

	def give(self, opinion, text: str = "ครบถ้วน เห็นควรเสนอ", by: str | None = None):
		with signed_in(by or self.province):
			opinion = frappe.get_doc("Opinion", opinion.name)
			opinion.opinion = text
			return opinion.save()

	def told(self, user: str) -> list[str]:
		frappe.db.after_commit.run()
		return frappe.get_all(
			"Notification Log", {"document_name": self.order.name, "for_user": user}, pluck="subject"
		)


class TestAsking(OpinionTestCase):
	def test_the_decision_waits_and_passes_with_a_reason(self):
		self.assertEqual(self.found(ODD), [])
		opinion = ask(self.order, self.district, self.province)
		self.assertEqual(len(self.found(ODD)), 1)
		with signed_in(self.district):
			with self.assertRaisesRegex(OddDocumentError, opinion.officer_name):
				decide(self.order.doctype, self.order.name, FORWARD, self.order.modified)
			decide_anyway(self.order.doctype, self.order.name, FORWARD, self.order.modified)
		self.assertEqual(frappe.db.get_value("Opinion", opinion.name, "status"), "Decided Without It")
		# what is decided waits no more, and the answer comes too late
		with self.assertRaises(NotAskedError):
			self.give(opinion)

	def test_what_takes_it_back_does_not_wait(self):
		ask(self.order, self.district, self.province)
		with signed_in(self.district):
			returned = decide(
				self.order.doctype, self.order.name, "Return", self.order.modified, "ขาดเอกสารแนบ"
			)
		self.assertEqual(returned.workflow_state, "Returned")

	def test_who_has_it_asks_and_nobody_else(self):
		for user in (make_officer("officer"), make_officer("chief"), self.province):
			with self.subTest(user=user), self.assertRaises(NotAskedError):
				ask(self.order, user, self.district if user != self.district else self.province)
		for user in (make_officer("district", OTHER), make_user("desk.user")):
			with self.subTest(user=user), self.assertRaises(frappe.PermissionError):
				ask(self.order, user, self.province)

	def test_asked_are_those_beside_and_above_who_may_read_it(self):
		with signed_in(self.district):
			users = [row["user"] for row in whom_to_ask(self.order.doctype, self.order.name)]
		for user in (make_officer("officer"), make_officer("chief"), self.province, make_officer("governor")):
			self.assertIn(user, users)
		# the nearest first
		self.assertLess(users.index(make_officer("officer")), users.index(self.province))
		for user in (
			make_officer("province", OTHER),
			make_officer("officer", OTHER),
			make_deputy(),
			self.district,
		):
			self.assertNotIn(user, users)
			with self.subTest(user=user), self.assertRaises(OpinionError):
				ask(self.order, self.district, user)

	def test_bad_questions_are_refused(self):
		with self.assertRaises(OpinionError):
			ask(self.order, self.district, self.province, due_on=add_days(today(), -1))
		ask(self.order, self.district, self.province)
		with self.assertRaises(OpinionError):
			ask(self.order, self.district, self.province)
		with self.assertRaises(frappe.ValidationError):
			ask(frappe._dict(doctype="Committee", name=self.order.committee), self.district, self.province)

	def test_what_is_asked_is_not_written_by_who_asks(self):
		opinion = ask(self.order, self.district, self.province, opinion="เห็นชอบ", status="Answered")
		self.assertEqual((opinion.opinion, opinion.status), (None, "Waited For"))


class TestAnswering(OpinionTestCase):
	def test_it_is_told_kept_and_shown_to_who_decides(self):
		opinion = ask(self.order, self.district, self.province)
		self.assertEqual(len(self.told(self.province)), 1)
		given = self.give(opinion)
		self.assertEqual(given.status, "Answered")
		self.assertTrue(given.given_on)
		self.assertTrue([text for text in self.told(self.district) if given.officer_name in text])
		self.assertEqual(self.found(ODD), [])
		self.assertIn("เห็นควรเสนอ", self.found(NOTE)[0])
		with signed_in(self.district):
			order = decide_anyway(self.order.doctype, self.order.name, FORWARD, self.order.modified)
		with signed_in(make_officer("chief")):
			found = found_before(order.doctype, order.name, "Sign and Issue")
			self.assertTrue([each for each in found if "เห็นควรเสนอ" in each["text"]])

	def test_nobody_else_gives_it_and_nobody_changes_it(self):
		opinion = ask(self.order, self.district, self.province)
		for user in (self.district, make_officer("governor"), "Administrator"):
			with self.subTest(user=user), self.assertRaises(NotAskedError):
				self.give(opinion, by=user)
		with self.assertRaises(frappe.MandatoryError):
			self.give(opinion, " ")
		self.give(opinion)
		with self.assertRaises(NotAskedError):
			self.give(opinion, "เปลี่ยนใจ")
		with signed_in(self.province):
			changed = frappe.get_doc("Opinion", opinion.name)
			changed.question = "ประเด็นอื่น"
			with self.assertRaises(NotAskedError):
				changed.save()
		with signed_in("Administrator"), self.assertRaises(NotAskedError):
			frappe.delete_doc("Opinion", opinion.name, force=True)

	def test_it_stands_on_the_page_of_today_until_it_is_given(self):
		opinion = ask(self.order, self.district, self.province)

		def asked(user: str) -> list[str]:
			with signed_in(user):
				return [row["name"] for row in page.read()["opinions"]]

		self.assertIn(opinion.name, asked(self.province))
		self.assertNotIn(opinion.name, asked(self.district))
		self.assertEqual(asked(make_officer("province", OTHER)), [])
		self.give(opinion)
		self.assertNotIn(opinion.name, asked(self.province))

	def test_who_gives_it_may_still_sign(self):
		"""An opinion is no step: it prepares nothing."""
		chief = make_officer("chief")
		opinion = ask(self.order, self.district, chief)
		self.give(opinion, by=chief)
		order = take(self.order, ("district", FORWARD), ("chief", "Sign and Issue"))
		self.assertEqual(order.docstatus, 1)

	def test_a_stranger_reads_none(self):
		opinion = ask(self.order, self.district, self.province)
		for user in (make_officer("district", OTHER), make_officer("governor", OTHER), "Guest"):
			with self.subTest(user=user):
				self.assertFalse(frappe.has_permission("Opinion", "read", opinion, user=user))


class TestSignedOrders(CONTestCase):
	def test_a_signatory_asks_too(self):
		order = make_order_in("Awaiting Signature")
		opinion = ask(order, make_officer("chief"), make_officer("officer", OWN))
		self.assertEqual(opinion.status, "Waited For")
