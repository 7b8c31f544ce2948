"""A letter goes by LINE as its title and a link, to a group or an officer of who gets it, and what becomes of it is noted."""

from unittest.mock import patch

import frappe

from con_center.approval.decision import decide
from con_center.approval.findings import WrongDocumentError
from con_center.correspondence import by_line, delivery
from con_center.correspondence.doctype.official_letter.test_official_letter import LetterTestCase
from con_center.correspondence.factories import make_letter, take, way_of
from con_center.issuing import making
from con_center.notices import delivery as notices
from con_center.notices import linking
from con_center.notices.test_notices import make_channel
from con_center.organization.factories import OTHER, OWN, make_officer, signed_in
from con_center.organization.offices import office_for
from con_center.tests.line_server import LINEServer

PROVINCE, DISTRICT = OWN["province"], OWN["district"]
GROUP = "ส่งรายงาน สพจ.อุบลฯ"


class TestByLine(LetterTestCase):
	def setUp(self):
		super().setUp()
		for doctype in (
			"Notice Preference",
			"Notice Switch",
			"Notice Delivery",
			"LINE Contact",
			"LINE Channel",
		):
			frappe.db.delete(doctype)
		self.channel = make_channel()
		self.line = LINEServer().__enter__()
		self.addCleanup(self.line.__exit__, None, None, None)
		frappe.conf["con_center_line_api"] = self.line.address
		self.addCleanup(frappe.conf.pop, "con_center_line_api", None)

	def contact(self, kind=linking.GROUP, title=GROUP, **values):
		line_id = ("C" if kind == linking.GROUP else "U") + frappe.generate_hash(length=32)
		linking.add_contact(self.channel, kind, line_id, title=title, **{"allowed": 1, **values})
		return frappe.get_doc("LINE Contact", {"line_id": line_id})

	def letter(self, **row):
		return make_letter(receivers=[{"receiver_area": DISTRICT, "way": "LINE", **row}])

	def sent(self, **row):
		letter = self.letter(**row)
		letter = take(letter, *way_of(letter)[:4])
		delivery.send_out(letter.name)
		return letter

	def go_out(self):
		for name in frappe.get_all(
			"Notice Delivery", {"status": "Waiting", "user": ("is", "not set")}, pluck="name"
		):
			notices.send(name)
		by_line.note()

	def row_of(self, letter):
		return frappe.get_doc(letter.doctype, letter.name).receivers[0]

	def test_to_the_group_that_its_writer_chooses(self):
		group = self.contact()
		letter = self.sent(line_group=GROUP)
		self.assertEqual(letter.receivers[0].line_to, GROUP)
		self.assertFalse(self.row_of(letter).sent_on)
		self.go_out()
		[(_path, body)] = [each for each in self.line.taken if each[1]["to"] == group.line_id]
		title, link = body["messages"][0]["text"].split("\n")
		entry = frappe.get_last_doc("Incoming Letter", {"letter": letter.name, "area": DISTRICT})
		self.assertIn(letter.title, title)
		self.assertEqual(link, frappe.utils.get_url_to_form("Incoming Letter", entry.name))
		row = self.row_of(letter)
		self.assertTrue(row.sent_on)
		self.assertIsNone(row.failure)

	def test_it_goes_once_however_often_the_job_is_begun(self):
		self.contact()
		letter = self.sent(line_group=GROUP)
		delivery.send_out(letter.name)
		self.go_out()
		delivery.send_out(letter.name)
		self.go_out()
		self.assertEqual(len([body for _path, body in self.line.taken if body["to"].startswith("C")]), 1)

	def test_it_goes_once_where_two_jobs_print_at_the_same_time(self):
		self.contact()
		letter = self.letter(line_group=GROUP)
		letter = take(letter, *way_of(letter)[:4])
		prints = making.file_of

		def print_while_another_job_sends(doc):
			with patch.object(making, "file_of", prints):
				delivery.send_out(doc.name)
			return prints(doc)

		with patch.object(making, "file_of", print_while_another_job_sends):
			delivery.send_out(letter.name)
		self.assertEqual(frappe.db.count("Notice Delivery", {"user": ("is", "not set")}), 1)

	def test_to_somebody_outside_by_a_group(self):
		self.contact()
		letter = self.sent(receiver_area=None, receiver_name="สมาคมทดสอบ", line_group=GROUP)
		self.go_out()
		self.assertIn(f"letter={letter.name}", self.line.taken[-1][1]["messages"][0]["text"])
		self.assertFalse(frappe.db.exists("Incoming Letter", {"letter": letter.name}))

	def test_without_a_choice_to_an_officer_there_who_has_linked_his(self):
		officer = make_officer("district")
		person = self.contact(linking.PERSON, title=officer, user=officer)
		letter = self.letter()
		self.assertEqual(letter.receivers[0].line_to, frappe.utils.get_fullname(officer))
		letter = take(letter, *way_of(letter)[:4])
		delivery.send_out(letter.name)
		self.go_out()
		self.assertIn(person.line_id, [body["to"] for _path, body in self.line.taken])

	def test_what_line_refuses_is_noted_with_the_receiver(self):
		self.contact()
		letter = self.sent(line_group=GROUP)
		self.line.answers.append(400)
		self.go_out()
		row = self.row_of(letter)
		self.assertFalse(row.sent_on)
		self.assertIn("LINE ไม่รับข้อความ หรือไม่พบผู้รับ (400)", row.failure)

	def test_a_copy_of_the_site_writes_to_nobody_which_is_noted_with_the_receiver(self):
		self.contact()
		letter = self.sent(line_group=GROUP)
		frappe.conf["mute_emails"] = 1
		self.addCleanup(frappe.conf.pop, "mute_emails", None)
		self.go_out()
		self.assertEqual(self.line.taken, [])
		row = self.row_of(letter)
		self.assertFalse(row.sent_on)
		self.assertIn("mute_emails", row.failure)

	def test_a_group_that_has_gone_since_is_noted(self):
		group = self.contact()
		letter = self.letter(line_group=GROUP)
		letter = take(letter, *way_of(letter)[:3])
		frappe.db.set_value("LINE Contact", group.name, "title", "อื่น")
		with signed_in(make_officer("province")):
			self.assertRaises(
				WrongDocumentError, decide, letter.doctype, letter.name, "Send Letter", letter.modified
			)

	def test_without_a_channel_it_says_so_before(self):
		for row in ({}, {"line_group": GROUP}, {"receiver_area": None, "receiver_name": "สมาคมทดสอบ"}):
			letter = self.letter(**row)
			with signed_in(make_officer("province")), self.assertRaises(WrongDocumentError) as refused:
				decide(letter.doctype, letter.name, "Send Up", letter.modified)
			self.assertIn("by LINE", str(refused.exception))
		self.contact()
		frappe.db.set_value("LINE Channel", self.channel.name, "enabled", 0)
		self.assertEqual(by_line.contacts(self.letter(line_group=GROUP), {}), {})

	def test_only_groups_of_the_own_office_are_offered(self):
		self.contact()
		with signed_in(make_officer("province")):
			self.assertEqual(by_line.groups_of(office_for(PROVINCE)), [GROUP])
			self.assertRaises(frappe.PermissionError, by_line.groups_of, office_for(OTHER["province"]))
		with signed_in(make_officer("province", OTHER)):
			self.assertEqual(by_line.groups_of(office_for(OTHER["province"])), [])
