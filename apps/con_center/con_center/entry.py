"""What may be typed into a form: dates, numbers, telephone numbers and addresses that are none are refused.

Frappe casts what it cannot read (an amount of "many" becomes 0) or leaves it to the database to complain. Here
every such entry is answered with the row, the field and what to do, before anything is saved. Thai digits count
as digits.
"""

import datetime
import re

import frappe
from frappe import _
from frappe.utils import get_datetime, getdate, validate_email_address

from con_center.thai import arabic_digits

ENTERED_DOCTYPES = (
	"Action Plan",
	"Activity Kind",
	"Activity Progress",
	"Appointment Order",
	"Area",
	"Assessment",
	"Assessment Template",
	"Committee",
	"Committee Role",
	"Community Organization",
	"CON Center",
	"CON Settings",
	"Meeting",
	"Meeting Task",
	"District Assessment Confirmation",
	"Number Counter",
	"Officer Assignment",
	"Plan Project",
	"Position",
	"Progress Form",
	"Progress Report",
	"Reporting Round",
)
EARLIEST, LATEST = 1900, 2200
BUDDHIST_ERA = 543
PHONE = re.compile(r"\+?[0-9][0-9 ()\-.,]{5,28}[0-9](\s*(ต่อ|ext\.?)\s*[0-9]{1,6})?", re.IGNORECASE)


class EntryError(frappe.ValidationError):
	pass


def check(doc, method: str | None = None) -> None:
	"""Hook before_validate: check every field of the document and of its rows, and even out digits."""
	for field in doc.meta.fields:
		if field.fieldtype == "Table":
			for row in doc.get(field.fieldname) or []:
				_check_fields(
					row, _("{0}, row {1}:").format(_(field.label, context=doc.doctype), row.idx) + " "
				)
	_check_fields(doc, "")
	# Frappe looks at these after the rules of the document, which rely on them
	doc._validate_selects()


def _check_fields(row, place: str) -> None:
	for field in row.meta.fields:
		value = row.get(field.fieldname)
		if value in (None, "") or field.read_only:
			continue
		checker = CHECKERS.get(field.options if field.fieldtype == "Data" else field.fieldtype)
		if checker:
			row.set(field.fieldname, checker(value, f"{place}{_(field.label, context=row.doctype)}"))


def _date(value, where: str):
	try:
		date = getdate(arabic_digits(value) if isinstance(value, str) else value)
	except Exception:
		date = None
	if not date:
		_refuse(_("{0}: {1} is not a date. Choose the day in the calendar."), where, value)
	_check_year(date, where)
	return date


def as_datetime(value, where: str):
	try:
		moment = get_datetime(arabic_digits(value) if isinstance(value, str) else value)
	except Exception:
		moment = None
	if not moment:
		_refuse(_("{0}: {1} is not a date and time. Choose the day in the calendar."), where, value)
	_check_year(moment, where)
	return moment


def _time(value, where: str):
	if not isinstance(value, str):
		return value
	text = arabic_digits(value).strip().removesuffix("น.").strip().replace(".", ":")
	match = re.fullmatch(r"(\d{1,2}):(\d{2})(?::(\d{2})(?::\d+)?)?", text)
	if not match or int(match[1]) > 23 or int(match[2]) > 59 or int(match[3] or 0) > 59:
		_refuse(_("{0}: {1} is not a time of the day. Type it like 09:30."), where, value)
	return f"{int(match[1]):02}:{match[2]}:{match[3] or '00'}"


def _check_year(date: datetime.date, where: str) -> None:
	if LATEST < date.year < LATEST + BUDDHIST_ERA:
		frappe.throw(
			_("{0}: {1} looks like a year of the Buddhist era. Type the year {2} instead.").format(
				frappe.bold(where), date.year, date.year - BUDDHIST_ERA
			),
			EntryError,
		)
	if not EARLIEST <= date.year <= LATEST:
		_refuse(_("{0}: the year {1} cannot be right. Correct the date."), where, date.year)


def _number(value, where: str):
	if not isinstance(value, str):
		return value
	text = arabic_digits(value).replace(",", "").strip()
	try:
		return float(text)
	except ValueError:
		_refuse(_("{0}: {1} is not a number. Type digits only."), where, value)


def _whole_number(value, where: str):
	number = _number(value, where)
	if number != int(number):
		_refuse(_("{0}: {1} is not a whole number. Leave out what follows the point."), where, value)
	return int(number)


def _phone(value, where: str):
	text = arabic_digits(str(value)).strip()
	if not PHONE.fullmatch(text):
		_refuse(_("{0}: {1} is not a telephone number. Type it like 081-234-5678."), where, value)
	return text


def _email(value, where: str):
	if not validate_email_address(str(value)):
		_refuse(_("{0}: {1} is not an e-mail address. Type it like name@example.go.th."), where, value)
	return value


def _refuse(message: str, where: str, value) -> None:
	frappe.throw(
		message.format(frappe.bold(where), frappe.bold(frappe.utils.escape_html(str(value)[:60]))), EntryError
	)


CHECKERS = {
	"Date": _date,
	"Datetime": as_datetime,
	"Time": _time,
	"Currency": _number,
	"Float": _number,
	"Int": _whole_number,
	"Phone": _phone,
	"Email": _email,
}
