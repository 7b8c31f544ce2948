"""Frappe's PDFs, printed by Chromium.

Both versions of Frappe 15 hand the finished HTML to `pdfkit.from_string` in `frappe.utils.pdf`, whoever asked for
the PDF: the Print page, several documents at once, attachments of e-mails, reports, `frappe.get_print`. That is the
one seam used here: `install()` puts `Printer` in the place of that module's `pdfkit`. Passwords and the joining of
several documents stay Frappe's own. On sites without this app nothing changes.
"""

import contextlib
import logging
import re
from types import SimpleNamespace

import cssutils
import frappe
import frappe.utils.pdf
import tinycss2
from frappe import _
from frappe.utils import cint, flt

from con_center.printing import chromium, letters, record
from con_center.printing.document import prepare
from con_center.printing.fonts import font_folder
from con_center.printing.pdf_text import repair_text
from con_center.printing.settings import foot_room
from con_center.printing.words import keep_words_whole

LARGEST_HTML = 30 * 1024 * 1024
# how often a document is printed whose browser crashes or hangs
ATTEMPTS = 2
# width and height in millimetres
PAPER_SIZES = {
	"A0": (841, 1189),
	"A1": (594, 841),
	"A2": (420, 594),
	"A3": (297, 420),
	"A4": (210, 297),
	"A5": (148, 210),
	"A6": (105, 148),
	"B4": (250, 353),
	"B5": (176, 250),
	"Letter": (215.9, 279.4),
	"Legal": (215.9, 355.6),
	"Tabloid": (279.4, 431.8),
}
DEFAULT_MARGIN_MM = 15
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(mm|cm|in|px|pt)?\s*", re.ASCII)
_MILLIMETRES = {"mm": 1, "cm": 10, "in": 25.4, "px": 25.4 / 96, "pt": 25.4 / 72, None: 1}
# what Frappe itself writes before it calls; no other file is ever read
_FRAPPE_TEMPORARY = re.compile(r"/tmp/frappe-pdf-[0-9a-zA-Z]+\.html")


class PDFEngineMissing(frappe.ValidationError):
	"""No Chromium on this server."""


class PDFEngineError(frappe.ValidationError):
	"""Chromium could not print the document."""


def html_to_pdf(html: str, options: dict | None = None) -> bytes:
	"""Return a document as PDF. `options` are wkhtmltopdf's, as Frappe gives them: page size, margins, letter head."""
	options = options or {}
	if len(html) > LARGEST_HTML:
		frappe.throw(_("The document is too large to be printed."), PDFEngineError)
	return _html_to_pdf(html, options)


@record.noted(fails=(PDFEngineError, PDFEngineMissing))
def _html_to_pdf(html: str, options: dict) -> bytes:
	header, footer = (_letter_head(options.get(key)) for key in ("header-html", "footer-html"))
	soup = prepare(html, header, footer)
	try:
		binary = chromium.find_binary(frappe.conf.get("con_chromium_path"))
		no_sandbox = bool(cint(frappe.conf.get("con_chromium_no_sandbox")))
		idle = frappe.conf.get("con_chromium_idle_seconds")
		idle = chromium.IDLE_SECONDS if idle is None else flt(idle)
		for attempt in range(ATTEMPTS):
			try:
				with chromium.printing("<!doctype html>", binary, no_sandbox, idle, (font_folder(),)) as page:
					return _print(page, soup, _paper(options))
			except chromium.ChromiumGone:
				# not the document's doing, most likely: a new browser prints it
				if attempt + 1 == ATTEMPTS:
					raise
	except chromium.ChromiumMissing:
		frappe.throw(
			_(
				"PDF documents cannot be made: Chromium is not installed on the server. Ask your system administrator."
			),
			PDFEngineMissing,
			title=_("No PDF Engine"),
		)
	except chromium.ChromiumBusy:
		frappe.throw(_("Many documents are being printed. Try again in a minute."), PDFEngineError)
	except chromium.ChromiumTimeout:
		frappe.log_error("PDF engine: time or memory exceeded")
		frappe.throw(
			_("The document took too long to print. Try again, or print fewer documents."), PDFEngineError
		)
	except chromium.ChromiumError:
		frappe.log_error("PDF engine failed")
		frappe.throw(_("The PDF could not be made. Try again."), PDFEngineError)


