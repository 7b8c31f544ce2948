"""A refused entry: what is wrong in which field, and what to do."""

from typing import NoReturn

import frappe
from frappe import _


class EntryError(frappe.ValidationError):
	pass


# also what Frappe raises there, for code that waits for it


class TextLengthError(EntryError, frappe.CharacterLengthExceededError):
	pass


class RowsError(EntryError, TypeError, ValueError):
	pass


class Where:
	"""Where something is refused, put into words only then: most of what is checked is right.

	place: the row, or nothing; field: of the meta.
	"""

	__slots__ = ("doctype", "field", "place")

	def __init__(self, place: str, field, doctype: str) -> None:
		self.place, self.field, self.doctype = place, field, doctype

	def __str__(self) -> str:
		return self.place + label(self.field, self.doctype)


def refuse(
	message: str, where: Where | str, *values, listed: str = "", error: type[EntryError] = EntryError
) -> NoReturn:
	"""Raise the error with a translated message: {0} is the field, {1} and on what was sent, then a list of words."""
	frappe.throw(message.format(frappe.bold(where), *map(shown, values), listed), error)


def shown(value) -> str:
	"""Return a value that was sent as it can be shown: short, escaped, without what cannot be written."""
	text = str(value)[:60].encode("utf-8", "replace").decode().replace("\0", "?")
	return frappe.bold(frappe.utils.escape_html(text))


def label(field, doctype: str) -> str:
	return _(field.label or field.fieldname, context=doctype)
