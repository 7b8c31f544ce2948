"""Lists as offices keep them, in spreadsheets (.xlsx), as text (.csv) or copied from either: read as rows of cells."""

import base64
import csv
import zlib
from io import BytesIO, StringIO
from itertools import islice
from zipfile import BadZipFile, ZipFile

import frappe
from frappe import _
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

MOST_COLUMNS = 30
# of a file, packed and unpacked: a list of names is some kilobytes
MOST_BYTES, MOST_UNPACKED = 2_000_000, 30_000_000
# what reading a broken spreadsheet ends in: no ZIP, parts missing or encrypted, no XML (a SyntaxError)
UNREADABLE = (BadZipFile, zlib.error, SyntaxError, RuntimeError, LookupError, ValueError, EOFError, OSError)


class NameListError(frappe.ValidationError):
	pass


def rows_of_file(content: str, most: int) -> list[list]:
	"""Return the rows of a file in base64, headings among them; of a spreadsheet, the first sheet.

	Raises NameListError for what cannot be read, or has more than so many rows.
	"""
	try:
		data = base64.b64decode(content.split(",")[-1], validate=True)
	except ValueError:  # signs that base64 does not have, or too few of them
		frappe.throw(_("The file did not arrive whole. Choose it once more."), NameListError)
	if len(data) > MOST_BYTES:
		_refuse_large()
	return bounded(_of_workbook(data, most) if data[:2] == b"PK" else _of_text(data, most), most)


def rows_of_text(text: str, most: int) -> list[list]:
	"""Return the rows of text that was copied from a spreadsheet. Raises NameListError."""
	return bounded(islice(csv.reader(StringIO(text), dialect="excel-tab"), most + 1), most)


def bounded(rows, most: int) -> list[list]:
	try:
		table = list(rows)
	except csv.Error:
		_refuse_unreadable()
	if len(table) > most:
		frappe.throw(_("The list has more than {0} rows.").format(most), NameListError)
	return table


def _of_workbook(data: bytes, most: int):
	try:
		if sum(part.file_size for part in ZipFile(BytesIO(data)).infolist()) > MOST_UNPACKED:
			_refuse_large()
		sheet = load_workbook(BytesIO(data), read_only=True, data_only=True).worksheets[0]
		return list(islice(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS), most + 1))
	except UNREADABLE:
		_refuse_unreadable()


def _of_text(data: bytes, most: int):
	for encoding in ("utf-8-sig", "cp874"):
		try:
			text = data.decode(encoding)
			break
		except UnicodeDecodeError:
			continue
	else:
		_refuse_unreadable()
	dialect = "excel-tab" if "\t" in text.split("\n", 1)[0] else "excel"
	return islice(csv.reader(StringIO(text), dialect=dialect), most + 1)


def _refuse_large() -> None:
	frappe.throw(_("The file is too large for a list of names."), NameListError)


def _refuse_unreadable() -> None:
	frappe.throw(
		_("The file cannot be read. Save it as a spreadsheet (.xlsx) and choose it again."), NameListError
	)


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
