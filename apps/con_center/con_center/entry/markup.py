"""Markup in what is a text, where Frappe does not clean it as it is saved: in JSON, which a word in quotation marks is, too, and
where an element is not closed, which what stands behind it on a page closes.
"""

import json
import re

from bs4 import BeautifulSoup

# a browser begins an element where a name follows the sign, or what closes one
_ELEMENT = re.compile(r"<(?=[A-Za-z/!?])")
WRITTEN = ("Data", "HTML Editor", "Long Text", "Small Text", "Text", "Text Editor")
# of Frappe's own documents, those whose texts the desk shows as HTML; its settings are JSON with HTML inside
SHOWN = ("Comment", "Communication", "ToDo")


def plain(text: str) -> str:
	"""Return a text in which no element begins; whoever reads it sees ‹ in the place of that sign."""
	return _ELEMENT.sub("‹", text)


def check_field(row, field, ours: bool) -> None:
	"""Make plain what Frappe would keep as it is."""
	value = row.get(field.fieldname)
	if field.fieldtype in WRITTEN and (ours or row.doctype in SHOWN) and _is_kept(value):
		row.set(field.fieldname, plain(value))


def _is_kept(value) -> bool:
	if not isinstance(value, str) or not _ELEMENT.search(value):
		return False
	try:
		json.loads(value)
	except ValueError:
		# Frappe takes for text in which it finds no whole element
		return not BeautifulSoup(value, "html.parser").find()
	return True
