from unittest.mock import patch

import frappe
from frappe.utils import add_days, now_datetime, today

from con_center import numbering
from con_center.access.areas import COUNTRY
from con_center.access.posts import forget_posts
from con_center.approval import waiting
from con_center.approval.decision import NotOfThisAreaError, decide
from con_center.approval.findings import OddDocumentError, WrongDocumentError
from con_center.correspondence import body, delivery, issuing, numbers
from con_center.correspondence.errors import LetterError, LetterStateError, ReceiverError
from con_center.correspondence.factories import make_letter, make_letter_in, take, way_of
from con_center.organization.factories import (
	OTHER,
	OWN,
	make_assignment,
	make_officer,
	make_user,
	post_of,
	signed_in,
)
from con_center.organization.offices import office_for
from con_center.tests.case import CONTestCase, clear, links_of

test_ignore = links_of("Official Letter")

PROVINCE, DISTRICT = OWN["province"], OWN["district"]
ALL_DISTRICTS = "นายอำเภอทุกอำเภอ"


def numbered_office(area: str, **values) -> str:
	"""Give an area's office what stands before its numbers; return it."""
	with signed_in("Administrator"):
		office = frappe.get_doc("Office", office_for(area))
		office.update({"code_letters": "อบ", "fixed_number": "0019", **values})
		return office.save().name


class LetterTestCase(CONTestCase):
	def setUp(self):
		super().setUp()
		clear()
		self.addCleanup(frappe.clear_document_cache, "Office", office_for(PROVINCE))
		self.addCleanup(frappe.clear_document_cache, "Office", office_for(DISTRICT))
		self.addCleanup(frappe.db.rollback)
		numbered_office(PROVINCE)

	def to_signatory(self, **values):
		letter = make_letter(**values)
		return take(letter, *way_of(letter)[:2])


class TestWaiting(LetterTestCase):
	def test_the_department_finds_its_own_among_those_of_the_country(self):
		writer, second = (make_user(f"central{number}") for number in (1, 2))
		for user in (writer, second):
			make_assignment(user, "เจ้าหน้าที่กรมการพัฒนาชุมชน", COUNTRY)
		others = take(make_letter(), way_of(make_letter())[0])
		letter = make_letter(COUNTRY, writer, receivers=[{"receiver_area": PROVINCE}])
		letter = take(letter, (writer, "Send Up"))
		# as if more were waiting in the country than are looked at
		with signed_in(second), patch.object(waiting, "MOST", 1):
			names = [row["name"] for row in waiting.documents(doctypes=[letter.doctype])]
		self.assertLess(others.modified, letter.modified)
		self.assertEqual(names, [letter.name])


