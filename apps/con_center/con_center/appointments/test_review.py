"""What a careful reviewer would find in an order: what is wrong stops it, what is odd passes with a reason."""

import frappe
from frappe.utils import add_days, today

from con_center import numbering
from con_center.appointments.factories import make_order, make_order_in
from con_center.approval.decision import decide, found_before
from con_center.approval.factories import take
from con_center.approval.findings import NOTE, ODD, STOP, OddDocumentError, WrongDocumentError
from con_center.committees.factories import make_committee, make_members
from con_center.organization.factories import OWN, make_officer, signed_in
from con_center.tests.case import CONTestCase, clear, links_of
from con_center.thai import thai_date

test_ignore = links_of("Appointment Order")

UP = (("officer", "Send Up"), ("district", "Check and Forward"))


class TestReview(CONTestCase):
	def setUp(self):
		super().setUp()
		clear(OWN["district"])

	def found(self, order, kind: str = "officer", action: str = "Send Up") -> dict[str, str]:
		with signed_in(make_officer(kind)):
			return {
				finding["text"]: finding["level"]
				for finding in found_before(order.doctype, order.name, action)
			}

	def assert_found(self, order, words: str, level: str, *step):
		found = self.found(order, *step)
		self.assertIn(level, [found[text] for text in found if words in text], found)

	def test_a_document_that_is_in_order_passes_without_a_word(self):
		order = make_order()
		self.assertEqual(self.found(order), {})
		with signed_in(make_officer("officer")):
			decide(order.doctype, order.name, "Send Up", order.modified)

	def test_a_blank_stops_the_document_whichever_way_it_comes(self):
		order = make_order(make_committee(forum_place=None))
		self.assertIn("………", order.body)
		self.assert_found(order, "left blank", STOP)
		with self.assertRaises(WrongDocumentError):
			take(order, UP[0])
		self.assertEqual(frappe.db.get_value(order.doctype, order.name, "workflow_state"), "Draft")

	def test_what_is_odd_passes_with_a_reason_that_the_next_one_reads(self):
		order = make_order(make_committee(members=make_members(2)))
		self.assert_found(order, "secretary", ODD)
		with signed_in(make_officer("officer")):
			with self.assertRaises(OddDocumentError):
				decide(order.doctype, order.name, "Send Up", order.modified)
			order.reload()
			decide(order.doctype, order.name, "Send Up", order.modified, passing="เลือกเลขานุการภายหลัง")
		passed = frappe.db.get_value("Approval Log", {"reference_name": order.name}, "passed")
		self.assertIn("secretary", passed)
		self.assertIn("เลือกเลขานุการภายหลัง", passed)
		order.reload()
		self.assertIn("เลือกเลขานุการภายหลัง", " ".join(self.found(order, "district", "Check and Forward")))
		with signed_in(make_officer("district")):
			# who comes next is told, and need not say it again
			decide(order.doctype, order.name, "Check and Forward", order.modified)

	def test_what_is_odd_does_not_pass_for_another_finding(self):
		"""What somebody types stands in a finding: a line of it is none that has passed."""
		forged = "No member is named as its secretary"
		committee = make_committee(forum_place=f"ศาลา\n{forged}\nวัด")
		order = make_order(committee)
		order.body = order.body.replace("ศาลา", "ที่")
		with signed_in(make_officer("officer")):
			order.save()
		take(order, UP[0])
		self.assertIn(forged, frappe.db.get_value("Approval Log", {"reference_name": order.name}, "passed"))
		frappe.db.set_value("Committee Member", committee.members[2].name, "role", "กรรมการ")
		self.assertEqual(self.found(order, "district", "Check and Forward").get(forged), ODD)

	def test_members_without_village_or_organization_are_named(self):
		members = make_members(4)
		members[3]["village"] = members[2]["organization_name"] = None
		order = make_order(make_committee(members=members))
		self.assert_found(order, "Village is missing: นายทดสอบ3", ODD)
		self.assert_found(order, "Represents is missing: นางทดสอบ2", ODD)

	def test_the_term_is_held_against_the_one_that_sits(self):
		sitting = make_order_in("Issued").committee
		frappe.db.set_value(
			"Committee", sitting, {"term_start": add_days(today(), -500), "term_end": add_days(today(), 30)}
		)
		for days, words in ((10, "21 days before the end"), (40, "lie 9 days")):
			with self.subTest(days=days):
				self.assert_found(make_order(make_committee(term_start=add_days(today(), days))), words, ODD)
		after = make_order(make_committee(term_start=add_days(today(), 31)))
		self.assertEqual(self.found(after), {})

	def test_a_text_that_says_another_day_than_the_record_is_stopped(self):
		order = make_order()
		said = thai_date(today(), thai=False)
		self.assertIn(said, order.body)
		other = thai_date(add_days(today(), 60), thai=True)
		order.body = order.body.replace(f"ตั้งแต่วันที่ {said}", f"ตั้งแต่วันที่ {other}")
		with signed_in(make_officer("officer")):
			order.save()
		self.assert_found(order, "the record from", STOP)

	def test_a_text_edited_away_from_its_fields_is_pointed_out(self):
		order = make_order()
		order.body = order.body.replace("จำนวน 9 คน", "จำนวน 8 คน")
		with signed_in(make_officer("officer")):
			order.save()
		self.assert_found(order, "“9”", ODD)

	def test_the_selection_comes_before_the_document_and_the_term(self):
		for day, dated, words in (
			(None, today(), "were selected is not entered"),
			(-7, add_days(today(), -8), "after the date of the document"),
			(-7, today(), "after their term began"),
		):
			with self.subTest(words):
				forum = {"forum_date": day and add_days(today(), day), "term_start": add_days(today(), -10)}
				self.assert_found(make_order(make_committee(**forum), dated=dated), words, ODD)

	def test_a_document_of_the_future_is_odd(self):
		self.assert_found(make_order(dated=add_days(today(), 2)), "dated in the future", ODD)

	def test_who_acknowledges_is_told_that_the_committee_sits_no_more(self):
		first = make_order_in("Issued")
		take(make_order(), *UP, ("chief", "Sign and Issue"))
		self.assert_found(first, "sits no more", NOTE, "province", "Acknowledge")

	def test_an_effect_before_the_term_is_stopped(self):
		committee = make_committee(term_start=add_days(today(), 5))
		self.assert_found(make_order(committee, effective_from=today()), "before", STOP)

	def test_the_signatory_held_the_post_on_the_date_of_the_document(self):
		order = take(
			make_order(make_committee(term_start="2001-01-01", forum_date="2000-12-20"), dated="2001-01-01"),
			*UP,
		)
		self.assert_found(order, "did not hold your post", ODD, "chief", "Sign and Issue")

	def test_a_number_with_an_earlier_date_takes_a_reason_that_the_register_shows(self):
		numbering.give(OWN["district"], "Order", today(), "User", "Administrator")
		day = add_days(today(), -1)
		committee = make_committee(term_start=day)
		order = make_order(committee, instrument="Order", purpose="Appoint", dated=day)
		self.assert_found(order, "The number would be dated", ODD)
		order = take(order, *UP, ("chief", "Sign and Issue"))
		note = frappe.db.get_value("Document Number", {"reference_name": order.name}, "note")
		self.assertIn("ลองดู", note)

	def test_an_office_without_emblem_is_asked_before_its_first_issue(self):
		self.change_settings(emblem=None)
		order = take(make_order(), *UP)
		self.assert_found(order, "without an emblem", ODD, "chief", "Sign and Issue")

	def test_nobody_learns_of_documents_of_other_areas(self):
		order = make_order()
		with signed_in(
			make_officer("officer", {"sub_district": "240606", "district": "2406", "province": "24"})
		):
			with self.assertRaises(frappe.PermissionError):
				found_before(order.doctype, order.name, "Send Up")
