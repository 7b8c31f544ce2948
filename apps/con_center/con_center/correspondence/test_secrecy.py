"""A secret letter is read by those who are named, whichever way somebody comes; others learn its number and its mark."""

import frappe
from frappe.utils import add_days, today

from con_center import registry
from con_center.access.documents import ForeignLinkError
from con_center.approval import notify, standing
from con_center.approval.decision import decide
from con_center.approval.findings import WrongDocumentError
from con_center.correspondence import delivery, handling, reminding, rounds
from con_center.correspondence.doctype.official_letter.test_official_letter import LetterTestCase
from con_center.correspondence.errors import IncomingError, LetterError, LetterStateError
from con_center.correspondence.factories import make_incoming, make_letter, take, way_of
from con_center.correspondence.report.register_of_letters_received import (
	register_of_letters_received as received,
)
from con_center.correspondence.report.register_of_letters_sent import register_of_letters_sent as sent
from con_center.organization.factories import OTHER, OWN, make_assignment, make_officer, make_user, signed_in
from con_center.organization.offices import office_for
from con_center.tests.test_scope_matrix import (
	CHANGING,
	READING,
	ROW_READING,
	as_in_a_request,
	has_changed,
	prepare,
	traces,
)

PROVINCE, DISTRICT = OWN["province"], OWN["district"]
HIDDEN = "เรื่องที่ผู้อื่นต้องไม่รู้"
FOR_READERS = ("REST, list", "list view")


def name_officer(area: str, user: str) -> None:
	"""Have an officer named for secret letters in the office of an area."""
	with signed_in("Administrator"):
		office = frappe.get_doc("Office", office_for(area))
		office.append("secrecy_officers", {"user": user})
		office.save()


class SecretTestCase(LetterTestCase):
	def setUp(self):
		super().setUp()
		self.writer, self.named = make_officer("province"), make_officer("province", number=2)
		self.colleague = make_officer("province", number=3)
		name_officer(PROVINCE, self.named)

	def secret(self, **values):
		return make_letter(
			secrecy="Secret", subject=HIDDEN, **{"receivers": [{"receiver_area": DISTRICT}], **values}
		)

	def sent(self, **values):
		letter = self.secret(**values)
		letter = take(letter, *way_of(letter)[:4])
		delivery.send_out(letter.name)
		return letter

	def reaches(self, user: str, way, *arguments, trace=None) -> bool:
		frappe.db.savepoint("way")
		try:
			with signed_in(user), as_in_a_request():
				found = way(*arguments)
			return bool(trace() if trace else found)
		except Exception:
			return False
		finally:
			frappe.db.rollback(save_point="way")


