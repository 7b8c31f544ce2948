"""The code at the foot of an issued document: 128 bits by chance, so that nobody guesses one, in letters that are not
mistaken for each other."""

import base64
import secrets

import frappe
from frappe import _
from frappe.utils import get_url

BYTES = 16
# letters of a code, without hyphens: 128 bits in base32
LETTERS = 26
GROUP = 5
PAGE = "check"


def new() -> str:
	return base64.b32encode(secrets.token_bytes(BYTES)).decode().rstrip("=")


def shown(code: str) -> str:
	"""Return a code as it is read and typed: in groups."""
	return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read(typed) -> str:
	"""Return the code that somebody has typed or scanned: without hyphens and spaces, 0 and 1 for what they look like."""
	text = str(typed or "").upper().replace("0", "O").replace("1", "I")
	return "".join(letter for letter in text if letter.isalnum())[: LETTERS + 1]


def address(code: str) -> str:
	"""Return the address of the page that tells of the document."""
	return _url(f"/{PAGE}?code={code}")


def lines(code: str) -> list[str]:
	"""Return what stands beside the picture at the foot of each page."""
	return [
		_("Check this document at {0}", lang="th").format(_url(f"/{PAGE}").partition("://")[2]),
		_("Code {0}", lang="th").format(shown(code)),
	]


def _url(path: str) -> str:
	"""Return an address of the site as its configuration says: whoever asks for a file first may call the site by any name."""
	request = getattr(frappe.local, "request", None)
	if not request:
		return get_url(path)
	frappe.local.request = None
	try:
		return get_url(path)
	finally:
		frappe.local.request = request
