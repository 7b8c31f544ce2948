"""What makes sense in the fields of this app: dates, numbers, choices, telephone numbers and addresses.

Frappe casts what it cannot read (an amount of "many" becomes 0) or leaves it to the database to complain. Here
every such entry is answered with the row, the field and what to do, before anything is saved. Thai digits count
as digits.
"""

import datetime
import re
from decimal import Decimal

from frappe import _
from frappe.utils import getdate, validate_email_address, validate_url

from con_center import thai
from con_center.entry import personal_numbers
from con_center.entry.fiscal_year import as_fiscal_year
from con_center.entry.refusing import Where, refuse
from con_center.entry.stored import check_finite, read_date, read_datetime
from con_center.thai import arabic_digits

PHONE = re.compile(r"\+?[0-9][0-9 ()\-.,]{5,28}[0-9](\s*(ต่อ|ext\.?)\s*[0-9]{1,6})?", re.IGNORECASE)
FILE = re.compile(r"/((private/)?files|assets)/[^/]")
NAMING_SERIES = "naming_series"
FISCAL_YEAR = "fiscal_year"


def check_field(row, field, where: Where | str) -> None:
	"""Check a field that is filled in, and even out what is written in it. Read-only ones are put back by the system."""
	name = field.fieldname
	if field.fieldtype in TEXTS:
		row.set(name, _text(row.get(name), where))
		personal_numbers.check_field(row, field, where)
	if field.read_only:
		return
	checker = CHECKERS.get(field.options if field.fieldtype == "Data" else field.fieldtype)
	if field.fieldtype == "Int" and name.endswith(FISCAL_YEAR):
		row.set(name, as_fiscal_year(_whole_number(row.get(name), where)))
	elif checker:
		row.set(name, checker(row.get(name), where))
	elif field.fieldtype == "Select":
		_check_choice(row, field, where)


def _text(value, where: Where | str):
	"""Numbers are what they are written like: an area is 340101, whether it was sent as a number or as a text."""
	if isinstance(value, bool):
		refuse(_("{0}: {1} is not a text. Type it in letters."), where, value)
	return str(value) if isinstance(value, int | float | Decimal) else value


def _check_choice(row, field, where: Where | str) -> None:
	choices = (field.options or "").split("\n")
	value = (row.get(field.fieldname) or "").strip()
	if field.fieldname == NAMING_SERIES or not any(choices):
		return
	if value not in choices:
		named = ", ".join(_(choice, context=row.doctype) for choice in choices if choice)
		refuse(_("{0}: {1} cannot be chosen. Choose one of these: {2}."), where, value, listed=named)
	row.set(field.fieldname, value)


def as_date(value, where: Where | str):
	return _sensible(_as_typed(value, thai.read_date) or read_date(value, where), where)


def as_datetime(value, where: Where | str):
	return _sensible(_as_typed(value, thai.read_moment) or read_datetime(value, where), where)


def _as_typed(value, read):
	"""Return what Frappe would not read, or not as it is meant, such as a day before its month: else None."""
	try:
		return read(value, getdate()) if isinstance(value, str) else None
	except ValueError:
		return None


def _sensible(date: datetime.date, where: Where | str) -> datetime.date:
	"""Return the date in the common era, whichever its year is of."""
	try:
		found = thai.in_common_era(date)
	except ValueError:
		refuse(_("{0}: {1} is not a date. Choose the day in the calendar."), where, date)
	if not thai.EARLIEST <= found.year <= thai.LATEST:
		refuse(_("{0}: the year {1} cannot be right. Correct the date."), where, date.year)
	return found


def _time(value, where: Where | str):
	if isinstance(value, datetime.time | datetime.timedelta):
		return value
	text = arabic_digits(str(value)).strip().removesuffix("น.").strip().replace(".", ":")
	match = re.fullmatch(r"(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.:]\d+)?)?", text)
	if not match or int(match[1]) > 23 or int(match[2]) > 59 or int(match[3] or 0) > 59:
		refuse(_("{0}: {1} is not a time of the day. Type it like 09:30."), where, value)
	return f"{int(match[1]):02}:{int(match[2]):02}:{int(match[3] or 0):02}"


def _number(value, where: Where | str):
	if isinstance(value, bool):
		refuse(_("{0}: {1} is not a number. Type digits only."), where, value)
	if isinstance(value, int | float | Decimal):
		return value
	text = arabic_digits(str(value)).replace(",", "").strip()
	try:
		number = float(text)
	except ValueError:
		refuse(_("{0}: {1} is not a number. Type digits only."), where, value)
	check_finite(number, where)
	return number


def _whole_number(value, where: Where | str):
	number = _number(value, where)
	if number != int(number):
		refuse(_("{0}: {1} is not a whole number. Leave out what follows the point."), where, value)
	return int(number)


def _yes_or_no(value, where: Where | str):
	if value not in (0, 1, "0", "1"):
		refuse(_("{0}: {1} is neither yes nor no. Tick the box, or leave it empty."), where, value)
	return int(value)


def _phone(value, where: Where | str):
	text = arabic_digits(str(value)).strip()
	if not PHONE.fullmatch(text):
		refuse(_("{0}: {1} is not a telephone number. Type it like 081-234-5678."), where, value)
	return text


def _email(value, where: Where | str):
	if not validate_email_address(str(value)):
		refuse(_("{0}: {1} is not an e-mail address. Type it like name@example.go.th."), where, value)
	return value


TEXTS = {
	"Attach",
	"Attach Image",
	"Autocomplete",
	"Code",
	"Data",
	"Dynamic Link",
	"Link",
	"Long Text",
	"Select",
	"Small Text",
	"Text",
	"Text Editor",
}


def _address(value, where: Where | str):
	if not validate_url(str(value), valid_schemes=["http", "https"]):
		refuse(_("{0}: {1} is not an address of the web. Type it like https://example.go.th."), where, value)
	return value


def _file_address(value, where: Where | str):
	text = str(value)
	is_elsewhere = bool(validate_url(text, valid_schemes=["http", "https"]))
	if ".." in text.split("/") or not (is_elsewhere or FILE.match(text)):
		refuse(_("{0}: {1} is no address of a file. Attach the file itself."), where, value)
	return value


CHECKERS = {
	"Attach": _file_address,
	"Attach Image": _file_address,
	"Check": _yes_or_no,
	"Date": as_date,
	"Datetime": as_datetime,
	"Time": _time,
	"Currency": _number,
	"Float": _number,
	"Percent": _number,
	"Int": _whole_number,
	"Phone": _phone,
	"Email": _email,
	"URL": _address,
}
