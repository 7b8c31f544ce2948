"""Hands out the file of an issued document, the very one that was made, wherever Frappe would print it anew."""

from io import BytesIO

import frappe
from frappe.www.printview import validate_print_permission
from pypdf import PdfReader, PdfWriter

from con_center import registry, seams
from con_center.issuing.issues import may_have_file
from con_center.issuing.making import file_of, file_that_is_kept
from con_center.printing.settings import has_foot
from con_center.seams.files import require_whole


def get_print(
	doctype=None,
	name=None,
	print_format=None,
	style=None,
	as_pdf=False,
	doc=None,
	output=None,
	no_letterhead=0,
	password=None,
	*args,
	**kwargs,
):
	"""Frappe's print of a document. Of one that is issued, in its official format and as PDF, the file that is kept."""
	# what the file is made of is printed by Frappe
	if as_pdf and seams.is_here() and doctype in registry.governed() and not has_foot():
		data = kept_pdf(doctype, name, print_format)
		if data is not None:
			return _handed_out(data, output, password)
	return get_print.of_frappe(
		doctype, name, print_format, style, as_pdf, doc, output, no_letterhead, password, *args, **kwargs
	)


def kept_pdf(doctype: str, name: str, print_format: str | None) -> bytes | None:
	"""Return the file of an issued document, if it is what this print format stands for; None where Frappe prints."""
	if not frappe.db.exists(doctype, name):
		# a preview of what is not saved yet
		return None
	doc = frappe.get_doc(doctype, name)
	if not may_have_file(doc):
		return None
	if not frappe.flags.ignore_print_permissions:
		validate_print_permission(doc)
	asked = print_format or doc.official_format
	# an admin may have made another one the default since
	kept = file_of(doc, make=asked == doc.official_format)
	if not kept or asked not in (doc.official_format, kept.print_format):
		return None
	return whole(kept)


def whole(kept) -> bytes:
	"""Return the content of a file that is kept. Raises seams.files.DamagedFileError."""
	return require_whole(file_that_is_kept(kept), kept.sha256)


def _handed_out(data: bytes, output: PdfWriter | None, password: str | None):
	"""Return it as Frappe's function does: added to others, or behind a password, it is a copy."""
	if output is None and not password:
		return data
	writer = PdfWriter() if output is None else output
	for page in PdfReader(BytesIO(data)).pages:
		writer.add_page(page)
	if output is not None:
		return output
	writer.encrypt(password)
	copy = BytesIO()
	writer.write(copy)
	return copy.getvalue()