class TestWay(LetterTestCase):
	def test_a_letter_is_signed_and_gets_number_and_date_at_once(self):
		letter = make_letter_in("Issued", circular=1, receiver_group=ALL_DISTRICTS)
		self.assertEqual(letter.docstatus, 1)
		self.assertEqual(str(letter.dated), today())
		self.assertEqual(letter.number, f"อบ 0019/ว {letter.register_number}")
		self.assertEqual(letter.title, f"{letter.number}: {letter.subject}")
		governor = frappe.get_doc("Officer Assignment", letter.signatory)
		self.assertEqual(governor.user, make_officer("governor"))
		self.assertEqual(letter.signatory_name, governor.officer_name)
		record = frappe.get_last_doc("Document Number", {"reference_name": letter.name})
		self.assertEqual(
			(record.kind, record.issuer, record.number), ("Circular", PROVINCE, letter.register_number)
		)

	def test_circulars_certificates_and_others_have_runs_of_their_own(self):
		given = {
			letter.number_kind: letter.register_number
			for letter in (
				make_letter_in("Issued"),
				make_letter_in("Issued", circular=1),
				make_letter_in("Issued", kind="Certificate", items=[]),
			)
		}
		again = make_letter_in("Issued", kind="Memo")
		self.assertEqual(set(given), {"Letter", "Circular", "Certificate"})
		self.assertEqual((again.number_kind, again.register_number), ("Letter", given["Letter"] + 1))

	def test_zeros_fill_a_number_up(self):
		numbered_office(PROVINCE, number_digits=5)
		letter = make_letter_in("Issued")
		self.assertEqual(letter.number, f"อบ 0019/{letter.register_number:05}")

	def test_another_office_of_the_area_has_its_own_run(self):
		first = make_letter_in("Issued")
		with signed_in("Administrator"):
			other = frappe.get_doc(
				{
					"doctype": "Office",
					"office_name": "จังหวัดอุบลราชธานี",
					"area": PROVINCE,
					"kind": "Administration",
					"code_letters": "อบ",
					"fixed_number": "0017",
				}
			).insert()
		letter = make_letter_in("Issued", office=other.name)
		self.assertEqual(letter.number, "อบ 0017/1")
		self.assertGreaterEqual(first.register_number, 1)

	def test_who_is_written_to_is_frozen_when_it_is_issued(self):
		letter = make_letter_in("Issued", circular=1, receivers=[], receiver_group=ALL_DISTRICTS)
		active = frappe.db.count("Area", {"parent_area": PROVINCE, "status": "Active"})
		self.assertEqual(len(letter.receivers), active)
		self.assertEqual(letter.addressed_to, ALL_DISTRICTS)
		self.assertIn("นายอำเภอเขมราฐ", [row.receiver_name for row in letter.receivers])
		frappe.db.set_value("Area", "3405", "status", "Abolished")
		letter = take(letter, *way_of(letter)[3:4])
		self.assertEqual(len(letter.receivers), active)

	def test_a_returned_letter_says_why(self):
		letter = self.to_signatory()
		letter = take(letter, (make_officer("governor"), "Return", "ขอให้เพิ่มผู้ประสานงาน"))
		self.assertEqual((letter.workflow_state, letter.return_reason), ("Returned", "ขอให้เพิ่มผู้ประสานงาน"))

	def test_a_cancelled_letter_keeps_its_number(self):
		letter = make_letter_in(
			"Letter Sent", receivers=[{"receiver_area": DISTRICT}, {"receiver_area": "3402"}]
		)
		noted = frappe.db.get_value("Incoming Letter", {"letter": letter.name, "area": DISTRICT})
		frappe.db.set_value("Incoming Letter", noted, "note", "ส่งให้พัฒนากรแล้ว")
		letter = take(letter, (make_officer("governor"), "Cancel Document", "ออกซ้ำ"))
		self.assertEqual(letter.docstatus, 2)
		record = frappe.get_last_doc("Document Number", {"reference_name": letter.name})
		self.assertEqual((record.status, record.cancel_reason), ("Cancelled", "ออกซ้ำ"))
		notes = frappe.get_all("Incoming Letter", {"letter": letter.name}, pluck="note", order_by="area")
		self.assertTrue(all("ออกซ้ำ" in note for note in notes))
		self.assertIn("ส่งให้พัฒนากรแล้ว", notes[0])
		self.assertEqual(len(notes), 2)
		self.assertEqual(make_letter_in("Issued").register_number, letter.register_number + 1)

	def test_nothing_that_is_printed_changes_once_it_is_issued(self):
		letter = make_letter_in("Issued")
		with signed_in(make_officer("province")):
			for field, value in (("subject", "อย่างอื่น"), ("dated", add_days(today(), -3)), ("number", "1")):
				doc = frappe.get_doc(letter.doctype, letter.name)
				doc.set(field, value)
				try:
					doc.save()
				except frappe.UpdateAfterSubmitError:
					pass
				self.assertEqual(
					str(frappe.db.get_value(letter.doctype, letter.name, field)),
					str(letter.get(field)),
					field,
				)
			self.assertRaises(frappe.ValidationError, frappe.delete_doc, letter.doctype, letter.name)

	def test_a_letter_that_was_sent_up_is_not_deleted(self):
		letter = make_letter_in("Unit Review")
		with signed_in(make_officer("province")):
			self.assertRaises(LetterStateError, frappe.delete_doc, letter.doctype, letter.name)

	def test_a_failed_issue_gives_its_number_back(self):
		letter = self.to_signatory()
		before = frappe.get_all("Document Number", {"issuer": PROVINCE}, pluck="name")
		frappe.db.savepoint("issue")
		with signed_in(make_officer("governor")):
			self.assertRaises(
				frappe.ValidationError, decide, letter.doctype, letter.name, "Sign and Issue", "2000-01-01"
			)
		frappe.db.rollback(save_point="issue")
		self.assertEqual(frappe.get_all("Document Number", {"issuer": PROVINCE}, pluck="name"), before)


