"""What is sent with a letter: files, documents of the system, and blank forms, printed and packed.

Who writes the letter encloses what he may print himself, and who opens it later gets what was printed then: documents are
printed once the letter is issued, and the prints kept with it.
"""

import io
import re
from typing import NamedTuple

import frappe
from frappe import _
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from con_center import registry
from con_center.notices import with_thai
from con_center.printing.engine import html_to_pdf
from con_center.reporting.form_lines import form_for, words_for
from con_center.thai import fiscal_year

PICTURE = re.compile(r"\.(png|jpe?g)$", re.IGNORECASE)
PDF = re.compile(r"\.pdf$", re.IGNORECASE)
# forms that are printed blank where no document is named
REGISTER, REPORT = "Committee", "Progress Report"
BLANK_FORMS = (REGISTER, REPORT)
BLANK_TEMPLATE = {
	REGISTER: "con_center/committees/print_format/committee_register/committee_register.html",
	REPORT: "con_center/reporting/blank_progress_report.html",
}


class EnclosureError(frappe.ValidationError):
	pass


class ForeignEnclosureError(frappe.PermissionError):
	pass


class Enclosed(NamedTuple):
	"""An enclosure as it is sent."""

	title: str
	file_name: str
	content: bytes


def kinds() -> list[str]:
	"""Return the DocTypes whose documents can be enclosed: those with a print format of ours."""
	return [name for name in registry.scoped() if registry.doctypes()[name].get("default_print_format")]


def tell_the_desk(bootinfo) -> None:
	"""Hook extend_bootinfo: of which kinds documents can be enclosed."""
	bootinfo.con_center_enclosed = kinds()


def check(letter) -> None:
	"""For `validate`: what is enclosed can be had, and whoever encloses a document may print it himself."""
	before = letter.get_doc_before_save()
	known = {_named(row) for row in before.enclosures} if before else set()
	for row in letter.enclosures:
		if row.file and row.document_type:
			_throw(_("Enclosures, row {0}: choose a file or a document, not both."), row)
		if row.document and _named(row) not in known:
			_check_document(row)
		elif row.document_type and not row.document and row.document_type not in BLANK_FORMS:
			_throw(_("Enclosures, row {0}: choose the document that is enclosed."), row)


def _named(row) -> tuple[str, str]:
	return row.document_type, row.document


def _check_document(row) -> None:
	if row.document_type not in kinds():
		_throw(_("Enclosures, row {0}: documents of this kind have no printed form. Attach a file."), row)
	if not may_print(row):
		said = _(
			"Enclosures, row {0}: you may not print this document. Enclose another one, or attach a file."
		)
		_throw(said, row, ForeignEnclosureError)


def may_print(row) -> bool:
	"""Tell whether the user may print the document of a row, and so send it along."""
	return bool(
		row.document_type in kinds()
		and frappe.db.exists(row.document_type, row.document)
		and frappe.has_permission(row.document_type, "print", row.document)
	)


def may_go(letter, row) -> bool:
	"""Tell whether a document can go out with a letter: it was printed with it, or the user may print it."""
	return bool(letter.docstatus == 1 and _kept(letter, row)) or may_print(row)


def _throw(said: str, row, error: type[Exception] = EnclosureError) -> None:
	frappe.throw(said.format(row.idx), error)


def attach(letter) -> None:
	"""For `on_update`: a file that the letter names is its own, so that it goes where the letter goes."""
	for address in (*(row.file for row in letter.enclosures), letter.photo):
		own = {"file_url": address, "attached_to_doctype": letter.doctype, "attached_to_name": letter.name}
		if address and not frappe.db.exists("File", own):
			# of another document: Frappe's File asks whether whoever names its address may read it
			frappe.get_doc({"doctype": "File", "is_private": 1, **own}).insert()


def keep(letter: str) -> None:
	"""Job after the issue: print what is enclosed as it is now, as the one who has issued the letter may."""
	doc = frappe.get_doc("Official Letter", letter)
	for row in doc.enclosures:
		if row.document_type and not _kept(doc, row):
			_keep(doc, row, _printed(doc, row))


