"""What is sent with a letter: rights, prints that are kept, and how it is packed."""

import io
import zipfile

import frappe
from PIL import Image
from pypdf import PdfReader

from con_center.committees.factories import make_current_committee
from con_center.correspondence import enclosures, packing
from con_center.correspondence.factories import make_letter, take, way_of
from con_center.organization.factories import OTHER, make_officer, signed_in
from con_center.printing.test_engine import sizes
from con_center.printing.test_pdf_text import dense, poppler_text
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
		with signed_in(make_officer("governor")):
			enclosures.keep(letter.name)
		return letter


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
		kept = {"attached_to_name": letter.name, "attached_to_field": letter.enclosures[0].name}
		self.assertEqual(frappe.db.count("File", kept), 1)

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

	def test_what_is_no_page_goes_along_as_it_is(self):
		letter = self.enclosing({"document_type": "Progress Report"})
		for name in ("table.xlsx", "broken.pdf"):
			self.attach(letter, name, f"no page {name}".encode())
		answer = self.download(letter)
		names = zipfile.ZipFile(io.BytesIO(answer.filecontent)).namelist()
		self.assertEqual(len(names), 3)
		self.assertTrue(names[0].endswith(".pdf"))

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
