"""What a PDF that came in says, so that it is found by its words. A scan has none."""

import subprocess
import sys
from pathlib import Path

import frappe

from con_center.seams.files import bytes_of

READER = Path(__file__).with_name("reading_pdf.py")
# as much as a field holds, and as one request may read
MOST_LETTERS, MOST_PAGES = 20_000, 50
MEMORY, SECONDS = 2**30, 20


def read(address: str | None, entry) -> str | None:
	"""Return the text of a PDF that is attached to an entry, or that its writer may read; None where it has none."""
	if not (address or "").lower().endswith(".pdf"):
		return None
	name = _file_at(address, entry)
	if not name:
		return None
	file = frappe.get_doc("File", name)
	file.check_permission("read")
	return words_of(bytes_of(file))[:MOST_LETTERS] or None


def words_of(pdf: bytes) -> str:
	"""Return the words of a PDF; "" where it has none, cannot be read, or takes more than may be spent on it."""
	limits = (MEMORY, SECONDS, MOST_PAGES)
	# isolated: what stands beside the program is not taken for a part of Python
	command = [sys.executable, "-I", "-W", "ignore", str(READER), *map(str, limits)]
	try:
		read = subprocess.run(command, input=pdf, capture_output=True, timeout=3 * SECONDS)
	except subprocess.TimeoutExpired:
		return ""
	return "" if read.returncode else read.stdout.decode()


def _file_at(address: str, entry) -> str | None:
	"""Return the File at an address: of the same content there are several, one of each office that has attached it."""
	own = {"attached_to_doctype": entry.doctype, "attached_to_name": entry.name}
	for whose in (own, {"owner": frappe.session.user}, {}):
		if name := frappe.db.exists("File", {"file_url": address, **whose}):
			return name
	return None
