"""A letter as it leaves the house: with its enclosures in one file, and a copy for each receiver beside the office's own."""

import io
import zipfile

import frappe
from frappe import _
from pypdf import PdfWriter

from con_center.correspondence.enclosures import Enclosed, enclosed, in_one
from con_center.correspondence.letter_page import names_of
from con_center.issuing import making
from con_center.notices import with_thai

# copies are kept in several files once one is so large: a File may have 10 MB
LARGEST_FILE = 8 * 1024 * 1024
COPIES = "copies"


class LetterNotIssuedError(frappe.ValidationError):
	pass


@frappe.whitelist(methods=["GET"])
def download(name: str, apart: bool = False) -> None:
	"""Answer with the letter and its enclosures: one PDF, or with `apart` (or of what is no PDF) a ZIP of several files."""
	letter = _to_print(name)
	content, parts, title = _printed(letter), enclosed(letter), _file_title(letter)
	if not apart:
		content, parts = in_one(content, parts)
	if parts:
		_answer(f"{title}.zip", _zipped([Enclosed("", f"{title}.pdf", content), *parts]))
	else:
		_answer(f"{title}.pdf", content, "pdf")


def _to_print(name: str):
	letter = frappe.get_doc("Official Letter", name)
	letter.check_permission("print")
	return letter


def _printed(letter) -> bytes:
	return frappe.get_print(letter.doctype, letter.name, doc=letter, as_pdf=True, no_letterhead=1)


def _file_title(letter) -> str:
	return "".join(c if c not in '/\\:*?"<>|' else "-" for c in (letter.number or letter.name))


def _zipped(parts: list[Enclosed]) -> bytes:
	output, taken = io.BytesIO(), set()
	with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
		for number, part in enumerate(parts):
			name = part.file_name if part.file_name not in taken else f"{number} {part.file_name}"
			taken.add(name)
			archive.writestr(name, part.content)
	return output.getvalue()


def _answer(file_name: str, content: bytes, kind: str = "binary") -> None:
	frappe.response.update({"type": kind, "filename": file_name, "filecontent": content})


@frappe.whitelist(methods=["POST"])
def make_copies(name: str) -> None:
	"""Have a copy printed for each receiver, by name, and the office's own: in the background, then attached to the letter."""
	letter = _to_print(name)
	if letter.docstatus != 1:
		frappe.throw(_("Copies are made of a letter that has its number."), LetterNotIssuedError)
	if not letter.official_format:
		frappe.throw(
			_("Copies: this letter was written on paper. Copy the paper, and attach a scan of it."),
			LetterNotIssuedError,
		)
	frappe.enqueue(
		"con_center.correspondence.packing.print_copies",
		queue="long",
		timeout=3600,
		job_id=f"con-copies-{letter.name}",
		deduplicate=True,
		now=frappe.flags.in_test,
		letter=letter.name,
	)


def print_copies(letter: str) -> None:
	"""Job: print the copies, tell the page how far it is, attach the files and take away those of the last time."""
	doc = frappe.get_doc("Official Letter", letter)
	last = frappe.get_all("File", {**_own(doc), "attached_to_field": COPIES}, pluck="name")
	copies: list[bytes] = []
	kept = making.file_of(doc)
	code = kept.code if kept else None
	first, receivers = 1, names_of(doc)
	for number, receiver in enumerate([*receivers, None], 1):
		copies.append(_copy(doc, receiver, code))
		frappe.publish_progress(
			100 * number / (len(receivers) + 1), _("Copies"), doctype=doc.doctype, docname=doc.name
		)
		if receiver is None or sum(map(len, copies)) > LARGEST_FILE:
			_attach(doc, f"{_file_title(doc)} {first}-{number}.pdf", _joined(copies))
			copies, first = [], number + 1
	for name in last:
		frappe.delete_doc("File", name)


def _joined(documents: list[bytes]) -> bytes:
	writer, output = PdfWriter(), io.BytesIO()
	for document in documents:
		writer.append(io.BytesIO(document))
	writer.write(output)
	return output.getvalue()


def _copy(letter, receiver: str | None, code: str | None) -> bytes:
	"""Return the letter as its receiver gets it on paper, which is checked by the same code."""
	letter.flags.printed_for, letter.flags.office_copy = receiver, receiver is None
	return making.print_with_code(letter, code) if code else _printed(letter)


def _attach(letter, file_name: str, content: bytes) -> None:
	values = {"doctype": "File", "file_name": file_name, "is_private": 1, "content": content, **_own(letter)}
	with_thai(frappe.get_doc({**values, "attached_to_field": COPIES}).insert)


def _own(letter) -> dict:
	return {"attached_to_doctype": letter.doctype, "attached_to_name": letter.name}