class TestHeadOfTheOffice(LetterTestCase):
	def head(self):
		return make_officer("province")

	def letter(self, **values):
		writer = make_officer("province", number=2)
		post = frappe.db.get_value("Officer Assignment", {"user": self.head(), "area": PROVINCE})
		letter = make_letter(
			user=writer, kind="Memo", signed_by="Head of the Office", signatory=post, **values
		)
		return take(letter, (writer, "Send Up"), (make_officer("province", number=3), "Check and Forward"))

	def test_signs_what_others_have_prepared(self):
		letter = take(self.letter(), (self.head(), "Sign and Issue"))
		self.assertTrue(letter.number)
		self.assertEqual(letter.signatory_position, "พัฒนาการจังหวัดอุบลราชธานี")

	def test_no_other_officer_signs_for_him(self):
		letter = self.letter()
		other = make_officer("province", number=4)
		with signed_in(other):
			self.assertRaises(
				WrongDocumentError, decide, letter.doctype, letter.name, "Sign and Issue", letter.modified
			)

	def test_who_acts_for_him_signs_by_something_in_writing(self):
		with signed_in("Administrator"):
			head = frappe.get_doc("Officer Assignment", post_of(self.head()))
			self.addCleanup(forget_posts)
			letter = self.letter()
			acting = {"capacity": "Acting in the Position", "acting_for_position": head.position}
			head.update({**acting, "authority_number": "7/2560", "authority_until": add_days(today(), -1)})
			head.save()
		forget_posts()
		with signed_in(self.head()), self.assertRaises(WrongDocumentError) as refused:
			decide(letter.doctype, letter.name, "Sign and Issue", letter.modified)
		self.assertIn("7/2560", str(refused.exception))

	def test_nobody_signs_what_he_has_checked_himself(self):
		writer = make_officer("province", number=2)
		post = frappe.db.get_value("Officer Assignment", {"user": self.head(), "area": PROVINCE})
		letter = make_letter(user=writer, kind="Memo", signed_by="Head of the Office", signatory=post)
		letter = take(letter, (writer, "Send Up"), (self.head(), "Check and Forward"))
		with signed_in(self.head()), self.assertRaises(WrongDocumentError) as refused:
			decide(letter.doctype, letter.name, "Sign and Issue", letter.modified)
		self.assertIn("prepared by you", str(refused.exception))

	def test_the_governor_does_not_sign_memos_of_the_office(self):
		letter = self.letter()
		with signed_in(make_officer("governor")):
			self.assertRaises(
				NotOfThisAreaError, decide, letter.doctype, letter.name, "Sign and Issue", letter.modified
			)


class TestFindings(LetterTestCase):
	def stops(self, *words: str, action: str = "Send Up", **values):
		letter = make_letter(**values)
		with signed_in(make_officer("province")):
			with self.assertRaises((WrongDocumentError, OddDocumentError)) as refused:
				decide(letter.doctype, letter.name, action, letter.modified)
		for word in words:
			self.assertIn(word, str(refused.exception))

	def test_nobody_gets_it(self):
		self.stops("Nobody is named", receivers=[], addressed_to="นายอำเภอ")

	def test_something_is_blank(self):
		self.stops("left blank", subject="ขอเชิญประชุม ...... ครั้งที่")

	def test_a_day_before_the_letter(self):
		self.stops("before the date", items=[{"item": "ส่งรายงาน", "due": add_days(today(), -1)}])

	def test_nobody_can_be_asked(self):
		self.stops("nobody is named whom one can ask", contact_name=None)

	def test_enclosures_that_are_not_there(self):
		body = [{"style": "Paragraph", "text": "รายละเอียดตามสิ่งที่ส่งมาด้วย"}]
		self.stops("speaks of enclosures", body=body)
		self.stops("is not there", enclosures=[{"enclosure_name": "แบบรายงาน", "quantity": 1}])

	def test_what_is_secret_is_told_by_its_pages_alone(self):
		letter = make_letter(secrecy="Secret")
		entry = frappe.new_doc("Incoming Letter", subject=letter.subject, secrecy="Confidential")
		entry.set_title()
		for title in (letter.title, delivery.what_it_says(letter)["title"], entry.title):
			self.assertIn("ลับ", title)
			self.assertNotIn(letter.subject[:12], title)
		self.assertNotIn(letter.subject, letter.public_facts().values())

	def test_top_secret_is_written_on_paper(self):
		self.stops("on paper", secrecy="Top Secret")

	def test_the_hour_until_which_it_is_urgent(self):
		with self.assertRaises(LetterError):
			make_letter(urgency="Urgent by an Hour")
		self.stops("is over", urgency="Urgent by an Hour", urgent_until=add_days(now_datetime(), -1))
		letter = make_letter_in(
			"Letter Sent",
			urgency="Urgent by an Hour",
			urgent_until="2099-01-02 16:30:00",
			receivers=[{"receiver_area": DISTRICT}],
		)
		entry = frappe.get_last_doc("Incoming Letter", {"letter": letter.name})
		self.assertEqual((entry.urgency, entry.urgent_until), (letter.urgency, letter.urgent_until))
		self.assertFalse(make_letter(urgency="Urgent", urgent_until="2099-01-02 16:30:00").urgent_until)

	def test_a_photo_is_a_picture_that_its_writer_may_read(self):
		certificate = {"kind": "Certificate", "items": [], "bearer": "นางสมศรี ตัวอย่าง"}
		with self.assertRaises(frappe.ValidationError):
			make_letter(photo="/private/files/x.pdf", **certificate)
		with signed_in("Administrator"):
			file = {
				"doctype": "File",
				"file_name": "foreign.png",
				"is_private": 1,
				"content": b"not for others",
			}
			foreign = frappe.get_doc(file).insert()
		with self.assertRaises(frappe.PermissionError):
			make_letter(photo=foreign.file_url, **certificate)

	def test_an_office_without_code_letters(self):
		numbered_office(PROVINCE, code_letters=None)
		self.stops("bare number")

	def test_documents_answer_for_districts_and_provinces_only(self):
		items = [{"item": "ประเมิน", "due": add_days(today(), 9), "done_when": "Assessments Complete"}]
		self.stops("districts and provinces only", items=items, receivers=[{"receiver_area": "340101"}])

	def test_an_earlier_date_than_the_number_before_passes_with_a_reason(self):
		letter = make_letter_in("Issued")
		odd = self.to_signatory(dated=add_days(today(), -2), items=[])
		with signed_in(make_officer("governor")):
			with self.assertRaises(OddDocumentError) as refused:
				decide(odd.doctype, odd.name, "Sign and Issue", odd.modified)
			self.assertIn(f"{letter.register_number}/{letter.year}", str(refused.exception))
			decide(odd.doctype, odd.name, "Sign and Issue", odd.modified, passing="ลงนามไว้ก่อน")
		note = frappe.db.get_value("Document Number", {"reference_name": odd.name}, "note")
		self.assertIn("ลงนามไว้ก่อน", note)