def _print(page: chromium.Page, soup, paper: dict) -> bytes:
	if not soup.select_one(".con-whole"):  # a second attempt finds it done
		keep_words_whole(soup, page.words)
	page.load(str(soup))
	data = repair_text(page.pdf(paper))
	cues, secrecy = _cues(page, soup, data), letters.secrecy_of(soup)
	if not any(cues) and not secrecy:
		return data
	# cues alone need as many pages as have one
	page.load(letters.sheets(cues, soup, letters.count_pages(data) if secrecy else len(cues)))
	return letters.overlay(data, repair_text(page.pdf()))


def _cues(page: chromium.Page, soup, data: bytes) -> list[str]:
	if not letters.wants_cue(soup):
		return []
	starts = letters.page_starts(letters.later_pages(data), letters.flow_text(soup))
	return [letters.cue(start, page.words) for start in starts]


def _paper(options: dict) -> dict:
	width, height = PAPER_SIZES.get(str(options.get("page-size") or "A4"), PAPER_SIZES["A4"])
	width = _millimetres(options.get("page-width"), width) or width
	height = _millimetres(options.get("page-height"), height) or height
	if str(options.get("orientation") or "").lower() == "landscape":
		width, height = height, width
	margins = {
		side: _millimetres(options.get(f"margin-{side}"), DEFAULT_MARGIN_MM)
		for side in ("top", "bottom", "left", "right")
	}
	margins["bottom"] = max(margins["bottom"], foot_room() * _MILLIMETRES["cm"])
	return {"width": width, "height": height, **margins}


def _millimetres(value, default: float) -> float:
	match = _LENGTH.fullmatch(str(value)) if value not in (None, "") else None
	return min(float(match[1]) * _MILLIMETRES[match[2]], 2000) if match else default


def _letter_head(path) -> str:
	"""Return the letter head that Frappe wrote to a temporary file; other files are not read."""
	if not isinstance(path, str) or not _FRAPPE_TEMPORARY.fullmatch(path):
		return ""
	with open(path, encoding="utf-8") as file:
		return file.read()


class Printer:
	"""What `frappe.utils.pdf` takes for `pdfkit`."""

	def __init__(self, original):
		self.original = original

	def __getattr__(self, name):
		return getattr(self.original, name)

	def from_string(self, html, output_path=None, options=None, **kwargs):
		if "con_center" not in frappe.get_installed_apps():
			return self.original.from_string(html, output_path, options=options, **kwargs)
		data = html_to_pdf(html, options)
		if not output_path:
			return data
		with open(output_path, "wb") as file:
			file.write(data)
		return True


def get_print_format_styles(soup) -> list[SimpleNamespace]:
	"""Frappe's function of this name (since 15.1): name and value of what is declared for `.print-format` alone.

	Frappe's own reads all styles of the document with cssutils: see `install`. tinycss2 comes with Frappe (WeasyPrint).
	"""
	css = "".join(str(style.string or "") for style in soup.find_all("style"))
	return [
		SimpleNamespace(name=declared.lower_name, value=tinycss2.serialize(declared.value).strip())
		for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
		if rule.type == "qualified-rule" and ".print-format" in _selectors(rule)
		for declared in tinycss2.parse_declaration_list(
			rule.content, skip_comments=True, skip_whitespace=True
		)
		if declared.type == "declaration"
	]


def _selectors(rule) -> list[str]:
	return [selector.strip() for selector in tinycss2.serialize(rule.prelude).split(",")]


def install():
	"""Let Frappe print with Chromium in this process; a second call does nothing.

	Called before each request and job (hooks.py), and when the functions for templates are loaded, which happens in
	any process that renders one: so `frappe.get_print` in a console or a test prints the same way.
	"""
	if not isinstance(frappe.utils.pdf.pdfkit, Printer):
		# the parser of CSS with which Frappe makes e-mails complains of all CSS since 2011. Whether it raises or
		# logs an error is one switch for the whole process, which each text that it reads turns off and on again:
		# of two threads, one met the other's. So it stays off
		logging.getLogger("CSSUTILS").setLevel(logging.CRITICAL)
		cssutils.log.raiseExceptions = False
		frappe.utils.pdf.pdfkit = Printer(frappe.utils.pdf.pdfkit)
		if hasattr(frappe.utils.pdf, "pipe_to_log"):
			# Frappe before 15.1 turns the whole process's output into a log while wkhtmltopdf runs; it does not run
			frappe.utils.pdf.pipe_to_log = contextlib.nullcontext


@frappe.whitelist()
def is_engine_valid() -> bool:
	"""Answer the Print page's question whether PDFs can be made (it asks for a valid wkhtmltopdf)."""
	try:
		chromium.find_binary(frappe.conf.get("con_chromium_path"))
	except chromium.ChromiumMissing:
		return False
	return True
