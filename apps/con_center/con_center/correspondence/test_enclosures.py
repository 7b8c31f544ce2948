"""What is sent with a letter: rights, prints that are kept, and how it is packed."""

import hashlib
import io
import re
import zipfile
from pathlib import Path
from unittest.mock import patch

import frappe
from frappe.client import set_value
from PIL import ExifTags, Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, RectangleObject, TextStringObject

from con_center.approval import log
from con_center.committees.factories import make_current_committee
from con_center.correspondence import enclosures, issuing, packing
from con_center.correspondence.factories import make_letter, take, way_of
from con_center.correspondence.letter_page import letter_page
from con_center.entry.refusing import EntryError
from con_center.issuing.making import file_of
from con_center.organization.factories import OTHER, make_officer, signed_in
from con_center.organization.offices import office_for
from con_center.printing import marks
from con_center.printing.test_engine import sizes
from con_center.printing.test_pdf_text import dense, poppler_text
from con_center.seams.files import DamagedFileError, IssuedFileError
from con_center.tests.case import CONTestCase

WRITER = "province"
TWO = [
	{"receiver_area": "3401", "receiver_name": "นายอำเภอหนึ่ง"},
	{"receiver_area": "3402", "receiver_name": "นายอำเภอสอง"},
]


def picture() -> bytes:
	output = io.BytesIO()
	Image.new("RGB", (300, 200), "red").save(output, "JPEG")
	return output.getvalue()


def turned_picture() -> bytes:
	"""Return a photo whose camera was held upright: its lines lie, and it says so."""
	output, exif = io.BytesIO(), Image.Exif()
	exif[ExifTags.Base.Orientation] = 6
	Image.new("RGB", (300, 200), "red").save(output, "JPEG", exif=exif)
	return output.getvalue()


def sha256(content: bytes) -> str:
	return hashlib.sha256(content).hexdigest()


def blank_pdf() -> bytes:
	writer, output = PdfWriter(), io.BytesIO()
	writer.add_blank_page(200, 200)
	writer.write(output)
	return output.getvalue()


def pdf_that_acts() -> bytes:
	"""Return a page that would run a script when it is opened, and a program when it is clicked on."""
	writer, output = PdfWriter(), io.BytesIO()
	page = writer.add_blank_page(200, 200)
	script = DictionaryObject(
		{NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
	)
	launch = DictionaryObject(
		{NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("x")}
	)
	page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): script})
	button = {
		NameObject("/Type"): NameObject("/Annot"),
		NameObject("/Subtype"): NameObject("/Link"),
		NameObject("/Rect"): RectangleObject([0, 0, 200, 200]),
		NameObject("/A"): launch,
		NameObject("/AA"): DictionaryObject({NameObject("/E"): script}),
	}
	page[NameObject("/Annots")] = ArrayObject([writer._add_object(DictionaryObject(button))])
	writer.add_js("app.alert(2)")
	writer.write(output)
	return output.getvalue()


class Once:
	"""Answers a first call with something else: what was read before another one changed it."""

	def __init__(self, answer, then):
		self.answers, self.then = [answer], then

	def __call__(self, *args, **kwargs):
		return self.answers.pop() if self.answers else self.then(*args, **kwargs)


def make_file(name: str, content: bytes, user: str, **attached):
	with signed_in(user):
		return frappe.get_doc(
			{"doctype": "File", "file_name": name, "content": content, "is_private": 1, **attached}
		).insert()


class EnclosureTestCase(CONTestCase):
	def enclosing(self, *rows: dict, **values):
		return make_letter(
			enclosures=[{"enclosure_name": f"เอกสาร {n}", **row} for n, row in enumerate(rows, 1)], **values
		)

	def issued(self, *rows: dict, **values):
		letter = self.enclosing(*rows, **values)
		letter = take(letter, *way_of(letter)[:3])
		self.assertEqual(letter.docstatus, 1)
		# the job after the issue, which tests do not wait for
		enclosures.keep(letter.name)
		return frappe.get_doc(letter.doctype, letter.name)


