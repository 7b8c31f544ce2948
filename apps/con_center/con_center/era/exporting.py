"""Dates in files that lists and reports are exported to, in the place of Frappe's (seams/table.py).

In a spreadsheet a date stays a date, to be sorted, reckoned with and imported again: only how it is shown differs. In
a CSV file it is a text. What Data Import and Data Export write is there to be imported again: its texts stay ISO.
"""

import datetime
import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import frappe

from con_center.era.choice import is_buddhist
from con_center.era.formatting import short

STYLES = "xl/styles.xml"
# how spreadsheets write a date of the Thai calendar (07) in the Thai language (041E): 26 พ.ย. 2569
THAI_CALENDAR = "[$-107041E]d mmm yyyy"
FORMAT_OF_DATES = re.compile(rb'formatCode="([^"]*[yY][^"]*)"')


def make_xlsx(*args, **kwargs):
	made = make_xlsx.of_frappe(*args, **kwargs)
	return _in_thai_calendar(made) if is_as_on_screen() else made


def get_csv_bytes(data, csv_params):
	return get_csv_bytes.of_frappe(as_texts(data), csv_params)


def to_csv(data, *args, **kwargs):
	return to_csv.of_frappe(as_texts(data), *args, **kwargs)


def is_as_on_screen() -> bool:
	"""Tell whether exported dates are of the Buddhist era: their reader reads it, and the site does not ask for ISO."""
	return is_buddhist() and frappe.get_cached_value("CON Settings", "CON Settings", "export_dates") != "ISO"


def as_texts(data: list[list]) -> list[list]:
	"""Return the rows of a file with their dates as the desk shows them."""
	if not is_as_on_screen():
		return data
	return [[_as_text(value) for value in row] for row in data]


def _as_text(value):
	try:
		return short(value) if isinstance(value, datetime.date) else value
	except ValueError:
		return value


def _in_thai_calendar(made: BytesIO) -> BytesIO:
	"""Return a spreadsheet whose dates are shown in the Buddhist era."""
	changed = BytesIO()
	with ZipFile(made) as before, ZipFile(changed, "w", ZIP_DEFLATED) as after:
		for part in before.infolist():
			content = before.read(part)
			after.writestr(
				part, FORMAT_OF_DATES.sub(_format, content) if part.filename == STYLES else content
			)
	return changed


def _format(found: re.Match) -> bytes:
	time = " h:mm" if b"h" in found[1].lower() else ""
	return f'formatCode="{THAI_CALENDAR}{time}"'.encode()