class TestDoors(SecretTestCase):
	def others(self) -> list[str]:
		central = make_user("central")
		if not frappe.db.exists("Officer Assignment", {"user": central}):
			make_assignment(central, "เจ้าหน้าที่กรมการพัฒนาชุมชน", "00")
		return [self.colleague, central]

	def reached(self, doc, users: list[str]) -> list[str]:
		found = [
			f"{user}: {way}"
			for user in users
			for way, (_right, reach) in READING.items()
			if self.reaches(user, reach, doc)
		]
		rows = [
			f"{user}: {way} of a row"
			for user in users
			for row in doc.get_all_children()[:1]
			for way, reach in ROW_READING.items()
			if self.reaches(user, reach, row)
		]
		return found + rows

	def test_no_way_leads_a_colleague_to_a_secret_letter(self):
		self.assertEqual(self.reached(prepare(self.secret()), self.others()), [])

	def test_no_way_leads_a_colleague_to_one_that_came_in(self):
		letter = self.sent()
		entry = frappe.get_last_doc("Incoming Letter", {"letter": letter.name, "area": DISTRICT})
		self.assertEqual(self.reached(prepare(entry), [make_officer("district"), *self.others()]), [])

	def test_no_way_leads_to_what_is_told_about_it(self):
		letter = self.sent()
		self.assertEqual(
			set(registry.about_others()),
			{"Approval Log", "Case Opening", "Issued File", "Lesson Use", "Opinion"},
		)
		for doctype in ("Approval Log", "Issued File"):
			about = frappe.get_last_doc(doctype, {"reference_name": letter.name})
			found = [
				f"{doctype}: {way}"
				for user in self.others()
				for way, (_right, reach) in READING.items()
				if "attachment" not in way and self.reaches(user, reach, about)
			]
			self.assertEqual(found, [])
			with signed_in(self.named):
				self.assertTrue(frappe.get_list(doctype, {"name": about.name}))

	def test_nobody_else_changes_it(self):
		letter = prepare(self.secret())
		before = traces(letter)
		for way, change in CHANGING.items():
			changed = self.reaches(self.colleague, change, letter, trace=lambda: has_changed(letter, before))
			self.assertFalse(changed, way)

	def test_nobody_names_one_that_he_may_not_read(self):
		letter = self.secret()
		with self.assertRaises(ForeignLinkError):
			make_letter(user=self.colleague, references=[{"letter": letter.name}])
		self.assertTrue(make_letter(user=self.named, references=[{"letter": letter.name}]).name)

	def test_nobody_opens_it_by_sending_it_as_no_secret(self):
		letter = self.secret()
		letter.secrecy, letter.owner = None, self.colleague
		self.assertFalse(frappe.has_permission(letter.doctype, "read", letter, user=self.colleague))

	def test_who_is_named_reads_it_and_others_read_what_is_no_secret(self):
		letter = self.secret()
		for user in (self.writer, self.named, make_officer("governor"), "Administrator"):
			with self.subTest(user=user), signed_in(user):
				self.assertTrue(frappe.get_list(letter.doctype, {"name": letter.name}))
				self.assertTrue(frappe.has_permission(letter.doctype, "read", letter.name))
		with signed_in(self.colleague):
			self.assertTrue(frappe.get_list(letter.doctype, {"name": make_letter().name}))

	def test_the_head_of_the_office_who_is_to_sign_it_reads_it(self):
		post = frappe.db.get_value("Officer Assignment", {"user": self.colleague, "area": PROVINCE})
		letter = self.secret(kind="Memo", signed_by="Head of the Office", signatory=post)
		with signed_in(self.colleague):
			self.assertTrue(frappe.get_list(letter.doctype, {"name": letter.name}))
			self.assertTrue(frappe.has_permission(letter.doctype, "read", letter.name))


class TestWhatIsTold(SecretTestCase):
	def test_wherever_it_is_named_stands_its_mark(self):
		self.assertIn("ลับมาก", self.secret().title)
		letter = self.sent()
		self.assertEqual(letter.title, f"{letter.number}: ลับมาก")
		entry = frappe.get_last_doc("Incoming Letter", {"letter": letter.name})
		self.assertEqual((entry.title, entry.subject), (letter.title, HIDDEN))
		self.assertEqual(letter.public_facts()["subject"], "ลับมาก")
		told = [
			*frappe.get_all("Approval Log", {"reference_name": letter.name}, pluck="reference_title"),
			*frappe.get_all(
				"Notification Log", {"document_name": ("in", [letter.name, entry.name])}, pluck="subject"
			),
			*frappe.get_all("Notice Delivery", pluck="text"),
			*frappe.get_all("Document Number", {"reference_name": letter.name}, ["note", "cancel_reason"]),
			*frappe.get_all("Issued File", {"reference_name": letter.name}, ["title", "subject"]),
		]
		self.assertNotIn(HIDDEN, str(told))
		self.assertGreater(len(told), 6)

	def test_the_reason_of_a_cancellation_is_not_told_in_the_register(self):
		letter = self.sent()
		letter = take(letter, (make_officer("governor"), "Cancel Document", HIDDEN))
		self.assertNotIn(
			HIDDEN, str(frappe.get_all("Document Number", {"reference_name": letter.name}, ["*"]))
		)
		with signed_in(self.colleague):
			rows = sent.execute({"area": PROVINCE})[1]
		self.assertNotIn(HIDDEN, str(rows))
		self.assertEqual([row.note for row in rows if row.number == letter.number], ["Cancelled"])

	def test_registers_show_number_and_mark_and_miss_none(self):
		letter = self.sent()
		for user, name in ((self.colleague, None), (self.named, letter.name)):
			with signed_in(user):
				rows = sent.execute({"area": PROVINCE})[1]
			[row] = [row for row in rows if row.register_number == letter.register_number]
			self.assertEqual((row.number, row.name), (letter.number, name))
			self.assertEqual(row.subject, HIDDEN if name else "ลับมาก")
			self.assertEqual(bool(row.addressed_to), bool(name))
		entry = make_incoming(secrecy="Confidential", subject=HIDDEN, sender="ผู้ส่งลับ")
		with signed_in(make_officer("district", number=2)):
			rows = received.execute({"area": DISTRICT})[1]
		[row] = [row for row in rows if row.register_number == entry.register_number]
		self.assertEqual((row.subject, row.sender, row.their_number), ("ลับ", None, None))
		with signed_in(make_officer("district", OTHER)):
			self.assertEqual(received.execute({"area": DISTRICT})[1], [])

	def test_only_those_who_may_read_it_are_named_as_who_has_it(self):
		letter = self.secret()
		letter = take(letter, *way_of(letter)[:1])
		self.assertEqual({post.user for post in notify.next_posts(letter)}, {self.writer, self.named})
		said = " ".join(standing.where_it_is(letter))
		post = frappe.db.get_value("Officer Assignment", {"user": self.colleague}, "officer_name")
		self.assertNotIn(post, said)


