from itertools import product

import frappe
from frappe import _
from frappe.model.base_document import get_controller
from frappe.model.workflow import get_workflow
from frappe.utils import add_days, today

from con_center import registry
from con_center.access.posts import forget_posts
from con_center.appointments.factories import WAY, make_order, make_order_in
from con_center.approval import log, waiting
from con_center.approval.decision import (
	GovernedDocument,
	NotOfThisAreaError,
	OutdatedVersionError,
	OwnWorkError,
	ReasonMissingError,
	UndecidedChangeError,
	apply_workflow,
	get_transitions,
)
from con_center.approval.factories import decide_anyway as decide
from con_center.approval.factories import take
from con_center.approval.notify import next_deciders, next_posts
from con_center.approval.standing import where_it_is
from con_center.committees.factories import make_committee
from con_center.organization.factories import (
	OTHER,
	OWN,
	POSITION,
	make_assignment,
	make_officer,
	make_user,
	signed_in,
)
from con_center.seams.arguments import ArgumentError
from con_center.tests.case import CONTestCase


class TestTheLadder(CONTestCase):
	def test_from_draft_to_acknowledged_each_step_by_its_officer(self):
		order = make_order()
		seen = [order.workflow_state]
		for step in WAY:
			order = take(order, step)
			seen.append(order.workflow_state)
		self.assertEqual(
			seen, ["Draft", "District Review", "Awaiting Signature", "Issued", "Acknowledged by Province"]
		)
		self.assertEqual(order.docstatus, 1)

	def test_a_district_committee_goes_to_the_province(self):
		district = make_officer("district")
		order = make_order(make_committee(OWN["district"], user=district), user=district)
		with signed_in(district):
			order = decide(order.doctype, order.name, "Send Up", order.modified)
		self.assertEqual(order.workflow_state, "Province Review")
		with signed_in(make_officer("province")):
			order = decide(order.doctype, order.name, "Check and Forward", order.modified)
		self.assertEqual(order.issuer_level, "District")
		with signed_in(make_officer("chief")):
			order = decide(order.doctype, order.name, "Sign and Issue", order.modified)
		self.assertEqual(order.workflow_state, "Issued")

	def test_returned_with_a_reason_corrected_and_sent_again(self):
		order = take(make_order(), ("officer", "Send Up"))
		order = take(order, ("district", "Return", "ลำดับที่ 3 สะกดชื่อผิด"))
		self.assertEqual((order.workflow_state, order.return_reason), ("Returned", "ลำดับที่ 3 สะกดชื่อผิด"))
		with signed_in(make_officer("officer")):
			order.subject = "รับรองผลการคัดเลือก (แก้ไข)"
			order.save()
		self.assertEqual(take(order, ("officer", "Send Up")).workflow_state, "District Review")

	def test_returning_without_a_reason_is_refused(self):
		order = make_order_in("Awaiting Signature")
		for reason in (None, "", "  "):
			with self.assertRaises(ReasonMissingError):
				take(order, ("chief", "Return", reason))
		self.assertEqual(
			frappe.db.get_value(order.doctype, order.name, "workflow_state"), "Awaiting Signature"
		)

	def test_who_wrote_it_does_not_check_it(self):
		district = make_officer("district")
		order = make_order(make_committee(user=district), user=district)
		with signed_in(district):
			order = decide(order.doctype, order.name, "Send Up", order.modified)
			with self.assertRaises(OwnWorkError):
				decide(order.doctype, order.name, "Check and Forward", order.modified)