class TestEnclosures(EnclosureTestCase):
	def test_a_document_that_one_may_not_print_is_not_enclosed(self):
		foreign = make_current_committee(OTHER["sub_district"])
		with self.assertRaises(enclosures.ForeignEnclosureError):
			self.enclosing({"document_type": "Committee", "document": foreign.name})

	def test_documents_of_the_system_itself_are_not_enclosed(self):
		for doctype, name in (("User", "Administrator"), ("Role", "Guest"), ("Area", "34")):
			with self.subTest(doctype=doctype), self.assertRaises(enclosures.EnclosureError):
				self.enclosing({"document_type": doctype, "document": name})

	def test_a_row_names_a_file_or_a_document(self):
		committee = make_current_committee()
		with self.assertRaises(enclosures.EnclosureError):
			self.enclosing({"document_type": "Appointment Order"})
		with self.assertRaises(enclosures.EnclosureError):
			self.enclosing(
				{"file": "/private/files/x.pdf", "document_type": "Committee", "document": committee.name}
			)

	def test_a_file_of_ones_own_becomes_the_letters(self):
		file = make_file("guide.pdf", b"%PDF-1.4 one's own", make_officer(WRITER))
		letter = self.enclosing({"file": file.file_url})
		own = {
			"attached_to_doctype": letter.doctype,
			"attached_to_name": letter.name,
			"file_url": file.file_url,
		}
		self.assertTrue(frappe.db.exists("File", own))

	def test_a_file_of_somebody_else_is_not_taken_over_by_its_address(self):
		committee = make_current_committee(OTHER["sub_district"])
		file = make_file(
			"secret.pdf",
			b"%PDF-1.4 secret of another area",
			make_officer("officer", OTHER),
			attached_to_doctype="Committee",
			attached_to_name=committee.name,
		)
		with self.assertRaises(frappe.PermissionError):
			self.enclosing({"file": file.file_url})

	def test_a_register_and_blank_forms_are_printed(self):
		committee = make_current_committee()
		letter = self.enclosing(
			{"document_type": "Committee", "document": committee.name},
			{"document_type": "Committee"},
			{"document_type": "Progress Report"},
		)
		with signed_in(make_officer(WRITER)):
			register, blank, report = enclosures.enclosed(letter)
		self.assertIn(dense(committee.sitting()[0].full_name), dense(poppler_text(register.content)))
		text = dense(poppler_text(blank.content))
		self.assertIn("ทะเบียนข้อมูลคณะกรรมการศูนย์ประสานงานองค์การชุมชน", text)
		self.assertIn("๑๕", text)
		self.assertNotIn("รวม", text)
		text = dense(poppler_text(report.content))
		self.assertIn("จังหวัดอุบลราชธานี", text)
		self.assertIn("ผลการดำเนินงาน", text)
		self.assertNotIn("ร่าง", text)

	def test_what_was_enclosed_stays_as_it_was_issued(self):
		committee = make_current_committee()
		letter = self.issued({"document_type": "Committee", "document": committee.name})
		before = dense(poppler_text(enclosures.enclosed(letter)[0].content))
		member = committee.sitting()[0]
		frappe.db.set_value(member.doctype, member.name, "full_name", "นายเปลี่ยน ชื่อใหม่")
		frappe.clear_document_cache("Committee", committee.name)
		self.assertEqual(dense(poppler_text(enclosures.enclosed(letter)[0].content)), before)
		self.assertIn(dense(member.full_name), before)

	def test_prints_are_kept_once(self):
		letter = self.issued({"document_type": "Progress Report"})
		enclosures.keep(letter.name)
		again = frappe.get_doc(letter.doctype, letter.name)
		self.assertEqual(again.enclosures[0].printed, letter.enclosures[0].printed)
		self.assertEqual(frappe.db.count("File", {"attached_to_name": letter.name}), 1)
		self.assertTrue(log.verify(letter.doctype, letter.name)["content_unchanged"])

	def test_of_two_who_print_at_once_one_keeps_it(self):
		letter = self.enclosing({"document_type": "Progress Report"})
		letter = take(letter, *way_of(letter)[:3])
		stale = frappe.get_doc(letter.doctype, letter.name)
		enclosures.keep(letter.name)
		with patch.object(frappe, "get_doc", side_effect=Once(stale, frappe.get_doc)):
			enclosures.keep(letter.name)
		self.assertEqual(frappe.db.count("File", {"attached_to_name": letter.name}), 1)

	def test_telephone_numbers_go_to_nobody_unless_the_letter_says_so(self):
		committee = make_current_committee()
		frappe.db.set_value("Committee Member", committee.sitting()[0].name, "phone", "0812345678")
		frappe.clear_document_cache("Committee", committee.name)
		register = {"document_type": "Committee", "document": committee.name}
		letter = self.issued(register, {**register, "with_telephones": 1})
		without, with_numbers = (dense(poppler_text(each.content)) for each in enclosures.enclosed(letter))
		name = dense(committee.sitting()[0].full_name)
		self.assertIn(name, without)
		self.assertNotIn("๐๘๑๒๓๔๕๖๗๘", without)
		self.assertNotIn("โทรศัพท์", without)
		self.assertIn(name, with_numbers)
		self.assertIn("๐๘๑๒๓๔๕๖๗๘", with_numbers)
		# nothing of it is left behind for what is printed next
		with signed_in(make_officer(WRITER)):
			printed = frappe.get_print("Committee", committee.name, as_pdf=True)
		self.assertIn("๐๘๑๒๓๔๕๖๗๘", dense(poppler_text(printed)))

	def test_who_may_not_read_them_sends_them_to_nobody(self):
		committee = make_current_committee()
		register = {"document_type": "Committee", "document": committee.name, "enclosure_name": "ทะเบียน"}
		letter = self.enclosing(register)
		with signed_in(make_officer("governor")):
			self.assertNotIn(1, frappe.get_doc("Committee", committee.name).get_permlevel_access("read"))
			letter = frappe.get_doc(letter.doctype, letter.name)
			enclosures.check(letter)
			letter.load_doc_before_save()
			letter.enclosures[0].with_telephones = 1
			with self.assertRaises(enclosures.ForeignEnclosureError):
				enclosures.check(letter)

	def test_an_address_elsewhere_is_no_enclosure(self):
		for address in ("https://elsewhere.example/x.pdf", "//elsewhere.example/x.pdf", "file:///etc/passwd"):
			with self.subTest(address=address), self.assertRaises((enclosures.EnclosureError, EntryError)):
				self.enclosing({"file": address})

	def test_nobody_changes_what_went_out_with_a_letter(self):
		own = make_file("guide.pdf", b"%PDF-1.4 sent along", make_officer(WRITER))
		letter = self.issued({"document_type": "Progress Report"}, {"file": own.file_url})
		enclosed = {"attached_to_doctype": letter.doctype, "attached_to_name": letter.name}
		sent = frappe.db.exists("File", {**enclosed, "file_url": own.file_url})
		for name in (letter.enclosures[0].printed, sent):
			for change in (
				lambda name=name: frappe.delete_doc("File", name),
				lambda name=name: set_value("File", name, {"file_name": "x.txt", "file_url": "/files/x.txt"}),
				lambda name=name: set_value("File", name, "attached_to_name", None),
			):
				with self.subTest(name=name), signed_in(make_officer(WRITER)):
					with self.assertRaises(frappe.PermissionError):
						change()
		with self.assertRaises(IssuedFileError):
			frappe.delete_doc("File", sent, force=True, ignore_permissions=True)
		with self.assertRaises(IssuedFileError):
			make_file("guide.pdf", None, make_officer(WRITER), file_url=own.file_url, **enclosed)

	def test_nobody_plants_the_print_of_a_document(self):
		letter = self.enclosing({"document_type": "Progress Report"})
		attached = {"attached_to_doctype": letter.doctype, "attached_to_name": letter.name}
		planted = make_file("1.pdf", b"%PDF-1.4 planted", make_officer(WRITER), **attached)
		with signed_in(make_officer(WRITER)):
			doc = frappe.get_doc(letter.doctype, letter.name)
			doc.enclosures[0].update({"printed": planted.name, "print_hash": sha256(b"%PDF-1.4 planted")})
			doc.save()
		self.assertFalse(frappe.db.get_value("Letter Enclosure", letter.enclosures[0].name, "printed"))

	def test_a_print_that_was_changed_on_the_disk_does_not_go_out(self):
		letter = self.issued({"document_type": "Progress Report"})
		path = Path(frappe.get_doc("File", letter.enclosures[0].printed).get_full_path())
		before = path.read_bytes()
		self.addCleanup(path.write_bytes, before)
		path.write_bytes(before + b" ")
		with self.assertRaises(DamagedFileError):
			enclosures.enclosed(letter)

	def test_who_opens_a_draft_does_not_read_more_than_he_may(self):
		committee = make_current_committee()
		letter = self.enclosing({"document_type": "Committee", "document": committee.name})
		with signed_in(make_officer("district", OTHER)), self.assertRaises(frappe.PermissionError):
			enclosures.enclosed(letter)

	def test_the_desk_offers_kinds_that_can_be_printed(self):
		self.assertIn("Appointment Order", enclosures.kinds())
		self.assertNotIn("Approval Log", enclosures.kinds())