class TestWay(SecretTestCase):
	def test_its_receiver_is_who_heads_the_area_and_whom_he_gives_it_to(self):
		letter = self.sent()
		entry = frappe.get_last_doc("Incoming Letter", {"letter": letter.name, "area": DISTRICT})
		officer, chief = make_officer("district"), make_officer("chief")
		told = frappe.get_all("Notification Log", {"document_name": entry.name}, pluck="for_user")
		self.assertIn(chief, told)
		self.assertNotIn(officer, told)
		with signed_in(officer):
			self.assertRaises(frappe.PermissionError, handling.receive, entry.name)
		with signed_in(chief):
			handling.receive(entry.name)
			handling.assign(entry.name, officer)
		with signed_in(officer):
			handling.remark(entry.name, "ดำเนินการแล้ว")
			reply = handling.make_reply(entry.name)
			self.assertEqual(reply.secrecy, "Secret")
			self.assertRaises(IncomingError, handling.pass_on, entry.name, [OWN["sub_district"]])

	def stops(self, letter, word: str):
		with signed_in(self.writer), self.assertRaises(WrongDocumentError) as refused:
			decide(letter.doctype, letter.name, "Send Up", letter.modified)
		self.assertIn(word, str(refused.exception))

	def test_it_is_not_sent_up_to_nobody(self):
		frappe.db.delete("Office Secrecy Officer")
		self.stops(self.secret(), "Nobody but you")

	def test_it_is_not_sent_where_nobody_may_read_it(self):
		self.stops(self.secret(receivers=[{"receiver_area": "3415"}]), "Nobody may read secret letters in")

	def test_its_reminder_is_secret_and_it_makes_no_round(self):
		letter = self.sent(items=[{"item": HIDDEN, "due": add_days(today(), 3)}])
		frappe.db.set_value("Letter Item", letter.items[0].name, "due", add_days(today(), -2))
		with signed_in(self.writer):
			reminder = frappe.get_doc(letter.doctype, reminding.remind(letter.name))
			self.assertEqual(reminder.secrecy, "Secret")
			self.assertRaises(LetterError, rounds.make_round, letter.name)

	def test_one_that_was_sent_up_once_is_not_deleted(self):
		letter = self.secret()
		letter = take(letter, *way_of(letter)[:1], (self.named, "Return", HIDDEN))
		with signed_in(self.writer):
			self.assertRaises(LetterStateError, frappe.delete_doc, letter.doctype, letter.name)


class TestWhoIsNamed(SecretTestCase):
	def test_an_officer_does_not_name_himself(self):
		with signed_in(self.colleague):
			office = frappe.get_doc("Office", office_for(PROVINCE))
			office.append("secrecy_officers", {"user": self.colleague})
			office.save()
		self.assertFalse(frappe.db.exists("Office Secrecy Officer", {"user": self.colleague}))

	def test_who_holds_no_post_there_is_not_named(self):
		with self.assertRaises(frappe.ValidationError) as refused:
			name_officer(PROVINCE, make_officer("district", OTHER))
		self.assertIn("row 2", str(refused.exception))
