"""E-mails whose worker was killed while it sent them: a letter goes out once, a notice rather twice than never."""

from unittest.mock import Mock, patch

import frappe
from frappe.core.doctype.communication.email import make
from frappe.email import queue
from frappe.utils import add_to_date, now_datetime

from con_center import seams
from con_center.correspondence import delivery
from con_center.correspondence.doctype.official_letter.test_official_letter import LetterTestCase
from con_center.correspondence.factories import make_letter_in
from con_center.notices import in_doubt
from con_center.organization.factories import make_officer, signed_in

ADDRESS = "saraban@foundation.example"


class TestInDoubt(LetterTestCase):
	def setUp(self):
		super().setUp()
		frappe.db.delete("Email Queue")
		frappe.db.delete("Email Queue Recipient")

	def letter(self):
		row = {"receiver_name": "มูลนิธิทดสอบ", "way": "E-mail", "email": ADDRESS}
		return make_letter_in("Letter Sent", receivers=[row])

	def mail(self, letter=None, minutes=in_doubt.LONGEST + 1, recipients=(("Not Sent", ADDRESS),), **values):
		"""Return an e-mail as a worker leaves it that is killed while it speaks to the mail server."""
		of_letter = {"reference_doctype": letter.doctype, "reference_name": letter.name} if letter else {}
		mail = frappe.get_doc(
			{
				"doctype": "Email Queue",
				"sender": "x@test.example",
				"message": "x",
				"status": "Sending",
				"recipients": [{"recipient": to, "status": status} for status, to in recipients],
				**of_letter,
				**values,
			}
		).insert(ignore_permissions=True, ignore_links=True)
		mail.db_set("modified", add_to_date(now_datetime(), minutes=-minutes), update_modified=False)
		return mail

	def settled(self, mail):
		in_doubt.settle()
		mail.reload()
		return mail

	def row_of(self, letter):
		delivery.note_mails()
		return frappe.get_doc(letter.doctype, letter.name).receivers[0]

	def test_a_letter_is_not_sent_again_and_its_sender_is_told(self):
		letter = self.letter()
		mail = self.settled(self.mail(letter))
		self.assertEqual(mail.status, "Error")
		self.assertNotIn(mail.name, [row.name for row in queue.get_queue()])
		row = self.row_of(letter)
		self.assertIn("ไม่ทราบว่าอีเมลนี้ออกไปแล้วหรือไม่", row.failure)
		self.assertIsNone(row.sent_on)
		with patch.object(frappe, "sendmail") as again:
			delivery.send_out(letter.name)
		again.assert_not_called()

	def test_what_is_at_work_is_left_alone(self):
		letter = self.letter()
		self.assertEqual(self.settled(self.mail(letter, minutes=in_doubt.LONGEST - 5)).status, "Sending")
		self.assertFalse(self.row_of(letter).failure)

	def test_what_the_mail_server_has_taken_has_gone(self):
		letter = self.letter()
		mail = self.mail(letter, recipients=[("Sent", ADDRESS)])
		# before anybody doubts it, too
		self.assertTrue(self.row_of(letter).sent_on)
		self.assertEqual(self.settled(mail).status, "Sent")

	def test_one_that_was_at_work_all_the_same_is_noted_as_sent_in_the_end(self):
		letter = self.letter()
		mail = self.settled(self.mail(letter))
		self.assertTrue(self.row_of(letter).failure)
		mail.update_status("Sent")
		row = self.row_of(letter)
		self.assertEqual((bool(row.sent_on), row.failure), (True, None))

	def test_a_new_one_from_the_menu_takes_its_place(self):
		letter = self.letter()
		stuck = self.settled(self.mail(letter))
		self.assertTrue(self.row_of(letter).failure)
		account = frappe.get_doc(
			{"doctype": "Email Account", "name": "con", "email_id": "con@test.example", "enable_outgoing": 1}
		)
		with (
			patch.object(delivery.EmailAccount, "find_outgoing", return_value=account),
			signed_in(make_officer("province")),
		):
			make(
				doctype=letter.doctype,
				name=letter.name,
				recipients=ADDRESS,
				subject=letter.title,
				content="x",
				send_email=1,
			)
		new = frappe.get_last_doc("Email Queue", {"name": ("!=", stuck.name)})
		self.assertEqual(new.reference_name, letter.name)
		new.recipients[0].db_set("status", "Sent")
		new.update_status("Sent")
		row = self.row_of(letter)
		self.assertEqual((bool(row.sent_on), row.failure), (True, None))
		stuck.reload()
		self.assertEqual(stuck.status, "Error")

	def test_a_notice_is_sent_again_as_often_as_frappe_tries(self):
		mail = self.settled(self.mail())
		self.assertEqual((mail.status, mail.retry), ("Not Sent", 1))
		self.assertIn(mail.name, [row.name for row in queue.get_queue()])
		mail = self.settled(self.mail(retry=in_doubt.get_email_retry_limit()))
		self.assertEqual(mail.status, "Error")
		self.assertIn("ไม่ทราบว่าอีเมลนี้ออกไปแล้วหรือไม่", mail.error)

	def test_of_several_receivers_those_who_have_it_get_it_once(self):
		recipients = [("Sent", "first@test.example"), ("Not Sent", "second@test.example")]
		self.assertEqual(self.settled(self.mail(recipients=recipients)).status, "Partially Sent")

	def test_one_that_cannot_be_noted_in_the_form_holds_nobody_up(self):
		mails = [self.mail(communication="gone"), self.mail()]
		self.assertEqual([self.settled(mail).status for mail in mails], ["Not Sent"] * 2)

	def test_frappe_itself_sends_none_again(self):
		of_frappe = Mock()
		with patch.object(in_doubt.retry_sending_emails, "of_frappe", of_frappe, create=True):
			# ours, wherever Frappe has one
			getattr(queue, "retry_sending_emails", in_doubt.retry_sending_emails)()
			of_frappe.assert_not_called()
			with patch.object(seams, "is_here", return_value=False):
				in_doubt.retry_sending_emails()
			of_frappe.assert_called_once()
