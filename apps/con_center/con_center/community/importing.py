"""The import of figures by village: the file is read, what was found is shown, and then it is written, all or nothing.

A file of the whole country has 80,000 rows and some thirty figures in each, so it is read as a stream and written in
statements of thousands. What stood for the same village, figure and year is replaced.
"""

import csv
from collections.abc import Iterator
from datetime import datetime
from itertools import chain, islice
from pathlib import Path
from zipfile import ZipFile

import frappe
from frappe import _
from frappe.utils import now, now_datetime
from openpyxl import load_workbook

from con_center.access.areas import level_of
from con_center.community import figure_lists
from con_center.community.doctype.village_figure.village_figure import name_of
from con_center.community.figure_lists import Column, Place, Reader
from con_center.entry.markup import plain
from con_center.entry.spreadsheets import UNREADABLE, bare, cell_text, delimited, refuse_unreadable

MOST_ROWS, MOST_COLUMNS, MOST_UNPACKED = 200_000, 150, 1_500_000_000
# what is told one by one, and shown of the villages that were understood
MOST_PROBLEMS, MOST_SHOWN = 300, 10
# rows of a statement
AT_ONCE = 5000
WRITTEN = (
	"name",
	"village",
	"village_name",
	"indicator",
	"year",
	"value",
	"data_import",
	"area",
	"level",
	"district",
	"province",
	"owner",
	"modified_by",
	"creation",
	"modified",
)


class DataFileError(frappe.ValidationError):
	pass


class Summary:
	"""What is told of a file: counts, the first villages, and what was left out."""

	def __init__(self):
		self.rows = self.villages = self.figures = self.rows_left_out = self.cells_left_out = 0
		self.problems: list[str] = []
		self.shown: list[dict] = []

	def note(self, row: figure_lists.Read) -> None:
		self.rows += 1
		self.cells_left_out += row.lost
		if row.village:
			self.villages += 1
			self.figures += len(row.figures)
			if len(self.shown) < MOST_SHOWN:
				self.shown.append({"village": row.village, "name": row.village_name, "figures": row.figures})
		else:
			self.rows_left_out += 1
		for problem in row.problems:
			if len(self.problems) < MOST_PROBLEMS:
				self.problems.append(_("Row {0}: {1}").format(row.number, problem))

	def as_fields(self) -> dict:
		return {
			"rows_read": self.rows,
			"villages": self.villages,
			"figures": self.figures,
			"rows_left_out": self.rows_left_out,
			"cells_left_out": self.cells_left_out,
			"problems": "\n".join(self.problems),
			"preview": frappe.as_json(self.shown, indent=None),
		}


def look(doc) -> None:
	"""Read the file: propose what its columns are, unless somebody has said so, and tell what would be imported."""
	headings, example, body = _opened(doc)
	# what somebody has said of this file's columns stays; another file has other ones
	if [row.heading or "" for row in doc.file_columns] != [cell_text(cell)[:140] for cell in headings]:
		doc.set("file_columns", [])
		for column in figure_lists.columns(headings, example, known()):
			doc.append("file_columns", column._asdict())
	summary = Summary()
	reader = reader_of(doc)
	if problem := reader.missing():
		summary.problems.append(problem)
	else:
		for row in reader.read(body):
			summary.note(row)
	doc.update({**summary.as_fields(), "status": "Read"})


def bring_in(doc) -> None:
	"""Write the figures of the file."""
	_headings, _example, body = _opened(doc)
	reader = reader_of(doc)
	if problem := reader.missing():
		frappe.throw(problem, DataFileError)
	summary = Summary()
	names = village_names(doc.area)
	stamp = now()
	rows = (
		_values(doc, row, indicator, value, names, stamp)
		for row in _noted(reader.read(body), summary)
		for indicator, value in row.figures.items()
	)
	while written := list(islice(rows, AT_ONCE)):
		_replace(written)
	doc.update({**summary.as_fields(), "status": "Imported", "imported_on": now_datetime()})


def _noted(rows, summary: Summary) -> Iterator[figure_lists.Read]:
	for row in rows:
		summary.note(row)
		if row.village:
			yield row