def enclosed(letter) -> list[Enclosed]:
	"""Return the enclosures of a letter in their order, those without a file or a document left out.

	Of a letter that is issued, the documents as they were printed then; else as they are now, as the session user may.
	"""
	return [
		Enclosed(row.enclosure_name, *found) for row in letter.enclosures if (found := _content(letter, row))
	]


def _content(letter, row) -> tuple[str, bytes] | None:
	if row.file:
		return _read(letter, {"file_url": row.file})
	if not row.document_type:
		return None
	if letter.docstatus == 1 and (kept := _kept(letter, row)):
		return kept
	return f"{_file_name(row)}.pdf", _printed(letter, row)


def _read(letter, which: dict) -> tuple[str, bytes] | None:
	own = {"attached_to_doctype": letter.doctype, "attached_to_name": letter.name, **which}
	name = frappe.db.exists("File", own)
	if not name:
		return None
	file = frappe.get_doc("File", name)
	content = file.get_content()
	return file.file_name, content.encode() if isinstance(content, str) else content


def _kept(letter, row) -> tuple[str, bytes] | None:
	return _read(letter, {"attached_to_field": row.name})


def _keep(letter, row, content: bytes) -> None:
	file = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": f"{_file_name(row)}.pdf",
			"is_private": 1,
			"content": content,
			"attached_to_doctype": letter.doctype,
			"attached_to_name": letter.name,
			"attached_to_field": row.name,
		}
	)
	with_thai(file.insert)


def is_of(file, row) -> bool:
	"""Tell whether a File of the letter is what a row encloses: the file it names, or the print that was kept for it."""
	return file.file_url == row.file or file.attached_to_field == row.name


def _file_name(row) -> str:
	return re.sub(r"[^\w.\- ก-๙]+", "-", f"{row.idx} {row.enclosure_name}")[:80].strip()


def _printed(letter, row) -> bytes:
	if not row.document:
		return html_to_pdf(_blank(letter, row.document_type))
	if not may_print(row):
		said = _(
			"Enclosures, row {0}: you may not print this document. Enclose another one, or attach a file."
		)
		_throw(said, row, ForeignEnclosureError)
	return frappe.get_print(row.document_type, row.document, as_pdf=True, no_letterhead=1)


def _blank(letter, form: str) -> str:
	"""Return the HTML of a form to be filled in by hand: a register, or the progress report of the letter's year."""
	values = {"doc": frappe.new_doc(form)}
	if form == REPORT:
		values["words"] = _words(letter)
	return frappe.get_jenv().get_template(BLANK_TEMPLATE[form]).render(values)


def _words(letter) -> dict:
	of_round = frappe.db.get_value(
		"Reporting Round", letter.reporting_round, ["fiscal_year", "form", "deadline", "note"], as_dict=True
	)
	found = of_round or frappe._dict(fiscal_year=fiscal_year(letter.dated or frappe.utils.today()))
	form = found.form or form_for(found.fiscal_year)
	if not form:
		frappe.throw(_("There is no form for this fiscal year. Ask the central office."), EnclosureError)
	return words_for(letter.area, form, found.deadline, found.note, district_name="." * 30)


def in_one(letter: bytes, parts: list[Enclosed]) -> tuple[bytes, list[Enclosed]]:
	"""Return a letter with its enclosures as one PDF, and those that are neither PDF nor picture."""
	writer, apart = PdfWriter(), []
	writer.append(io.BytesIO(letter))
	for part in parts:
		pages = _pages(part)
		if pages:
			writer.append(pages)
		else:
			apart.append(part)
	output = io.BytesIO()
	writer.write(output)
	return output.getvalue(), apart


def _pages(part: Enclosed) -> PdfReader | None:
	try:
		if PDF.search(part.file_name):
			reader = PdfReader(io.BytesIO(part.content))
			return None if reader.is_encrypted else reader
		if PICTURE.search(part.file_name):
			page = io.BytesIO()
			Image.open(io.BytesIO(part.content)).convert("RGB").save(page, "PDF", resolution=150)
			return PdfReader(page)
	except (PyPdfError, OSError):
		# sent as it is
		return None
	return None