class TestReceivers(LetterTestCase):
	def test_bad_rows_name_row_and_remedy(self):
		twice = [{"receiver_area": DISTRICT}, {"receiver_area": DISTRICT}]
		for rows, word in (
			(twice, "row 2"),
			([{"way": "Post"}], "row 1"),
			([{"receiver_name": "นายกเทศมนตรี", "way": "Inside the System"}], "Choose another way"),
		):
			with self.subTest(rows=rows), self.assertRaises(ReceiverError) as refused:
				make_letter(receivers=rows)
			self.assertIn(word, str(refused.exception))

	def test_an_area_is_addressed_by_its_post(self):
		letter = make_letter(receivers=[{"receiver_area": DISTRICT}])
		self.assertEqual(letter.receivers[0].receiver_name, "นายอำเภอเมืองอุบลราชธานี")
		self.assertEqual(letter.addressed_to, "นายอำเภอเมืองอุบลราชธานี")

	def test_an_office_gets_e_mails_at_its_own_address(self):
		numbered_office(DISTRICT, email="saraban@district.example")
		rows = [
			{"receiver_area": DISTRICT, "way": "E-mail"},
			{"receiver_area": "3415", "way": "E-mail", "email": "x@y.example"},
		]
		self.assertEqual(
			[row.email for row in make_letter(receivers=rows).receivers],
			["saraban@district.example", "x@y.example"],
		)

	def test_a_table_has_room_on_a_page(self):
		wide = {"style": "Table", "text": " | ".join("x" * body.MOST_COLUMNS)}
		self.assertEqual(make_letter(body=[wide]).body[0].text, wide["text"])
		with self.assertRaisesRegex(LetterError, "row 1"):
			make_letter(body=[{**wide, "text": f"{wide['text']} | x"}])

	def test_a_letter_has_an_end(self):
		for text in ("ก" * (body.LONGEST_TEXT + 1), "ก\n" * (body.MOST_LINES + 1)):
			with self.assertRaisesRegex(LetterError, "Enclose it"):
				make_letter(body=[{"style": "Paragraph", "text": text}])

	def test_texts_are_plain(self):
		letter = make_letter(body=[{"style": "Paragraph", "text": "<b>ด่วน</b> ให้ส่ง"}])
		self.assertEqual(letter.body[0].text, "ด่วน ให้ส่ง")