class TestWhoMayDecide(CONTestCase):
	def test_only_those_of_the_area(self):
		order = take(make_order(), ("officer", "Send Up"))
		for kind in ("officer", "district", "chief", "province", "governor"):
			for areas in (OWN, OTHER):
				if (kind, areas) == ("district", OWN):
					continue
				with signed_in(make_officer(kind, areas)), self.assertRaises(frappe.PermissionError):
					decide(order.doctype, order.name, "Check and Forward", order.modified)

	def test_a_role_given_by_hand_without_a_post_decides_nothing(self):
		order = take(make_order(), ("officer", "Send Up"))
		user = make_user("by.hand")
		frappe.get_doc("User", user).add_roles("CON District Officer", "System Manager")
		with signed_in(user), self.assertRaises(NotOfThisAreaError):
			decide(order.doctype, order.name, "Check and Forward", order.modified)

	def test_a_post_of_another_area_does_not_lend_its_role(self):
		"""An officer here who is chief of a district there cannot sign here."""
		user = make_officer("officer", number=7)
		make_assignment(user, "นายอำเภอ", OTHER["district"])
		order = make_order_in("Awaiting Signature")
		with signed_in(user):
			self.assertEqual(get_transitions(order.as_dict()), [])
			with self.assertRaises(NotOfThisAreaError):
				decide(order.doctype, order.name, "Sign and Issue", order.modified)

	def test_administrator_signs_nothing(self):
		order = make_order_in("Awaiting Signature")
		with self.assertRaises(NotOfThisAreaError):
			decide(order.doctype, order.name, "Sign and Issue", order.modified)

	def test_the_post_ends_and_the_right_with_it(self):
		user = make_user("short.post")
		post = make_assignment(user, "นายอำเภอ", OWN["district"])
		order = make_order_in("Awaiting Signature")
		post.to_date = add_days(today(), -1)
		post.save()
		self.assertNotIn("CON District Signatory", frappe.get_roles(user))
		forget_posts()
		with signed_in(user), self.assertRaises(frappe.PermissionError):
			decide(order.doctype, order.name, "Sign and Issue", order.modified)


class TestOtherWaysAreShut(CONTestCase):
	def setUp(self):
		super().setUp()
		self.order = take(make_order(), ("officer", "Send Up"))

	def test_a_version_changed_since_it_was_opened_is_refused(self):
		read = self.order.modified
		with signed_in(make_officer("district", number=2)):
			changed = frappe.get_doc(self.order.doctype, self.order.name)
			changed.subject = "เรื่องที่แก้ภายหลัง"
			changed.save()
		with signed_in(make_officer("district")), self.assertRaises(OutdatedVersionError) as refused:
			apply_workflow({**self.order.as_dict(), "modified": str(read)}, "Check and Forward")
		self.assertIn(self.order.name, str(refused.exception))

	def test_a_decision_taken_again_on_the_old_version_tells_how_things_stand(self):
		"""The answer to the first one was lost; the form still shows the document as it was before."""
		frappe.db.set_value(self.order.doctype, self.order.name, "with_number", 1, update_modified=False)
		read = {**self.order.as_dict(), "modified": str(self.order.modified)}
		with signed_in(make_officer("district")):
			apply_workflow(read, "Check and Forward")
			frappe.clear_messages()
			again = apply_workflow(read, "Check and Forward")
			[message] = frappe.get_message_log()
		self.assertEqual(again.workflow_state, "Awaiting Signature")
		for part in (
			frappe.utils.escape_html(self.order.get_title()),
			frappe._("Awaiting Signature"),
			frappe.utils.get_fullname(make_officer("chief")),
		):
			self.assertIn(part, str(message))
		entries = log.entries(self.order.doctype, self.order.name)
		self.assertEqual([entry.action for entry in entries], ["Send Up", "Check and Forward"])
		# it stays so when others have gone on
		issued = take(again, ("chief", "Sign and Issue"))
		with signed_in(make_officer("district")):
			frappe.clear_messages()
			again = apply_workflow(read, "Check and Forward")
			self.assertIn(issued.number, str(frappe.get_message_log()))
		self.assertEqual(again.workflow_state, "Issued")

	def test_a_reason_is_written_in_words(self):
		for field in ("decision_comment", "decision_passing"):
			for reason in ({"แก้": 1}, ["แก้"], 5):
				sent = {**self.order.as_dict(), "modified": str(self.order.modified), field: reason}
				with signed_in(make_officer("district")), self.assertRaises(ArgumentError):
					apply_workflow(sent, "Return")

	def test_another_decision_or_another_officers_on_the_old_version_is_refused(self):
		read = {**self.order.as_dict(), "modified": str(self.order.modified)}
		take(self.order, ("district", "Check and Forward"))
		with signed_in(make_officer("district")), self.assertRaises(OutdatedVersionError):
			apply_workflow({**read, "decision_comment": "เพราะ"}, "Return")
		with signed_in(make_officer("district", number=2)), self.assertRaises(OutdatedVersionError):
			apply_workflow(read, "Check and Forward")

	def test_a_decision_without_the_version_read_is_refused(self):
		with signed_in(make_officer("district")), self.assertRaises(OutdatedVersionError):
			apply_workflow({"doctype": self.order.doctype, "name": self.order.name}, "Check and Forward")

	def test_the_state_cannot_be_written(self):
		frappe.set_user(make_officer("district"))
		for values in (
			{"workflow_state": "Awaiting Signature"},
			{"workflow_state": "Issued", "docstatus": 1},
		):
			doc = frappe.get_doc(self.order.doctype, self.order.name)
			doc.update(values)
			with self.assertRaises(frappe.PermissionError):
				doc.save()
		self.assertEqual(
			frappe.db.get_value(self.order.doctype, self.order.name, ["workflow_state", "docstatus"]),
			("District Review", 0),
		)

	def test_the_document_cannot_be_submitted_past_the_ladder(self):
		frappe.set_user(make_officer("province"))
		with self.assertRaises(UndecidedChangeError):
			frappe.get_doc(self.order.doctype, self.order.name).submit()

	def test_a_new_document_cannot_begin_issued(self):
		committee = make_committee(OWN["sub_district"], kind="Promoting Working Group")
		with signed_in(make_officer("province")), self.assertRaises(UndecidedChangeError):
			frappe.get_doc(
				{
					"doctype": "Appointment Order",
					"committee": committee.name,
					"instrument": "Order",
					"purpose": "Appoint",
					"docstatus": 1,
				}
			).insert()

	def test_a_new_document_begins_with_its_maker(self):
		"""Not one step further either, which he might take: nobody would read in the log that he has."""
		kind = "Promoting Working Group"
		committee = make_committee(OWN["sub_district"], kind=kind)
		values = {"committee": committee.name, "instrument": "Order", "purpose": "Appoint"}
		for doctype, more in (("Appointment Order", values), ("Meeting", {"center": OWN["sub_district"]})):
			_begin, *later = dict.fromkeys(row.state for row in get_workflow(doctype).states)
			for user, state in product((make_officer("officer"), "Administrator"), later):
				with signed_in(user), self.assertRaises(UndecidedChangeError, msg=f"{doctype}: {state}"):
					frappe.get_doc({"doctype": doctype, "workflow_state": state, **more}).insert()

	def test_frappes_own_bulk_approval_is_no_way_round(self):
		from frappe.model import workflow

		with signed_in(make_officer("district")), self.assertRaises(UndecidedChangeError):
			workflow.apply_workflow(frappe.get_doc(self.order.doctype, self.order.name), "Check and Forward")

	def test_only_the_holder_of_the_state_edits(self):
		frappe.set_user(make_officer("officer"))
		doc = frappe.get_doc(self.order.doctype, self.order.name)
		doc.subject = "เปลี่ยนหลังส่งแล้ว"
		with self.assertRaises(NotOfThisAreaError):
			doc.save()


