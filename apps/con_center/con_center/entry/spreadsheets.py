"""Tables that offices keep in spreadsheets: read from what a browser sends, whole or not at all, and never kept."""

import base64
import csv
import re
import zlib
from collections.abc import Iterator
from io import BytesIO, StringIO
from itertools import islice
from zipfile import BadZipFile, ZipFile

import frappe
from frappe import _
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from con_center.thai import collapse_spaces, normalize_name

MOST_COLUMNS = 30
# of a file: a list of names is some kilobytes
MOST_BYTES = 2_000_000
# packed sizes grow by so much, at most
MOST_UNPACKED = 15
# what reading a broken spreadsheet ends in: no ZIP, parts missing or encrypted, no XML (a SyntaxError)
UNREADABLE = (BadZipFile, zlib.error, SyntaxError, RuntimeError, LookupError, ValueError, EOFError, OSError)

_MARKS = re.compile(r"[\s\-–—/.:()*_]")


class SpreadsheetError(frappe.ValidationError):
	pass


def rows_of_file(
	content: str,
	most_rows: int,
	most_bytes: int = MOST_BYTES,
	error: type[SpreadsheetError] = SpreadsheetError,
) -> list[list]:
	"""Return the rows of the first sheet of an .xlsx, or of text with commas or tabs (.csv); content: in base64.

	Raises the error where it cannot be read, or holds more than `most_bytes` or `most_rows`.
	"""
	try:
		data = base64.b64decode(content.split(",")[-1], validate=True)
	except ValueError:  # signs that base64 does not have, or too few of them
		frappe.throw(_("The file did not arrive whole. Choose it once more."), error)
	if len(data) > most_bytes:
		frappe.throw(_("The file is too large for a list of names."), error)
	rows = (
		_rows_of_workbook(data, most_bytes, most_rows, error)
		if data[:2] == b"PK"
		else islice(delimited(data, error), most_rows + 1)
	)
	return within(rows, most_rows, error)


def rows_of_text(text: str, most_rows: int, error: type[SpreadsheetError] = SpreadsheetError) -> list[list]:
	"""Return the rows of text that was copied from a spreadsheet."""
	return within(islice(csv.reader(StringIO(text), dialect="excel-tab"), most_rows + 1), most_rows, error)


def within(rows, most_rows: int, error: type[SpreadsheetError]) -> list[list]:
	try:
		table = list(rows)
	except csv.Error:
		refuse_unreadable(error)
	if len(table) > most_rows:
		frappe.throw(_("The list has more than {0} rows.").format(most_rows), error)
	return table


def _rows_of_workbook(data: bytes, most_bytes: int, most_rows: int, error):
	try:
		if sum(part.file_size for part in ZipFile(BytesIO(data)).infolist()) > MOST_UNPACKED * most_bytes:
			frappe.throw(_("The file is too large for a list of names."), error)
		sheet = load_workbook(BytesIO(data), read_only=True, data_only=True).worksheets[0]
		return list(islice(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS), most_rows + 1))
	except UNREADABLE:
		refuse_unreadable(error)


def delimited(data: bytes, error: type[frappe.ValidationError]) -> Iterator[list[str]]:
	"""Return the rows of text with commas or tabs, as Thai Windows and its spreadsheets write it."""
	for encoding in ("utf-8-sig", "cp874"):
		try:
			text = data.decode(encoding)
			break
		except UnicodeDecodeError:
			continue
	else:
		refuse_unreadable(error)
	dialect = "excel-tab" if "\t" in text.split("\n", 1)[0] else "excel"
	return csv.reader(StringIO(text), dialect=dialect)


def refuse_unreadable(error: type[frappe.ValidationError]) -> None:
	frappe.throw(_("The file cannot be read. Save it as a spreadsheet (.xlsx) and choose it again."), error)


def cell_text(cell) -> str:
	"""Return a cell as text: 4.0 of a spreadsheet is 4."""
	if isinstance(cell, float) and cell.is_integer():
		cell = int(cell)
	return collapse_spaces(cell)


def bare(text: str | None) -> str:
	"""Return a heading or a name as it is compared: without spaces and marks."""
	return _MARKS.sub("", normalize_name(text or ""))


def empty_book(title: str, headings: list[str], rows: int) -> Workbook:
	"""Return a spreadsheet to be filled in, its cells as text: telephone numbers begin with a zero."""
	book = Workbook()
	sheet = book.active
	sheet.title = title
	sheet.append(headings)
	for cell in sheet[1]:
		cell.font = Font(bold=True)
		sheet.column_dimensions[cell.column_letter].width = 22
		for row in range(2, rows + 2):
			sheet.cell(row, cell.column).number_format = "@"
	return book


def answer_with(book: Workbook, title: str) -> None:
	"""Answer the request with a spreadsheet."""
	file = BytesIO()
	book.save(file)
	frappe.response.update({"type": "binary", "filename": f"{title}.xlsx", "filecontent": file.getvalue()})
