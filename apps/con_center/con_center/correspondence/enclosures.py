"""What is sent with a letter: files, documents of the system, and blank forms, printed and packed.

Who writes the letter encloses what he may print himself, and who opens it later gets what was printed then: documents are
printed once the letter is issued, and the prints kept with it. What only officers read of a document, such as telephone
numbers, is not in them, unless the letter says so.
"""

import hashlib
import io
import re
from contextlib import nullcontext
from typing import NamedTuple

import frappe
from frappe import _
from frappe.utils import cint
from pypdf import PdfReader, PdfWriter

from con_center import registry
from con_center.correspondence import picture_page
from con_center.issuing.issues import issue_of
from con_center.notices import with_thai
from con_center.printing.engine import html_to_pdf
from con_center.printing.settings import for_others
from con_center.reporting.form_lines import form_for, words_for
from con_center.seams.files import UNREADABLE, bytes_of, require_whole
from con_center.seams.frappe_documents import acting
from con_center.thai import fiscal_year

PICTURE = re.compile(r"\.(png|jpe?g)$", re.IGNORECASE)
PDF = re.compile(r"\.pdf$", re.IGNORECASE)
# what an enclosed page may do when it is clicked on; anything else a reader would run by itself
HARMLESS = ("/GoTo", "/URI")
ADDRESS = re.compile(r"/(private/)?files/")
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
	"""Return the DocTypes whose documents can be enclosed: those with a print format of ours.

	None that is of people by name: who reads a letter would read them, whatever his post.
	"""
	return [
		name
		for name in registry.scoped()
		if registry.doctypes()[name].get("default_print_format") and name not in registry.of_people()
	]


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
		if row.file and not ADDRESS.match(row.file):
			_throw(_("Enclosures, row {0}: an address elsewhere cannot be sent along. Attach the file."), row)
		if row.document and _named(row) not in known:
			_check_document(row)
		elif row.document_type and not row.document and row.document_type not in BLANK_FORMS:
			_throw(_("Enclosures, row {0}: choose the document that is enclosed."), row)


def _named(row) -> tuple[str, str, int]:
	return row.document_type, row.document, cint(row.with_telephones)


def _check_document(row) -> None:
	if row.document_type not in kinds():
		_throw(_("Enclosures, row {0}: documents of this kind have no printed form. Attach a file."), row)
	if not may_print(row):
		said = _(
			"Enclosures, row {0}: you may not print this document. Enclose another one, or attach a file."
		)
		_throw(said, row, ForeignEnclosureError)
	if cint(row.with_telephones) and not _may_read_telephones(row):
		said = _(
			"Enclosures, row {0}: you may not read the telephone numbers of this document. Take the tick away."
		)
		_throw(said, row, ForeignEnclosureError)


def _may_read_telephones(row) -> bool:
	"""Tell whether the user may read what he sends to others: who signs the letter later need not."""
	return 1 in frappe.get_doc(row.document_type, row.document).get_permlevel_access("read")


def may_print(row) -> bool:
	"""Tell whether the user may print the document of a row, and so send it along."""
	return bool(
		row.document_type in kinds()
		and frappe.db.exists(row.document_type, row.document)
		and frappe.has_permission(row.document_type, "print", row.document)
	)


def may_go(row) -> bool:
	"""Tell whether a document can go out with a letter: it was printed with it, or the user may print it."""
	return bool(row.printed) or may_print(row)


def _throw(said: str, row, error: type[Exception] = EnclosureError) -> None:
	frappe.throw(said.format(row.idx), error)


def keep(letter: str) -> None:
	"""Job after the issue: print what is enclosed as it is now, as the one who has issued the letter may."""
	doc = frappe.get_doc("Official Letter", letter)
	waiting = [row for row in doc.enclosures if row.document_type and not row.printed]
	issue = issue_of(doc) if waiting else None
	if issue:
		with acting(issue.user):
			prints = [(row, _printed(doc, row)) for row in waiting]
		for row, content in prints:
			_keep(doc, row, content)