class TestPacking(EnclosureTestCase):
	def download(self, letter, **arguments) -> dict:
		with signed_in(make_officer(WRITER)):
			packing.download(letter.name, **arguments)
		return frappe.response

	def test_letter_and_enclosures_are_one_pdf(self):
		letter = self.enclosing({"document_type": "Progress Report"}, {"document_type": "Committee"})
		self.attach(letter, "photo.jpg", picture())
		answer = self.download(letter)
		self.assertEqual(answer.type, "pdf")
		data = answer.filecontent
		self.assertEqual(len(PdfReader(io.BytesIO(data)).pages), len(sizes(data)))
		text = dense(poppler_text(data))
		places = [
			text.find(part) for part in ("สิ่งที่ส่งมาด้วย", "แบบประเมินผลความก้าวหน้า", "ทะเบียนข้อมูลคณะกรรมการศูนย์")
		]
		self.assertNotIn(-1, places)
		self.assertEqual(places, sorted(places))
		self.assertGreaterEqual(len(sizes(data)), 4)

	def attach(self, letter, name: str, content: bytes):
		file = make_file(name, content, make_officer(WRITER))
		with signed_in(make_officer(WRITER)):
			letter.append(
				"enclosures", {"enclosure_name": name, "file": file.file_url, "quantity": 1, "unit": "ฉบับ"}
			)
			letter.save()

	def test_a_picture_fills_a_page_as_its_camera_meant_it(self):
		letter = self.enclosing()
		self.attach(letter, "wide.jpg", picture())
		self.attach(letter, "turned.jpg", turned_picture())
		data = self.download(letter).filecontent
		self.assertEqual(sizes(data)[-2:], [(297, 210), (210, 297)])

	def test_what_is_no_page_goes_along_as_it_is(self):
		letter = self.enclosing({"document_type": "Progress Report"})
		for name in ("table.xlsx", "broken.pdf"):
			self.attach(letter, name, f"no page {name}".encode())
		answer = self.download(letter)
		names = zipfile.ZipFile(io.BytesIO(answer.filecontent)).namelist()
		self.assertEqual(len(names), 3)
		self.assertTrue(names[0].endswith(".pdf"))

	def test_what_a_reader_would_run_is_left_out(self):
		letter = self.enclosing()
		self.attach(letter, "acting.pdf", blank_pdf())
		# Frappe 16 does not take it
		file = frappe.get_last_doc("File", {"attached_to_name": letter.name})
		Path(file.get_full_path()).write_bytes(pdf_that_acts())
		data = self.download(letter).filecontent
		self.assertIn(b"/JavaScript", pdf_that_acts())
		self.assertEqual(re.findall(rb"/(?:JavaScript|Launch|AA|OpenAction)\b", data), [])
		self.assertEqual(len(PdfReader(io.BytesIO(data)).pages), 2)

	def test_what_would_fill_the_memory_or_cannot_be_read_goes_along_as_it_is(self):
		letter = self.enclosing()
		bomb = io.BytesIO()
		Image.new("1", (30_000, 30_000)).save(bomb, "PNG")
		self.assertLess(len(bomb.getvalue()), 2**20)
		self.attach(letter, "bomb.png", bomb.getvalue())
		self.attach(letter, "broken.pdf", pdf_that_acts()[:-400])
		locked = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_that_acts())))
		locked.encrypt("ลับ")
		content = io.BytesIO()
		locked.write(content)
		self.attach(letter, "locked.pdf", content.getvalue())
		names = zipfile.ZipFile(io.BytesIO(self.download(letter).filecontent)).namelist()
		self.assertIn("bomb.png", names)
		self.assertIn("locked.pdf", names)

	def test_each_as_a_file_of_its_own(self):
		letter = self.enclosing({"document_type": "Progress Report"}, {"document_type": "Progress Report"})
		answer = self.download(letter, apart=True)
		self.assertEqual(len(zipfile.ZipFile(io.BytesIO(answer.filecontent)).namelist()), 3)

	def test_a_copy_for_each_receiver_and_the_offices_own(self):
		letter = self.issued(receivers=TWO, addressed_to="นายอำเภอ")
		with signed_in(make_officer(WRITER)):
			packing.make_copies(letter.name)
			packing.make_copies(letter.name)
		files = frappe.get_all(
			"File", {"attached_to_name": letter.name, "attached_to_field": packing.COPIES}, pluck="name"
		)
		self.assertEqual(len(files), 1)
		file = frappe.get_doc("File", files[0])
		self.assertTrue(file.is_private)
		pages = poppler_text(file.get_content()).split("\f")[:-1]
		self.assertEqual(len(pages), 3)
		for page, receiver in zip(pages, ("นายอำเภอหนึ่ง", "นายอำเภอสอง", "สำเนาคู่ฉบับ"), strict=True):
			self.assertIn(receiver, dense(page))

	def test_those_of_the_last_time_stay_until_there_are_new_ones(self):
		letter = self.issued(receivers=TWO, addressed_to="นายอำเภอ")
		with signed_in(make_officer(WRITER)):
			packing.make_copies(letter.name)
			with patch.object(packing, "_copy", side_effect=ValueError), self.assertRaises(ValueError):
				packing.make_copies(letter.name)
		kept = {"attached_to_name": letter.name, "attached_to_field": packing.COPIES}
		self.assertEqual(frappe.db.count("File", kept), 1)

	def test_what_was_written_on_paper_is_copied_there(self):
		with signed_in(make_officer(WRITER)):
			issuing.reserve(office_for("34"), 1, "หนังสือบนกระดาษ")
			letter = frappe.get_last_doc("Official Letter", {"subject": "หนังสือบนกระดาษ"})
			with self.assertRaises(packing.LetterNotIssuedError):
				packing.make_copies(letter.name)
			self.assertEqual(letter_page(letter).mark, marks.DRAFT)
		self.assertIsNone(file_of(letter))

	def test_no_copies_of_a_draft(self):
		letter = self.enclosing(receivers=TWO, addressed_to="นายอำเภอ")
		with signed_in(make_officer(WRITER)), self.assertRaises(packing.LetterNotIssuedError):
			packing.make_copies(letter.name)

	def test_strangers_get_nothing(self):
		letter = self.issued({"document_type": "Progress Report"}, receivers=TWO, addressed_to="นายอำเภอ")
		for user in (make_officer("province", OTHER), make_officer("district", OTHER), "Guest"):
			for work in (packing.download, packing.make_copies):
				with self.subTest(user=user, work=work.__name__), signed_in(user):
					with self.assertRaises(frappe.PermissionError):
						work(letter.name)