class TestTheLog(CONTestCase):
	def test_every_decision_is_logged_with_who_for_whom_and_what(self):
		order = make_order_in("Acknowledged by Province")
		entries = log.entries(order.doctype, order.name)
		self.assertEqual([e.action for e in entries], [action for _kind, action in WAY])
		self.assertEqual(
			[e.position for e in entries], ["พัฒนากร", "พัฒนาการอำเภอ", "นายอำเภอ", "พัฒนาการจังหวัด"]
		)
		self.assertTrue(all(e.user.endswith("@test.example") and len(e.content_hash) == 64 for e in entries))
		self.assertEqual(
			log.verify(order.doctype, order.name),
			{"entries": 4, "chain_whole": True, "content_unchanged": True},
		)

	def test_who_signs_for_another_is_recorded_and_printed(self):
		deputy = make_user("deputy")
		make_assignment(
			deputy,
			"ปลัดอำเภอ",
			OWN["district"],
			capacity="In Charge of the Office",
			acting_for_position="นายอำเภอ",
		)
		order = make_order_in("Awaiting Signature")
		with signed_in(deputy):
			order = decide(order.doctype, order.name, "Sign and Issue", order.modified)
		self.assertEqual(order.signatory_position, "ปลัดอำเภอ รักษาราชการแทน")
		self.assertEqual(order.signatory_acting_lines, "นายอำเภอเมืองอุบลราชธานี")
		entry = log.entries(order.doctype, order.name)[-1]
		self.assertEqual((entry.user, entry.on_behalf_of), (deputy, "นายอำเภอเมืองอุบลราชธานี"))

	def test_a_change_past_the_documents_shows(self):
		order = make_order_in("Issued")
		frappe.db.set_value(order.doctype, order.name, "subject", "แก้ในฐานข้อมูล")
		self.assertFalse(log.verify(order.doctype, order.name)["content_unchanged"])

	def test_a_stranger_cannot_ask_about_it(self):
		order = make_order_in("Issued")
		with signed_in(make_officer("district", OTHER)), self.assertRaises(frappe.PermissionError):
			log.verify(order.doctype, order.name)


