"""The wrong rows of a list that somebody has sent, as a spreadsheet for who corrects them: as they came, each with the reason.

Corrected, the same file can be sent as a list again. It is answered to who has just sent the list, and kept nowhere.
"""

from collections.abc import Mapping

from frappe import _
from openpyxl import Workbook

from con_center.entry import spreadsheets


def answer(table: list[list], heading: int, faults: Mapping[int, str], title: str) -> None:
	"""Answer with the rows of a table that have a fault; heading: number of the row with the headings, counted from 1."""
	spreadsheets.answer_with(book_of(table, heading, faults), title)


def headings() -> list[str]:
	"""Return what the columns are called that such a file has besides those of the list."""
	return [_("Row"), _("What Is Wrong")]


def book_of(table: list[list], heading: int, faults: Mapping[int, str]) -> Workbook:
	heads = _cells(table[heading - 1])
	width = max([len(heads), *(len(table[number - 1]) for number in faults)])
	heads += [""] * (width - len(heads))
	book = spreadsheets.empty_book(_("Wrong Rows"), [*heads, *headings()], 0)
	for line, number in enumerate(sorted(faults), 2):
		cells = _cells(table[number - 1])
		cells += [""] * (width - len(cells))
		for column, text in enumerate((*cells, str(number), faults[number]), 1):
			cell = book.active.cell(line, column, text)
			# as text: a telephone number keeps its zero, and what begins like a formula is none
			cell.data_type, cell.number_format = "s", "@"
	return book


def _cells(row: list) -> list[str]:
	return [spreadsheets.cell_text(cell) for cell in row]
