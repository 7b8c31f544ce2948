"""What a PDF that came in says, so that it is found by its words. A scan has none."""

import io

import frappe
from pypdf import PdfReader

from con_center.seams.files import UNREADABLE, bytes_of

# as much as a field holds, and as one request may read
MOST_LETTERS, MOST_PAGES = 20_000, 50


def read(address: str | None, entry) -> str | None:
	"""Return the text of a PDF that is attached to an entry, or that its writer may read; None where it has none."""
	if not (address or "").lower().endswith(".pdf"):
		return None
	name = _file_at(address, entry)
	if not name:
		return None
	file = frappe.get_doc("File", name)
	file.check_permission("read")
	try:
		pages = PdfReader(io.BytesIO(bytes_of(file))).pages[:MOST_PAGES]
		text = "\n".join(page.extract_text() for page in pages)
	except UNREADABLE:
		return None
	return " ".join(text.split())[:MOST_LETTERS] or None


def _file_at(address: str, entry) -> str | None:
	"""Return the File at an address: of the same content there are several, one of each office that has attached it."""
	own = {"attached_to_doctype": entry.doctype, "attached_to_name": entry.name}
	for whose in (own, {"owner": frappe.session.user}, {}):
		if name := frappe.db.exists("File", {"file_url": address, **whose}):
			return name
	return None
