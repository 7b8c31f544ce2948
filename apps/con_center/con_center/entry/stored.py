"""What the database can hold: of every DocType, Frappe's own too, by the type of the column.

Frappe looks at lengths before it cleans a text, which makes it longer, and leaves lists, dates and signs that are
none to the database, whose complaint is an error of the server.
"""

import copy
import datetime
import math
import re
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

import frappe
from frappe import _
from frappe.model import child_table_fields
from frappe.utils import cint, flt, get_datetime, get_system_timezone, getdate

from con_center.entry.refusing import TextLengthError, Where, refuse

VARCHAR, TEXT = "varchar", "text"
TEXTS = (VARCHAR, TEXT, "longtext", "json")
# of a text column, in bytes: a Thai letter takes 3
TEXT_BYTES = 65_535
# of a long text, far below what the database takes in one statement
LONG_BYTES = 8_000_000
BYTES_OF_A_LETTER = 3
LARGEST = {"int": 2**31 - 1, "bigint": 2**63 - 1, "smallint": 2**15 - 1, "decimal": 10**12 - 1}
# a whole number of more digits than this is kept in a wider column
DIGITS_OF_INT = 11
TIME = re.compile(r"\d{1,2}:\d{1,2}(:\d{1,2}(\.\d+)?)?")
SIMPLE = (str, int, float, Decimal, datetime.date, datetime.time, datetime.timedelta, UUID)
# fields that every document has, and those that rows have, too, as Frappe calls them
STANDARD = [
	frappe._dict(fieldname=name, fieldtype=fieldtype, label=label)
	for name, fieldtype, label in (
		("name", "Link", "ID"),
		("owner", "Link", "Created By"),
		("modified_by", "Link", "Last Updated By"),
		("creation", "Datetime", "Created On"),
		("modified", "Datetime", "Last Updated On"),
		("docstatus", "Int", "Document Status"),
		("idx", "Int", "Index"),
	)
]
OF_ROWS = [
	*STANDARD,
	*(frappe._dict(fieldname=name, fieldtype="Data", label=name) for name in child_table_fields),
]


def check_shape(value, column: str, where: Where | str) -> None:
	"""Refuse what is not one value, or a text that cannot be written."""
	if isinstance(value, dict | list) and column == "json":
		return
	if not isinstance(value, SIMPLE):
		refuse(_("{0}: only one value fits here, not a list."), where)
	if isinstance(value, str):
		check_signs(value, where)


def check_column(row, field, column: str, where: Where | str) -> None:
	"""Refuse what the column cannot hold, lengths of texts left aside (`check_lengths`)."""
	value = row.get(field.fieldname)
	if column in TEXTS:
		check_finite(value, where)
	elif field.fieldtype in MOMENTS:
		MOMENTS[field.fieldtype](row, field, value, where)
	else:
		_check_number(value, field, column, where)


def check_signs(text: str, where: Where | str) -> None:
	"""Refuse a text with signs that no text has: halves of a letter (lone surrogates), and the sign of number 0."""
	try:
		text.encode()
	except UnicodeEncodeError:
		refuse(_("{0}: there is a broken sign in the text. Delete it, or type the text anew."), where)
	if "\0" in text:
		refuse(_("{0}: there is a broken sign in the text. Delete it, or type the text anew."), where)


def check_finite(value, where: Where | str) -> None:
	if isinstance(value, float | Decimal) and not math.isfinite(value):
		refuse(_("{0}: {1} is not a number. Type digits only."), where, value)


def _check_number(value, field, column: str, where: Where | str) -> None:
	number = value if isinstance(value, int | float | Decimal) else flt(value)
	check_finite(number, where)
	if column == "int" and cint(field.get("length")) > DIGITS_OF_INT:
		column = "bigint"
	if abs(number) > LARGEST.get(column, LARGEST["decimal"]):
		refuse(_("{0}: {1} is too large a number. Type a smaller one."), where, value)
	if field.fieldname == "docstatus" and cint(value) not in (0, 1, 2):
		refuse(_("{0}: {1} cannot be chosen. Reload the page and try again."), where, value)


def _check_date(row, field, value, where: Where | str) -> None:
	if isinstance(value, datetime.date):
		return
	_keep(row, field, value, read_date(value, where))


def _check_datetime(row, field, value, where: Where | str) -> None:
	if isinstance(value, datetime.date):
		return
	_keep(row, field, value, read_datetime(value, where))


def _check_time(row, field, value, where: Where | str) -> None:
	if isinstance(value, datetime.time | datetime.timedelta):
		return
	if not (isinstance(value, str) and TIME.fullmatch(value)):
		refuse(_("{0}: {1} is not a time of the day. Type it like 09:30."), where, value)


MOMENTS = {"Date": _check_date, "Datetime": _check_datetime, "Time": _check_time}


def read_date(value, where: Where | str) -> datetime.date:
	try:
		found = getdate(value) if isinstance(value, str | datetime.date) else None
	except (ValueError, OverflowError, frappe.ValidationError):
		found = None
	return found or refuse(_("{0}: {1} is not a date. Choose the day in the calendar."), where, value)


def read_datetime(value, where: Where | str) -> datetime.datetime:
	"""Return the moment, in the time of the site if the value says another one."""
	try:
		found = get_datetime(value) if isinstance(value, str | datetime.date) else None
		if found and found.tzinfo:
			found = found.astimezone(ZoneInfo(get_system_timezone())).replace(tzinfo=None)
	except (ValueError, OverflowError, TypeError, frappe.ValidationError):
		found = None
	return found or refuse(
		_("{0}: {1} is not a date and time. Choose the day in the calendar."), where, value
	)


def _keep(row, field, value: str, read: datetime.date) -> None:
	"""Let what the database would not read stand as it does; what it reads stays as it came."""
	if not value.startswith(str(read)):
		row.set(field.fieldname, read)


def check_lengths(row, texts: list) -> None:
	"""Refuse texts ([(field, where)]) that are too long as they will be stored: cleaned, where they look like HTML."""
	types = frappe.db.type_map
	marked = any(isinstance(v := row.get(f.fieldname), str) and ("<" in v or ">" in v) for f, _w in texts)
	stored = cleaned(row) if marked else row
	for field, where in texts:
		value = stored.get(field.fieldname)
		if not isinstance(value, str):
			continue
		column, width = types[field.fieldtype][:2]
		if column == VARCHAR:
			room = cint(field.get("length")) or cint(width)
			too_long = len(value) - room
		else:
			room = (TEXT_BYTES if column == TEXT else LONG_BYTES) // BYTES_OF_A_LETTER
			too_long = len(value.encode()) // BYTES_OF_A_LETTER - room
		if too_long > 0:
			_refuse_length(where, room, too_long, value != row.get(field.fieldname))


def cleaned(row):
	"""Return a copy with its texts as Frappe stores them."""
	twin = copy.copy(row)
	twin._sanitize_content()
	return twin


def _refuse_length(where: Where | str, room: int, too_long: int, was_cleaned: bool) -> None:
	message = (
		_(
			"{0}: with angle brackets and signs like &, which take several places each, the text is {1} letters too long. At most {2} fit: shorten it, or leave out these signs."
		)
		if was_cleaned
		else _("{0}: the text is {1} letters too long. Shorten it: at most {2} fit.")
	)
	refuse(message, where, too_long, room, error=TextLengthError)
