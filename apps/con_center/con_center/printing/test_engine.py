import os
import re
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from unittest import mock

import frappe
import frappe.utils.pdf
from bs4 import BeautifulSoup
from frappe.email.email_body import inline_style_in_html
from frappe.tests.utils import FrappeTestCase
from frappe.utils.pdf import get_pdf, read_options_from_html
from frappe.utils.print_format import download_multi_pdf, download_pdf
from pypdf import PdfReader, PdfWriter

from con_center.printing import chromium, engine, letters
from con_center.printing.test_pdf_text import binary, dense, poppler_text

A4 = (210, 297)


def sizes(data: bytes) -> list[tuple[int, int]]:
	"""Width and height of each page in millimetres."""
	boxes = [page.mediabox for page in PdfReader(BytesIO(data)).pages]
	return [tuple(round(float(length) / 72 * 25.4) for length in (box.width, box.height)) for box in boxes]


class TestEngine(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		binary()
		engine.install()
		frappe.set_user("Administrator")
		cls.todos = [
			frappe.get_doc({"doctype": "ToDo", "description": f"ตรวจสถานที่ฝั่งน้ำ {n}"}).insert().name
			for n in (1, 2)
		]

	def test_whoever_asks_frappe_gets_our_engine(self):
		name = self.todos[0]
		download_pdf("ToDo", name)
		downloaded = frappe.local.response.filecontent
		printed = frappe.get_print("ToDo", name, as_pdf=True)
		attached = frappe.attach_print("ToDo", name)["fcontent"]
		for data in (downloaded, printed, attached):
			self.assertIn("ตรวจสถานที่ฝั่งน้ำ๑", dense(poppler_text(data)).replace("1", "๑"))
			self.assertEqual(sizes(data), [A4])

	def test_several_documents_at_once(self):
		download_multi_pdf("ToDo", frappe.as_json(self.todos))
		data = frappe.local.response.filecontent
		self.assertEqual(sizes(data), [A4, A4])
		text = dense(poppler_text(data))
		self.assertTrue("ฝั่งน้ำ1" in text and "ฝั่งน้ำ2" in text)

	def test_output_and_password_mean_what_frappe_means(self):
		writer = PdfWriter()
		self.assertIs(get_pdf("<p>1</p>", output=writer), writer)
		get_pdf("<p>2</p>", output=writer)
		self.assertEqual(len(writer.pages), 2)
		reader = PdfReader(BytesIO(get_pdf("<p>3</p>", options={"password": "secret-1"})))
		self.assertTrue(reader.is_encrypted)
		self.assertTrue(reader.decrypt("secret-1"))

	def test_paper(self):
		for options, size in (
			({}, A4),
			({"page-size": "A5"}, (148, 210)),
			({"orientation": "Landscape"}, (297, 210)),
			({"page-size": "Custom", "page-width": "100mm", "page-height": "50mm"}, (100, 50)),
			({"page-size": "/etc/passwd", "margin-top": "x; rm", "margin-left": "1e9mm"}, A4),
		):
			with self.subTest(options=options):
				self.assertEqual(sizes(engine.html_to_pdf("<p>x</p>", options))[0], size)

	def test_letter_head_and_page_numbers_on_every_page(self):
		html = (
			'<div class="print-format"><div id="header-html" class="hidden-pdf">LETTERHEAD</div><div id="footer-html">'
			'<p class="page-number">Page <span class="page"></span> of <span class="topage"></span></p></div>'
			+ "<p>line</p>" * 100
			+ "</div>"
		)
		pages = poppler_text(get_pdf(html)).split("\f")[:-1]
		self.assertGreater(len(pages), 2)
		for number, page in enumerate(pages, 1):
			self.assertEqual(page.count("LETTERHEAD"), 1)
			self.assertIn(f"{number}/{len(pages)}", dense(page))
		self.assertEqual(sum(page.count("line") for page in pages), 100)

	def test_no_engine_gives_a_clear_error(self):
		with mock.patch.dict(os.environ, {"PATH": "/nowhere"}):
			self.assertFalse(engine.is_engine_valid())
			with self.assertRaisesRegex(engine.PDFEngineMissing, "Chromium"):
				get_pdf("<p>x</p>")
		self.assertTrue(engine.is_engine_valid())

	def test_failures_are_logged_and_said(self):
		for error in (chromium.ChromiumTimeout("time"), chromium.ChromiumError("gone")):
			with (
				mock.patch.object(chromium, "printing", side_effect=error),
				self.assertRaises(engine.PDFEngineError),
			):
				get_pdf("<p>x</p>")
		with mock.patch.object(engine, "LARGEST_HTML", 10), self.assertRaises(engine.PDFEngineError):
			get_pdf("<p>too large a document</p>")

	def test_a_document_whose_browser_fails_is_printed_by_another(self):
		printing, failures = chromium.printing, [chromium.ChromiumGone("struck")]

		def fail_first(*arguments):
			if failures:
				raise failures.pop()
			return printing(*arguments)

		with mock.patch.object(chromium, "printing", side_effect=fail_first):
			self.assertTrue(get_pdf("<p>x</p>").startswith(b"%PDF-"))
		with (
			mock.patch.object(chromium, "printing", side_effect=chromium.ChromiumGone) as tried,
			self.assertRaises(engine.PDFEngineError),
		):
			get_pdf("<p>x</p>")
		self.assertEqual(tried.call_count, engine.ATTEMPTS)

	def test_a_full_queue_is_said_as_such(self):
		with (
			mock.patch.object(chromium, "printing", side_effect=chromium.ChromiumBusy),
			self.assertRaisesRegex(
				engine.PDFEngineError,
				frappe._("Many documents are being printed. Try again in a minute.")[:20],
			),
		):
			get_pdf("<p>x</p>")

	def test_styles_for_the_page_are_read_from_print_format_alone(self):
		html = (
			"<style>/* .print-format { margin-top: 1mm } */ p, .print-format { margin-top: 40mm; page-size: A5 } "
			".print-format > p { margin-top: 2mm } @media print { .print-format { margin-top: 3mm } } "
			".print-format p:not(.x) { margin-left: 4mm } .print-format { Margin-Left: 50mm !important }</style><p>x</p>"
		)
		found = {
			style.name: style.value
			for style in engine.get_print_format_styles(BeautifulSoup(html, "html5lib"))
		}
		self.assertEqual(found, {"margin-top": "40mm", "page-size": "A5", "margin-left": "50mm"})

	def test_styles_that_are_no_css_do_no_harm(self):
		for css in ("}{", ".print-format { margin-top", "@import", ".print-format { ; : ; } <!-- -->"):
			with self.subTest(css=css):
				self.assertTrue(get_pdf(f"<style>{css}</style><p>x</p>").startswith(b"%PDF-"))

	def test_threads_do_not_disturb_each_other_in_reading_styles(self):
		"""Neither when they print nor when they make e-mails: one switch of cssutils is the whole process's."""
		html = (
			"<style>"
			+ ".a > { color: red } .print-format p > > b { color: blue }\n" * 40
			+ "</style><p>x</p>"
		)
		site, sites = frappe.local.site, frappe.local.sites_path

		def read(number: int) -> None:
			frappe.init(site=site, sites_path=sites)
			try:
				if number % 2:
					inline_style_in_html(f"<html><head></head><body>{html}</body></html>")
				else:
					read_options_from_html(html)
			finally:
				frappe.destroy()

		with ThreadPoolExecutor(8) as pool:
			for _done in pool.map(read, range(64)):
				pass

	def test_sites_without_the_app_keep_their_engine(self):
		original = mock.Mock()
		original.from_string.return_value = b"theirs"
		with mock.patch.object(frappe, "get_installed_apps", return_value=["frappe"]):
			self.assertEqual(engine.Printer(original).from_string("<p>x</p>", options={}), b"theirs")

	def test_installing_twice_changes_nothing(self):
		before = frappe.utils.pdf.pdfkit
		engine.install()
		self.assertIs(frappe.utils.pdf.pdfkit, before)
		self.assertTrue(callable(before.from_url))


class TestCue(FrappeTestCase):
	def test_cue_names_the_first_words(self):
		words = lambda text: re.findall(r"ส่ง|เสริม|ให้|ศูนย์|นาย|สมชาย| |[^ ]+", text)  # noqa: E731
		for start, cue in (
			("๖. ส่งเสริมให้ศูนย์", "/๖. ส่งเสริม..."),
			("(๑) ส่งเสริมให้", "/(๑) ส่งเสริม..."),
			("ส่งเสริมให้ศูนย์", "/ส่งเสริม..."),
			("ก. ส่งเสริม", "/ก. ส่งเสริม..."),
			("", ""),
		):
			with self.subTest(start=start):
				self.assertEqual(letters.cue(start, words), cue)

	def test_pages_are_found_in_the_text(self):
		flow = "หัวเรื่อง\n๑. ก ข ค\n๒. ก ข ค\nจึงเรียนมา"
		self.assertEqual(letters.page_starts(["- ๒ -\n๒. ก ข\nค"], flow), ["๒. ก ข ค"])
		self.assertEqual(letters.page_starts(["๒. ก", "จึง เรียนมา", "บัญชี"], flow), ["๒. ก ข ค", "จึงเรียนมา"])
		self.assertEqual(letters.page_starts(["บัญชีรายชื่อ", "๒. ก"], flow), [])
		self.assertEqual(letters.page_starts(["- ๒ -\n"], flow), [])