def enclosed(letter) -> list[Enclosed]:
	"""Return the enclosures of a letter in their order, those without a file or a document left out.

	Of a letter that is issued, the documents as they were printed then; else as they are now, as the session user may.
	"""
	return [
		Enclosed(row.enclosure_name, *found) for row in letter.enclosures if (found := _content(letter, row))
	]


def _content(letter, row) -> tuple[str, bytes] | None:
	if row.file:
		return _attached(letter, row.file)
	if not row.document_type:
		return None
	if kept := _kept(row):
		return kept
	return f"{_file_name(row)}.pdf", _printed(letter, row)


def _attached(letter, address: str) -> tuple[str, bytes] | None:
	own = {"attached_to_doctype": letter.doctype, "attached_to_name": letter.name, "file_url": address}
	name = frappe.db.exists("File", own)
	if not name:
		return None
	file = frappe.get_doc("File", name)
	return file.file_name, bytes_of(file)


def _kept(row) -> tuple[str, bytes] | None:
	"""Return the print that was kept for a row. Raises seams.files.DamagedFileError."""
	if not row.printed:
		return None
	file = frappe.get_doc("File", row.printed)
	return file.file_name, require_whole(file, row.print_hash)


def _keep(letter, row, content: bytes) -> None:
	# printing has ended the transaction: of two who print at once, one keeps it
	if frappe.db.get_value(row.doctype, row.name, "printed", for_update=True):
		return
	file = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": f"{_file_name(row)}.pdf",
			"is_private": 1,
			"content": content,
			"attached_to_doctype": letter.doctype,
			"attached_to_name": letter.name,
			# nobody's own: who has made it happen to be printed may leave his post
			"owner": "Administrator",
		}
	)
	with_thai(lambda: file.insert(ignore_permissions=True))
	kept = {"printed": file.name, "print_hash": hashlib.sha256(content).hexdigest()}
	frappe.db.set_value(row.doctype, row.name, kept, update_modified=False)


def is_of(file, row) -> bool:
	"""Tell whether a File of the letter is what a row encloses: the file it names, or the print that was kept for it."""
	return bool((row.printed and file.name == row.printed) or (row.file and file.file_url == row.file))


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
	doc = frappe.get_doc(row.document_type, row.document)
	if not cint(row.with_telephones):
		_blank_what_only_officers_read(doc)
		readers = for_others(with_levels=False)
	else:
		# who opens a draft sees what he may read himself
		readers = for_others(with_levels=True) if letter.docstatus == 1 else nullcontext()
	with readers:
		return frappe.get_print(doc.doctype, doc.name, doc=doc, as_pdf=True, no_letterhead=1)


def _blank_what_only_officers_read(doc) -> None:
	for each in (doc, *doc.get_all_children()):
		for field in each.meta.get("fields"):
			if field.permlevel:
				each.set(field.fieldname, None)


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
		pages = pages_of(part.file_name, part.content)
		if pages:
			writer.append(io.BytesIO(pages))
		else:
			apart.append(part)
	output = io.BytesIO()
	writer.write(output)
	return output.getvalue(), apart


def pages_of(file_name: str, content: bytes, above: float = 0) -> bytes | None:
	"""Return the pages of a file as a PDF that does nothing but being read; None of what is no PDF or picture.

	above: how much is left free above a picture, in points.
	"""
	try:
		if PDF.search(file_name):
			return _pages_alone(content)
		if PICTURE.search(file_name):
			return picture_page.page_of(content, above)
	except UNREADABLE:
		return None
	return None


def _pages_alone(content: bytes) -> bytes | None:
	reader, writer, output = PdfReader(io.BytesIO(content)), PdfWriter(), io.BytesIO()
	if reader.is_encrypted:
		return None
	for page in reader.pages:
		_without_actions(writer.add_page(page))
	writer.write(output)
	return output.getvalue()


def _without_actions(page) -> None:
	page.pop("/AA", None)
	for reference in page.get("/Annots") or ():
		annotation = reference.get_object()
		annotation.pop("/AA", None)
		if annotation.get("/A", {}).get("/S") not in HARMLESS:
			annotation.pop("/A", None)
