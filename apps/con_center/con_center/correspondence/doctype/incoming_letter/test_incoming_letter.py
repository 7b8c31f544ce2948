from io import BytesIO
from unittest.mock import patch

import frappe
from frappe.utils import add_days, add_to_date, getdate, now_datetime, today
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from con_center.access.areas import place_of
from con_center.correspondence import delivery, file_text, handling
from con_center.correspondence.doctype.official_letter.test_official_letter import LetterTestCase
from con_center.correspondence.errors import IncomingError, NotAnOfficerHereError
from con_center.correspondence.factories import make_incoming, make_letter, make_letter_in, take, way_of
from con_center.organization.factories import OTHER, OWN, make_officer, signed_in
from con_center.organization.offices import office_for
from con_center.tests.case import links_of
from con_center.tests.counting import counting

test_ignore = links_of("Incoming Letter")

PROVINCE, DISTRICT = OWN["province"], OWN["district"]


def sent_letter(**values):
	"""Return a letter of the province that has been sent to the district, and its entry there."""
	letter = make_letter_in("Letter Sent", **{"receivers": [{"receiver_area": DISTRICT}], **values})
	return letter, frappe.get_last_doc("Incoming Letter", {"letter": letter.name, "area": DISTRICT})


class TestSending(LetterTestCase):
	def test_each_receiver_finds_it_in_his_register_at_once(self):
		letter, entry = sent_letter()
		self.assertEqual((entry.subject, entry.their_number), (letter.subject, letter.number))
		self.assertEqual((entry.sender, str(entry.their_date)), ("จังหวัดอุบลราชธานี", str(letter.dated)))
		self.assertEqual(
			(entry.district, entry.province, entry.status), (DISTRICT, PROVINCE, "To Be Received")
		)
		self.assertEqual([row.item for row in entry.items], [row.item for row in letter.items])
		self.assertEqual(frappe.db.get_value("Office", entry.office, "area"), DISTRICT)
		self.assertTrue(frappe.db.get_value("Letter Receiver", {"parent": letter.name}, "sent_on"))
		with signed_in(make_officer("district")):
			self.assertEqual(
				frappe.get_list("Incoming Letter", {"letter": letter.name}, pluck="name"), [entry.name]
			)
			self.assertFalse(frappe.has_permission("Official Letter", "read", letter.name))
		with signed_in(make_officer("district", OTHER)):
			self.assertEqual(frappe.get_list("Incoming Letter", {"letter": letter.name}), [])

	def test_each_entry_has_place_office_and_items_of_its_receiver(self):
		areas = [PROVINCE, DISTRICT, OWN["sub_district"], OTHER["district"]]
		letter = make_letter_in(
			"Letter Sent",
			circular=1,
			subject="เครื่องหมาย ' \\ % ทั้งหลาย",
			receivers=[{"receiver_area": area} for area in areas]
			+ [{"receiver_name": "เทศบาล", "way": "Post"}],
			items=[{"item": "ส่งทะเบียน", "due": today()}, {"item": "ส่งแผน"}],
		)
		entries = frappe.get_all("Incoming Letter", {"letter": letter.name}, pluck="name")
		found = {entry.area: entry for entry in (frappe.get_doc("Incoming Letter", name) for name in entries)}
		self.assertEqual(sorted(found), sorted(areas))
		for row in letter.receivers[: len(areas)]:
			entry = found[row.receiver_area]
			place = place_of(entry.area)
			self.assertEqual({field: entry.get(field) for field in place}, place)
			self.assertEqual(
				(entry.office, entry.receiver_row, entry.addressed_to, entry.subject),
				(office_for(entry.area), row.name, row.receiver_name, letter.subject),
			)
			self.assertEqual(
				[(each.idx, each.item, each.due, each.letter_item) for each in entry.items],
				[(each.idx, each.item, each.due, each.name) for each in letter.items],
			)

	def test_entries_cost_the_same_whatever_their_number(self):
		def asked(**values) -> int:
			letter = make_letter_in("Issued", **values)
			letter = frappe.get_doc(letter.doctype, letter.name)
			letter.sent_on = now_datetime()
			with counting() as queries:
				delivery.enter(letter)
			return len(queries)

		one = asked(receivers=[{"receiver_area": DISTRICT}])
		many = asked(receivers=[], circular=1, receiver_group="นายอำเภอทุกอำเภอ")
		self.assertLessEqual(many, one + 1)

	def test_copies_go_to_each_once_and_are_read_by_the_receiver_alone(self):
		letter, entry = sent_letter()
		with patch.object(delivery, "tell") as told:
			for _again in range(2):
				delivery.send_out(letter.name)
		files = frappe.get_all("File", {"attached_to_name": entry.name}, ["name", "file_url"])
		self.assertEqual(len(files), 1)
		self.assertEqual(frappe.db.get_value("Incoming Letter", entry.name, "file"), files[0].file_url)
		self.assertEqual(told.call_count, 1)
		self.assertIn(make_officer("district"), told.call_args.args[1])
		with signed_in(make_officer("district")):
			self.assertTrue(frappe.get_doc("File", files[0].name).is_downloadable())
		with signed_in(make_officer("district", OTHER)):
			self.assertFalse(frappe.get_doc("File", files[0].name).is_downloadable())

	def test_who_has_attached_something_himself_gets_his_copy_all_the_same(self):
		letter, entry = sent_letter()
		with signed_in(make_officer("district")):
			attached = {"attached_to_doctype": entry.doctype, "attached_to_name": entry.name}
			file = {"doctype": "File", "file_name": "note.txt", "content": "บันทึก", "is_private": 1}
			frappe.get_doc({**file, **attached}).insert()
		with patch.object(delivery, "tell"):
			delivery.send_out(letter.name)
		self.assertEqual(frappe.db.count("File", {"attached_to_name": entry.name}), 2)
		self.assertTrue(frappe.db.get_value("Incoming Letter", entry.name, "file"))

	def test_what_was_attached_before_the_form_was_saved_is_the_letters_and_stays_private(self):
		attached = {"attached_to_doctype": "Incoming Letter", "attached_to_name": "new-incoming-letter-1"}
		file = {"doctype": "File", "file_name": "paper.txt", "content": "ลับเฉพาะ", "is_private": 1}
		with signed_in(make_officer("district")):
			address = frappe.get_doc({**file, **attached, "attached_to_field": "file"}).insert().file_url
		entry = make_incoming(file=address)
		own = {"attached_to_doctype": entry.doctype, "attached_to_name": entry.name}
		(kept,) = frappe.get_all("File", own, ["file_url", "is_private"])
		self.assertEqual((kept.file_url, kept.is_private), (address, 1))
		self.assertEqual((entry.file, address.startswith("/private/")), (address, True))

	def test_a_form_that_was_opened_before_the_copy_came_in_does_not_take_it_away(self):
		letter, entry = sent_letter()
		with patch.object(delivery, "tell"):
			delivery.send_out(letter.name)
		with signed_in(make_officer("district")):
			entry.note = "รอหารือปลัด"
			entry.save()
		stored = frappe.db.get_value(entry.doctype, entry.name, ("note", "file"), as_dict=True)
		self.assertEqual((stored.note, bool(stored.file)), (entry.note, True))

	def test_the_copy_that_comes_in_while_somebody_receives_the_letter_does_not_stop_him(self):
		"""He who waits for the lock reads the entry as it is then, and Files as they were before."""
		letter, entry = sent_letter()
		with patch.object(delivery, "tell"):
			delivery.send_out(letter.name)
		frappe.db.delete("File", {"attached_to_doctype": entry.doctype, "attached_to_name": entry.name})
		with signed_in(make_officer("district")):
			self.assertTrue(handling.receive(entry.name))
		self.assertTrue(frappe.db.get_value(entry.doctype, entry.name, "file"))

	def test_outside_it_goes_by_mail_and_what_becomes_of_it_is_noted(self):
		rows = [
			{"receiver_name": "มูลนิธิทดสอบ", "way": "E-mail", "email": "saraban@foundation.example"},
			{"receiver_name": "สมาคมทดสอบ", "way": "Post"},
		]
		letter = make_letter_in("Letter Sent", receivers=rows)
		with (
			patch.object(delivery.EmailAccount, "find_outgoing", return_value={"default": 1}),
			patch.object(frappe, "sendmail") as mailed,
		):
			delivery.send_out(letter.name)
		self.assertEqual(mailed.call_args.kwargs["recipients"], ["saraban@foundation.example"])
		self.assertEqual(len(mailed.call_args.kwargs["attachments"]), 1)
		by_mail, by_post = frappe.get_doc(letter.doctype, letter.name).receivers
		self.assertFalse(by_mail.sent_on)
		self.assertTrue(by_post.sent_on)
		states = {(letter.name, "saraban@foundation.example"): ("Error", "no such host")}
		with patch.object(delivery, "states_of_mails", return_value=states):
			delivery.note_mails()
		self.assertEqual(frappe.db.get_value("Letter Receiver", by_mail.name, "failure"), "no such host")
		states = {(letter.name, "saraban@foundation.example"): ("Sent", None)}
		with patch.object(delivery, "states_of_mails", return_value=states):
			delivery.note_mails()
		self.assertTrue(frappe.db.get_value("Letter Receiver", by_mail.name, "sent_on"))

	def test_what_failed_is_noted_once(self):
		rows = [{"receiver_name": "มูลนิธิทดสอบ", "way": "E-mail", "email": "saraban@foundation.example"}]
		letter = make_letter_in("Letter Sent", receivers=rows)
		states = {(letter.name, "saraban@foundation.example"): ("Error", "no such host")}
		with patch.object(delivery, "states_of_mails", return_value=states):
			delivery.note_mails()
			with patch.object(frappe.db, "set_value", side_effect=AssertionError):
				delivery.note_mails()
		row = frappe.get_doc(letter.doctype, letter.name).receivers[0]
		self.assertEqual((row.failure, row.sent_on), ("no such host", None))

	def test_what_was_left_half_done_is_begun_anew(self):
		letter, _entry = sent_letter()
		for later, begun in ((-5, False), (-20, True)):
			frappe.db.set_value(
				letter.doctype,
				letter.name,
				{"sent_on": add_to_date(now_datetime(), minutes=later), "sent_out_on": None},
			)
			with patch.object(delivery, "start") as started:
				delivery.send_waiting()
			self.assertEqual(letter.name in [call.args[0] for call in started.call_args_list], begun)
		delivery.send_out(letter.name)
		with patch.object(delivery, "start") as started:
			delivery.send_waiting()
		self.assertNotIn(letter.name, [call.args[0] for call in started.call_args_list])

	def test_what_was_cancelled_before_it_went_out_goes_to_nobody(self):
		letter, entry = sent_letter()
		letter = take(letter, (make_officer("governor"), "Cancel Document", "ออกซ้ำ"))
		with patch.object(delivery, "tell") as told:
			delivery.send_out(letter.name)
		self.assertFalse(told.called)
		self.assertFalse(frappe.db.get_value("Incoming Letter", entry.name, "file"))
		self.assertTrue(frappe.db.get_value(letter.doctype, letter.name, "sent_out_on"))

	def test_what_the_queue_says_is_read_by_letter_and_address(self):
		letter = make_letter_in("Issued")
		queue = frappe.get_doc(
			{
				"doctype": "Email Queue",
				"sender": "x@test.example",
				"message": "x",
				"status": "Error",
				"error": "refused",
				"reference_doctype": letter.doctype,
				"reference_name": letter.name,
				"recipients": [{"recipient": "Saraban@Foundation.example"}],
			}
		)
		queue.insert(ignore_permissions=True)
		found = delivery.states_of_mails({letter.name})
		self.assertEqual(found[letter.name, "saraban@foundation.example"], ("Error", "refused"))


