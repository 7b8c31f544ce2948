"""A letter on paper that was photographed page by page: its pages become one PDF."""

import io

import frappe
from frappe import _
from frappe.utils import escape_html
from pypdf import PdfWriter

from con_center.correspondence import handling, receipt
from con_center.correspondence.enclosures import pages_of
from con_center.correspondence.errors import IncomingError
from con_center.seams.files import bytes_of

MOST_PAGES = 100


@frappe.whitelist(methods=["POST"])
def add_page(name: str, file: str) -> int:
	"""Put a picture, or a PDF, behind what an entry of the register has as its letter; return the number of pages then.

	file: name of a File that was attached to the entry for that. Raises IncomingError.
	"""
	entry = handling.open_entry(name)
	if entry.letter or entry.passed_on_from:
		frappe.throw(_("Letter as a File: it came in by this system, and stays as it came."), IncomingError)
	added = _attached(entry, name=file)
	# a picture that was taken twice has one address
	parts = [_attached(entry, file_url=entry.file, name=("!=", file)), added] if entry.file else [added]
	content, number = _in_one(parts)
	whole = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": f"{entry.name}.pdf",
			"content": content,
			"is_private": 1,
			"attached_to_doctype": entry.doctype,
			"attached_to_name": entry.name,
			"attached_to_field": "file",
		}
	).insert()
	entry.file = whole.file_url
	handling.save_entry(entry)
	for part in parts:
		part.delete()
	frappe.msgprint(_("The letter has {0} pages now.").format(number), alert=True, indicator="green")
	return number


def _attached(entry, **which):
	"""Return a File of the entry. Raises IncomingError for one of anything else."""
	name = frappe.db.exists(
		"File", {"attached_to_doctype": entry.doctype, "attached_to_name": entry.name, **which}
	)
	if not name:
		frappe.throw(_("Letter as a File: attach the letter first."), IncomingError)
	return frappe.get_doc("File", name)


def _in_one(files: list) -> tuple[bytes, int]:
	writer = PdfWriter()
	for file in files:
		# on the first page stands the stamp
		above = receipt.ROOM if file is files[0] else 0
		pages = pages_of(file.file_name, bytes_of(file), above)
		if not pages:
			frappe.throw(
				_("{0}: only pictures (JPEG or PNG) and PDFs that can be read are put together.").format(
					escape_html(file.file_name)
				),
				IncomingError,
			)
		writer.append(io.BytesIO(pages))
	number = len(writer.pages)
	if number > MOST_PAGES:
		frappe.throw(_("A letter has at most {0} pages here.").format(MOST_PAGES), IncomingError)
	output = io.BytesIO()
	writer.write(output)
	return output.getvalue(), number