class TestWaitingForMe(CONTestCase):
	def test_each_sees_what_he_can_decide_and_nothing_of_others(self):
		order = make_order_in("Awaiting Signature")
		for kind, areas, expected in (
			("chief", OWN, True),
			("officer", OWN, False),
			("district", OWN, False),
			("province", OWN, False),
			("chief", OTHER, False),
		):
			with signed_in(make_officer(kind, areas)):
				names = [row["name"] for row in waiting.documents()]
			self.assertEqual(order.name in names, expected, (kind, areas))

	def test_what_is_issued_waits_for_the_province_not_for_a_cancellation(self):
		order = make_order_in("Issued")
		with signed_in(make_officer("chief")):
			self.assertNotIn(order.name, [row["name"] for row in waiting.documents()])
		with signed_in(make_officer("province")):
			self.assertIn(order.name, [row["name"] for row in waiting.documents()])

	def test_frappes_workflow_actions_of_governed_documents_are_not_listed(self):
		order = make_order_in("Awaiting Signature")
		with signed_in(make_officer("chief", OTHER)):
			self.assertEqual(
				frappe.get_list("Workflow Action", filters={"reference_name": order.name}, pluck="name"), []
			)


class TestNotices(CONTestCase):
	def test_those_of_the_area_who_can_decide_next_are_told(self):
		order = make_order_in("District Review")
		with signed_in(make_officer("officer")):
			self.assertEqual(
				set(next_deciders(next_posts(order))),
				{make_officer("district"), make_officer("district", number=2)},
			)
		order = take(order, ("district", "Return", "แก้ไข"))
		told = next_deciders(next_posts(order))
		self.assertIn(make_officer("officer"), told)
		self.assertNotIn(make_officer("officer", OTHER), told)


class TestWhoHasIt(CONTestCase):
	"""Whoever can do nothing with a document is told who can, and what comes next."""

	def standing(self, order, user: str) -> dict | None:
		with signed_in(user):
			doc = frappe.get_doc(order.doctype, order.name)
			doc.run_method("onload")
			return (doc.get("__onload") or {}).get("standing")

	def test_the_form_says_it_to_who_can_do_nothing(self):
		officer, district = make_officer("officer"), make_officer("district")
		order = take(make_order(), ("officer", "Send Up"))
		self.assertIsNone(self.standing(order, district))
		told = " ".join(self.standing(order, officer)["lines"])
		for word in ("พัฒนาการอำเภอ", f"นายทดสอบ {district.split('@')[0]}", "Check and Forward", "อ.เมือง"):
			self.assertIn(_(word), told)
		self.assertNotIn(_("Return"), told)
		self.assertFalse(self.standing(order, make_officer("province"))["done"])

	def test_what_is_done_says_so(self):
		order = make_order_in("Acknowledged by Province")
		for kind in POSITION:
			self.assertTrue(self.standing(order, make_officer(kind))["done"], kind)

	def test_every_kind_of_document_says_it(self):
		for doctype in registry.governed():
			with self.subTest(doctype=doctype):
				self.assertTrue(issubclass(get_controller(doctype), GovernedDocument))
				own = vars(get_controller(doctype)).get("onload")
				self.assertTrue(own is None or "super" in own.__code__.co_names)

	def test_whoever_is_refused_is_told(self):
		order = take(make_order(), ("officer", "Send Up"))
		with signed_in(make_officer("officer")):
			doc = frappe.get_doc(order.doctype, order.name)
			doc.subject = "แก้หลังส่ง"
			with self.assertRaisesRegex(NotOfThisAreaError, "พัฒนาการอำเภอ"):
				doc.save()
			with self.assertRaisesRegex(NotOfThisAreaError, "พัฒนาการอำเภอ"):
				decide(order.doctype, order.name, "Sign and Issue", order.modified)
			with self.assertRaisesRegex(UndecidedChangeError, "พัฒนาการอำเภอ"):
				doc.reload()
				doc.update({"workflow_state": "Issued"}).save()


class TestAVacantPost(CONTestCase):
	def test_it_is_told(self):
		order = make_order_in("Awaiting Signature")
		frappe.db.set_value("Officer Assignment", {"position": "นายอำเภอ"}, "to_date", add_days(today(), -1))
		told = " ".join(where_it_is(order))
		self.assertIn(_("Nobody holds a post that could go on with it: tell the administrator."), told)