class TestReceiving(LetterTestCase):
	def test_a_letter_is_received_with_a_number_of_the_own_register(self):
		_letter, entry = sent_letter()
		with signed_in(make_officer("district")):
			first = handling.receive(entry.name)
			self.assertRaises(IncomingError, handling.receive, entry.name)
		entry = frappe.get_doc("Incoming Letter", entry.name)
		self.assertEqual((entry.status, entry.number), ("Received", first))
		self.assertTrue(frappe.db.get_value("Letter Receiver", entry.receiver_row, "received_on"))
		self.assertEqual(make_incoming().register_number, entry.register_number + 1)
		record = frappe.get_last_doc("Document Number", {"reference_name": entry.name})
		self.assertEqual((record.kind, record.issuer), ("Incoming Letter", DISTRICT))

	def test_what_comes_from_outside_is_received_when_it_is_entered(self):
		# whatever the hour at which the tests run
		moment = f"{add_days(today(), -1)} 09:15:00"
		entry = make_incoming(received_on=moment)
		self.assertTrue(entry.number)
		stored = frappe.get_doc("Incoming Letter", entry.name)
		self.assertEqual((stored.status, str(stored.received_on)), ("Received", moment))
		# nobody has the right; who may do anything is told why
		self.assertRaises(IncomingError, frappe.delete_doc, "Incoming Letter", entry.name)

	def test_nothing_is_received_tomorrow(self):
		with self.assertRaisesRegex(IncomingError, "Received On"):
			make_incoming(received_on=add_to_date(now_datetime(), days=1))

	def test_what_a_letter_says_of_itself_stays(self):
		_letter, entry = sent_letter()
		with signed_in(make_officer("district")):
			doc = frappe.get_doc("Incoming Letter", entry.name)
			doc.update(
				{"subject": "อย่างอื่น", "sender": "x", "status": "Closed", "number": "1/2500", "note": "รับแล้ว"}
			)
			doc.save()
		stored = frappe.get_doc("Incoming Letter", entry.name)
		self.assertEqual((stored.subject, stored.sender), (entry.subject, entry.sender))
		self.assertEqual((stored.status, stored.number, stored.note), ("To Be Received", None, "รับแล้ว"))

	def test_nothing_is_done_before_it_is_received(self):
		_letter, entry = sent_letter()
		with signed_in(make_officer("district")):
			for step in (
				lambda: handling.remark(entry.name, "ทราบ"),
				lambda: handling.assign(entry.name, make_officer("district", number=2)),
				lambda: handling.answer(entry.name, 1, note="ส่งแล้ว"),
				lambda: handling.close(entry.name),
				lambda: handling.pass_on(entry.name, [OWN["sub_district"]]),
			):
				with self.assertRaises(IncomingError) as refused:
					step()
				self.assertIn("Receive the letter first", str(refused.exception))

	def test_the_text_of_a_pdf_is_kept_and_a_broken_one_is_none(self):
		entry = make_incoming()
		with signed_in(make_officer("district")):
			for content, found in (
				(pdf_that_says("Announcement 77"), "Announcement 77"),
				(b"%PDF-1.4 broken", None),
			):
				file = frappe.get_doc(
					{
						"doctype": "File",
						"file_name": f"{frappe.generate_hash(length=6)}.pdf",
						"content": content,
						"attached_to_doctype": "Incoming Letter",
						"attached_to_name": entry.name,
					}
				).insert()
				doc = frappe.get_doc("Incoming Letter", entry.name)
				doc.file = file.file_url
				doc.save()
				self.assertEqual(frappe.db.get_value("Incoming Letter", entry.name, "file_text"), found)

	def test_a_pdf_that_would_take_all_time_or_memory_is_let_be(self):
		endless = pdf_that_says(") Tj (".join("x" for _part in range(2_000_000)))
		self.assertLess(len(endless), 100_000)
		for limit in ({"SECONDS": 1}, {"MEMORY": 2**27}):
			with patch.multiple(file_text, **limit):
				self.assertEqual(file_text.words_of(endless), "")

	def test_the_same_letter_is_entered_by_several_offices(self):
		content = pdf_that_says("Circular 12")
		for area in (OTHER["district"], DISTRICT):
			entry = make_incoming(area)
			with signed_in(entry.owner):
				file = {"doctype": "File", "file_name": "circular.pdf", "content": content, "is_private": 1}
				file = frappe.get_doc(
					{**file, "attached_to_doctype": entry.doctype, "attached_to_name": entry.name}
				)
				entry.file = file.insert().file_url
				entry.save()
			self.assertEqual(frappe.db.get_value("Incoming Letter", entry.name, "file_text"), "Circular 12")

	def test_what_is_no_address_of_a_file_is_refused(self):
		for address in (
			"file:///etc/passwd",
			"javascript:alert(1)",
			"/private/files/../../site_config.json",
			"x.pdf",
		):
			with self.subTest(address=address), self.assertRaises(frappe.ValidationError):
				make_incoming(file=address)

	def test_a_file_of_somebody_else_is_not_read(self):
		with signed_in("Administrator"):
			foreign = frappe.get_doc(
				{
					"doctype": "File",
					"file_name": f"{frappe.generate_hash(length=6)}.pdf",
					"content": pdf_that_says("Secret 99"),
					"is_private": 1,
				}
			).insert()
		with signed_in(make_officer("district")):
			entry = make_incoming()
			doc = frappe.get_doc("Incoming Letter", entry.name)
			doc.file = foreign.file_url
			self.assertRaises(frappe.PermissionError, doc.save)


