"""The pages of what is issued, of each kind: PDF/A by the validator, and a code at the foot that covers nothing."""

import subprocess
from io import BytesIO

import frappe
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from con_center import registry
from con_center.issuing import check_codes, making, serving
from con_center.issuing.factories import IN_FORCE
from con_center.printing import foot, pdf_a
from con_center.printing.settings import with_foot
from con_center.printing.test_pdf_text import dense, poppler_text, pypdf_text
from con_center.tests.case import CONTestCase, clear
from con_center.tests.verapdf import failures

RESOLUTION = 200
PIXELS = RESOLUTION / 25.4


def pictures(data: bytes) -> list[Image.Image]:
	"""Return each page as a grey picture."""
	pages = []
	for number in range(1, pdf_a.pages_of(data) + 1):
		command = ["pdftoppm", "-gray", "-r", str(RESOLUTION), "-f", str(number), "-l", str(number), "-"]
		pages.append(
			Image.open(BytesIO(subprocess.run(command, input=data, capture_output=True, check=True).stdout))
		)
	return pages


def at_the_foot(page: Image.Image) -> list[Image.Image]:
	"""Return the parts of a page that the foot uses: where its picture stands, and its two lines beside that."""
	width = page.width / PIXELS

	def part(left: float, right: float, height: float) -> Image.Image:
		"""Return what lies up to `height` above the paper's edge; all in millimetres."""
		return page.crop(
			tuple(
				int(mm * PIXELS) for mm in (left, page.height / PIXELS - height, right, page.height / PIXELS)
			)
		)

	side = foot.LEFT_MM + foot.SIDE_MM
	return [
		part(0, side + 1, foot.BOTTOM_MM + foot.SIDE_MM),
		part(0, width * 0.62, foot.BOTTOM_MM + foot.LINES_MM),
	]


class TestPages(CONTestCase):
	def test_every_kind_that_leaves_the_house_is_tried(self):
		kinds = {doctype for doctype in registry.governed() if frappe.new_doc(doctype).official_format}
		self.assertEqual(kinds, set(IN_FORCE))

	def test_each_kind(self):
		for doctype, make in IN_FORCE.items():
			clear()
			doc = make()
			with self.subTest(doctype=doctype):
				self.look_at(doc)

	def look_at(self, doc):
		data = frappe.get_print(doc.doctype, doc.name, doc.official_format, as_pdf=True)
		record = frappe.get_doc("Issued File", {"reference_name": doc.name})
		self.assertEqual(failures(data), [])
		self.check_what_is_told(data, record)
		self.check_the_foot(doc, data, record)

	def check_what_is_told(self, data: bytes, record):
		reader = PdfReader(BytesIO(data))
		self.assertIn(record.kind, reader.metadata.title)
		self.assertEqual(reader.metadata.author, record.issuer)
		self.assertEqual(reader.trailer["/Root"]["/Lang"], "th-TH")
		for name in ("kind", "subject", "issuer"):
			self.assertTrue(record.get(name), name)

	def check_the_foot(self, doc, data: bytes, record):
		with making._as_for_everybody(), with_foot():
			without = serving.get_print.of_frappe(
				doc.doctype, doc.name, doc.official_format, as_pdf=True, no_letterhead=1
			)
		pages, bare = pictures(data), pictures(without)
		self.assertEqual(len(pages), len(bare))
		for page, blank in zip(pages, bare, strict=True):
			self.assertEqual(
				[part.getextrema() for part in at_the_foot(blank)],
				[(255, 255)] * 2,
				"something is printed where the foot stands",
			)
			codes = zxingcpp.read_barcodes(page)
			self.assertIn(check_codes.address(record.code), [code.text for code in codes])
		for text in (poppler_text(data), pypdf_text(data)):
			self.assertEqual(dense(text).count(check_codes.shown(record.code)), len(pages))
			self.assertEqual(dense(text).count("ตรวจสอบเอกสารนี้ได้ที่"), len(pages))
		without_foot = dense(poppler_text(without))
		self.assertTrue(
			all(word in dense(poppler_text(data)) for word in without_foot.split("ๆ")[0][:200].split())
		)
