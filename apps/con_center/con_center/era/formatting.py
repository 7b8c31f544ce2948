"""Texts of dates, in the place of Frappe's: for prints, reports, e-mails, notices and charts (seams/table.py).

A format that somebody names, such as "dd/MM/yyyy" in a template, is his own, and stays as he has written it.
"""

import datetime
from contextlib import suppress

import frappe
from frappe import _
from frappe.utils import get_datetime, getdate
from frappe.utils.data import format_time

from con_center.era.choice import is_buddhist
from con_center.thai import be_year, desk_date, thai_date


def format_date(string_date=None, format_string=None, parse_day_first=False):
	if string_date and not format_string and is_buddhist():
		with suppress(ValueError):
			return short(getdate(string_date, parse_day_first))
	return format_date.of_frappe(string_date, format_string, parse_day_first)


def format_datetime(datetime_string, format_string=None):
	if datetime_string and not format_string and is_buddhist():
		with suppress(ValueError):
			return short(get_datetime(datetime_string))
	return format_datetime.of_frappe(datetime_string, format_string)


def global_date_format(date, format="long"):
	if is_buddhist() and frappe.local.lang == "th":
		with suppress(ValueError):
			return thai_date(getdate(date), thai=False)
	return global_date_format.of_frappe(date, format)


def get_period(date, interval="Monthly"):
	"""Return what stands below a point of a chart."""
	if not is_buddhist():
		return get_period.of_frappe(date, interval)
	date = getdate(date)
	if interval == "Monthly":
		return desk_date(date, english=_is_english(), month_alone=True)
	if interval == "Quarterly":
		return _("Quarter {0}/{1}").format((date.month + 2) // 3, be_year(date))
	return str(be_year(date)) if interval == "Yearly" else short(date)


def short(moment: datetime.date) -> str:
	"""Return a date, with its time if it has one, as the desk shows it. Raises ValueError for years before 1941."""
	date = desk_date(moment, english=_is_english())
	return f"{date} {format_time(moment)}" if isinstance(moment, datetime.datetime) else date


def _is_english() -> bool:
	return frappe.local.lang != "th"