def _values(doc, row, indicator: str, value: float, names: dict[str, str], stamp: str) -> tuple:
	village = row.village
	return (
		name_of(village, indicator, doc.year),
		village,
		# written past the documents, where Frappe cleans texts
		plain(row.village_name) or names.get(village) or "",
		indicator,
		doc.year,
		value,
		doc.name,
		village[:6],
		level_of(village[:6]),
		village[:4],
		village[:2],
		frappe.session.user,
		frappe.session.user,
		stamp,
		stamp,
	)


def _replace(rows: list[tuple]) -> None:
	table = frappe.qb.DocType("Village Figure")
	frappe.qb.from_(table).delete().where(table.name.isin([row[0] for row in rows])).run()
	frappe.db.bulk_insert("Village Figure", WRITTEN, rows, chunk_size=AT_ONCE)


def reader_of(doc) -> Reader:
	wanted = [
		Column(row.heading or "", row.is_what or "", row.indicator, row.example or "")
		for row in doc.file_columns
	]
	return Reader(wanted, sub_districts(), doc.area)


def known() -> dict[str, str]:
	"""Return the code of each figure in use by what headings call it."""
	found: dict[str, str] = {}
	for row in frappe.get_all(
		"Community Indicator", filters={"disabled": 0}, fields=["code", "indicator_name", "headings"]
	):
		for word in (row.code, row.indicator_name, *(row.headings or "").split("\n")):
			if bare(word):
				found.setdefault(bare(word), row.code)
	return found


def sub_districts() -> list[Place]:
	rows = frappe.get_all(
		"Area",
		filters={"level": ("in", ("Province", "District", "Sub-district")), "status": "Active"},
		fields=["name", "area_name"],
	)
	names = {row.name: row.area_name for row in rows}
	return [
		Place(code, name, names.get(code[:4], ""), names.get(code[:2], ""))
		for code, name in names.items()
		if len(code) == 6
	]


def village_names(area: str) -> dict[str, str]:
	within = {} if area == "00" else {"name": ("like", f"{area}%")}
	rows = frappe.get_all(
		"Area", filters={"level": "Village", **within}, fields=["name", "area_name"], as_list=True
	)
	return dict(rows)


# the file


def path_of(doc) -> Path:
	"""Return where the import's own file lies: one that is attached to another document is none of it."""
	name = frappe.db.get_value(
		"File", {"file_url": doc.file, "attached_to_doctype": doc.doctype, "attached_to_name": doc.name}
	)
	if not name:
		frappe.throw(_("File: it is not there. Choose it once more."), DataFileError)
	return Path(frappe.get_doc("File", name).get_full_path())


def _opened(doc) -> tuple[list, list, Iterator[tuple[int, list]]]:
	"""Return the headings, the first row below them, and all rows below them with their numbers in the file."""
	path = path_of(doc)
	try:
		rows = _rows_of_workbook(path) if path.read_bytes()[:2] == b"PK" else _rows_of_text(path)
		top = list(islice(rows, figure_lists.ROWS_ABOVE + 2))
	except (*UNREADABLE, csv.Error):
		refuse_unreadable(DataFileError)
	at = figure_lists.find_headings(top, known())
	if at < 0:
		frappe.throw(
			_(
				"The file has no row of headings that is understood. Put one above the villages, with a code or the number of the village."
			),
			DataFileError,
		)
	below = _numbered(chain(top[at + 1 :], rows), at + 2)
	example = top[at + 1] if at + 1 < len(top) else []
	return top[at], example, below


def _numbered(rows: Iterator[list], first: int) -> Iterator[tuple[int, list]]:
	try:
		for number, row in enumerate(rows, first):
			if number > MOST_ROWS:
				frappe.throw(
					_("The file has more than {0} rows. Divide it.").format(MOST_ROWS), DataFileError
				)
			yield number, row
	except (*UNREADABLE, csv.Error):
		refuse_unreadable(DataFileError)


def _rows_of_workbook(path: Path) -> Iterator[list]:
	with ZipFile(path) as packed:
		if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
			frappe.throw(_("The file is too large. Divide it."), DataFileError)
	sheet = load_workbook(path, read_only=True, data_only=True).worksheets[0]
	for row in sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS):
		yield [cell.isoformat() if isinstance(cell, datetime) else cell for cell in row]


def _rows_of_text(path: Path) -> Iterator[list]:
	return (row[:MOST_COLUMNS] for row in delimited(path.read_bytes(), DataFileError))