class TestSignatory(LetterTestCase):
	def test_who_decides_on_other_documents_alone_is_not_proposed(self):
		governor = frappe.get_doc("Officer Assignment", post_of(make_officer("governor")))
		self.assertEqual(make_letter().signatory_name, governor.officer_name)
		with signed_in("Administrator"):
			governor.update({"capacity": "On Behalf Of", "acting_for_position": governor.position})
			governor.update({"matters": "Meeting"})
			governor.save()
		forget_posts()
		self.assertNotEqual(make_letter().signatory_name, governor.officer_name)
		with signed_in("Administrator"):
			governor.update({"matters": "Meeting\nOfficial Letter"})
			governor.save()
		forget_posts()
		self.assertEqual(make_letter().signatory_name, governor.officer_name)


class TestPaper(LetterTestCase):
	def test_reserved_numbers_stand_in_the_register(self):
		with signed_in(make_officer("province")):
			given = issuing.reserve(office_for(PROVINCE), 3, "หนังสือลงนามบนกระดาษ", "นายอำเภอวารินชำราบ")
		letters = frappe.get_all(
			"Official Letter",
			{"subject": "หนังสือลงนามบนกระดาษ"},
			["number", "register_number"],
			order_by="register_number",
		)
		self.assertEqual([letter.number for letter in letters], given)
		runs = [letter.register_number for letter in letters]
		self.assertEqual(runs, [runs[0], runs[0] + 1, runs[0] + 2])

	def test_only_so_many_at_once_and_for_the_own_office(self):
		with signed_in(make_officer("province")):
			self.assertRaises(LetterError, issuing.reserve, office_for(PROVINCE), 0, "x")
			self.assertRaises(LetterError, issuing.reserve, office_for(PROVINCE), 51, "x")
			self.assertRaises(frappe.PermissionError, issuing.reserve, office_for(OTHER["province"]), 1, "x")

	def test_a_note_stands_beside_a_letter_in_the_register(self):
		letter = make_letter_in("Issued")
		with signed_in(make_officer("province")):
			issuing.note(letter.name, "ส่งสำเนาให้อำเภอแล้ว")
			self.assertEqual(
				frappe.db.get_value(letter.doctype, letter.name, "register_note"), "ส่งสำเนาให้อำเภอแล้ว"
			)
			self.assertRaises(LetterError, issuing.note, make_letter().name, "x")


class TestQueue(LetterTestCase):
	def setUp(self):
		super().setUp()
		numbered_office(PROVINCE, numbers_by_registry=1)

	def signed(self):
		letter = self.to_signatory()
		return take(letter, (make_officer("governor"), "Sign"))

	def test_signed_letters_get_their_numbers_in_the_order_of_signing(self):
		first, second, third = (self.signed() for _each in range(3))
		self.assertEqual((first.docstatus, first.number), (0, None))
		with signed_in(make_officer("province")):
			given = issuing.give_numbers([third.name, first.name, second.name])
		runs = [
			frappe.db.get_value(each.doctype, each.name, "register_number") for each in (first, second, third)
		]
		self.assertEqual(runs, [runs[0], runs[0] + 1, runs[0] + 2])
		self.assertEqual([number.rpartition("/")[2] for number in given], [str(run) for run in runs])

	def test_what_is_not_signed_stops_all(self):
		signed, other = self.signed(), make_letter()
		with signed_in(make_officer("province")):
			self.assertRaises(LetterStateError, issuing.give_numbers, [signed.name, other.name])
		self.assertFalse(frappe.db.get_value(signed.doctype, signed.name, "number"))

	def test_who_signed_is_written_at_the_signing(self):
		letter = self.signed()
		self.assertTrue(letter.signed_on)
		self.assertEqual(
			frappe.db.get_value("Officer Assignment", letter.signatory, "user"), make_officer("governor")
		)


class TestRuns(LetterTestCase):
	def test_an_office_begins_where_it_stands_on_paper(self):
		with signed_in(make_officer("district", number=2)):
			counter = frappe.get_doc(
				{
					"doctype": "Number Counter",
					"issuer": DISTRICT,
					"kind": numbers.LETTER,
					"year": 2599,
					"start_at": 120,
				}
			).insert()
		with signed_in("Administrator"):
			letter = make_letter(area=DISTRICT)
			given = numbering.give(DISTRICT, numbers.LETTER, "2056-05-01", letter.doctype, letter.name)
		self.assertEqual(given, "120/2599")
		self.assertEqual(frappe.db.get_value("Number Counter", counter.name, "last_number"), 120)