class TestHandling(LetterTestCase):
	def setUp(self):
		super().setUp()
		self.letter, entry = sent_letter()
		self.name = entry.name
		with signed_in(make_officer("district")):
			handling.receive(self.name)

	def stored(self):
		return frappe.get_doc("Incoming Letter", self.name)

	def test_it_is_assigned_to_an_officer_who_may_read_it(self):
		second = make_officer("district", number=2)
		with signed_in(make_officer("district")):
			self.assertIn(second, [row["value"] for row in handling.officers(self.name)])
			for stranger in (make_officer("district", OTHER), make_officer("officer")):
				self.assertRaises(NotAnOfficerHereError, handling.assign, self.name, stranger)
			handling.assign(self.name, second)
		entry = self.stored()
		self.assertEqual((entry.assigned_to, entry.status), (second, "Assigned"))
		self.assertEqual(getdate(entry.due), getdate(self.letter.items[0].due))

	def test_remarks_and_orders_are_never_changed(self):
		with signed_in(make_officer("district")):
			handling.remark(self.name, "เห็นควรมอบพัฒนากร")
		with signed_in(make_officer("chief")):
			handling.remark(self.name, "ดำเนินการ", "Order")
			doc = self.stored()
			doc.remarks[0].remark = "อย่างอื่น"
			doc.remarks = doc.remarks[:1]
			doc.save()
		rows = self.stored().remarks
		self.assertEqual(
			[(row.kind, row.remark) for row in rows], [("Remark", "เห็นควรมอบพัฒนากร"), ("Order", "ดำเนินการ")]
		)
		self.assertEqual([row.user for row in rows], [make_officer("district"), make_officer("chief")])
		self.assertEqual(rows[1].position, "นายอำเภอ")

	def test_bad_input_says_what_to_do(self):
		with signed_in(make_officer("district")):
			for step, word in (
				(lambda: handling.remark(self.name, " "), "Text:"),
				(lambda: handling.remark(self.name, "x", "Vote"), "Remark or Order"),
				(lambda: handling.answer(self.name, 9, note="x"), "number 9"),
				(lambda: handling.answer(self.name, 1), "choose the document"),
				(lambda: handling.answer(self.name, 1, "User", "Administrator"), "that you may read"),
				(lambda: handling.pass_on(self.name, ["2406"]), "in the area of this office"),
				(lambda: handling.pass_on(self.name, []), "in the area of this office"),
			):
				with self.assertRaises(IncomingError) as refused:
					step()
				self.assertIn(word, str(refused.exception))

	def test_it_is_passed_on_to_areas_below_once(self):
		with signed_in(make_officer("district")):
			self.assertEqual(handling.pass_on(self.name, ["340101", "340104"]), 2)
			self.assertEqual(handling.pass_on(self.name, ["340101", "340105"]), 1)
		with signed_in(make_officer("officer")):
			own = frappe.get_list(
				"Incoming Letter", {"passed_on_from": self.name}, ["name", "area", "subject"]
			)
			self.assertEqual([row.area for row in own], ["340101"])
			self.assertEqual(own[0].subject, self.letter.subject)
			self.assertTrue(handling.receive(own[0].name))

	def said(self, step, *values) -> str:
		frappe.clear_messages()
		step(self.name, *values)
		return " ".join(str(message) for message in frappe.get_message_log())

	def test_each_step_says_what_happened_and_who_has_it_now(self):
		second = make_officer("district", number=2)
		name = frappe.db.get_value("Officer Assignment", {"user": second}, "officer_name")
		with signed_in(make_officer("district")):
			self.assertIn("waits to be assigned", self.said(handling.remark, "ทราบ"))
			self.assertRegex(self.said(handling.assign, second), f"Assigned, and told.*{name}")
			self.assertIn("1 areas", self.said(handling.pass_on, [OWN["sub_district"]]))
			self.assertIn("have it already", self.said(handling.pass_on, [OWN["sub_district"]]))
			self.assertIn("it can be closed", self.said(lambda n: handling.answer(n, 1, note="ส่งแล้ว")))
			self.assertIn("Nothing is left", self.said(handling.close))
		frappe.clear_messages()
		self.assertIn(make_incoming().number, str(frappe.get_message_log()))

	def test_who_sends_is_told_where_it_is(self):
		frappe.clear_messages()
		make_letter_in(
			"Letter Sent", receivers=[{"receiver_area": DISTRICT}, {"receiver_name": "สมาคม", "way": "Post"}]
		)
		said = str(frappe.get_message_log())
		self.assertIn("registers of 1 offices", said)
		self.assertIn("To 1 receivers", said)

	def test_a_closed_entry_stays_closed(self):
		with signed_in(make_officer("district")):
			handling.close(self.name)
			self.assertRaises(IncomingError, handling.remark, self.name, "ทราบ")
		self.assertEqual(self.stored().status, "Closed")

	def test_nobody_answers_for_another_office(self):
		letter = make_letter(references=[{"incoming": self.name, "answers": 1}])
		take(letter, *way_of(letter)[:4])
		self.assertFalse(self.stored().items[0].answered_on)

	def test_a_reply_answers_what_is_open_when_it_is_sent(self):
		with signed_in(make_officer("district")):
			reply = handling.make_reply(self.name)
			reply.append("body", {"style": "Paragraph", "text": "ขอส่งทะเบียนข้อมูล"})
			reply.contact_name = "นายทดสอบ"
			reply.insert()
		self.assertEqual(reply.receivers[0].receiver_area, PROVINCE)
		self.assertIn(self.letter.number, reply.references[0].reference)
		reply = take(reply, *way_of(reply)[:3])
		self.assertFalse(self.stored().items[0].answered_on)
		take(reply, way_of(reply)[3])
		entry = self.stored()
		self.assertEqual((entry.status, entry.items[0].answer), ("Answered", reply.name))
		self.assertTrue(frappe.db.exists("Incoming Letter", {"letter": reply.name, "area": PROVINCE}))


def pdf_that_says(text: str) -> bytes:
	"""Return a page of PDF with this text."""
	writer = PdfWriter()
	page = writer.add_blank_page(200, 200)
	font = DictionaryObject(
		{
			NameObject("/Type"): NameObject("/Font"),
			NameObject("/Subtype"): NameObject("/Type1"),
			NameObject("/BaseFont"): NameObject("/Helvetica"),
		}
	)
	page[NameObject("/Resources")] = DictionaryObject(
		{NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
	)
	stream = DecodedStreamObject()
	stream.set_data(f"BT /F1 12 Tf 10 100 Td ({text}) Tj ET".encode())
	page[NameObject("/Contents")] = stream.flate_encode()
	output = BytesIO()
	writer.write(output)
	return output.getvalue()
