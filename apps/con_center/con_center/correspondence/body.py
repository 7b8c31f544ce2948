"""The body of a letter: paragraphs, numbered items and tables, in rows of plain text.

Rows hold no layout: whatever is typed or pasted, the page's form stays its own. Numbers of items are worked out here,
so that they are right after one has been moved.
"""

import re
from collections.abc import Iterable, Iterator

import frappe

from con_center.thai import collapse_spaces

PARAGRAPH, ITEM, SUB_ITEM, TABLE = "Paragraph", "Numbered Item", "Sub-item", "Table"
# of a table that a page has room for
MOST_COLUMNS = 12
# of a text that is a letter still
MOST_LINES, LONGEST_TEXT = 2000, 100_000
# the last words of a paragraph that a list follows, whose numbers begin anew
ANNOUNCES = re.compile(r"(ดังนี้|ดังต่อไปนี้)\s*:?$")
_CELLS = re.compile(r"\t|(?:^| )\|(?: |$)")
_NUMBERED = re.compile(r"\s*[0-9๐-๙]{1,2}\.\s*(?=[^0-9๐-๙\s])")
_SUB_NUMBERED = re.compile(r"\s*(\(?[0-9๐-๙]{1,2}\)|[0-9๐-๙]{1,2}\.[0-9๐-๙]{1,2}\.?)\s*(?=\S)")


def blocks(rows: Iterable) -> list[frappe._dict]:
	"""Return what a page sets of the rows of a body: lines and number of each, or columns and rows of a table."""
	rows = list(rows)
	return [
		_block(row, number)
		for row, number in zip(rows, numbers(rows), strict=True)
		if _lines(row.get("text"))
	]


def _block(row, number: str) -> frappe._dict:
	if row.get("style") == TABLE:
		return frappe._dict(style=TABLE, **table_of(row.get("text")))
	return frappe._dict(style=row.get("style"), lines=_lines(row.get("text")), number=number)


def numbers(rows: Iterable) -> list[str]:
	"""Return what stands before each row: "1.", of those below it "1.1", and nothing before paragraphs and tables."""
	found, item, below = [], 0, 0
	for row in rows:
		style, lines = row.get("style"), _lines(row.get("text"))
		if style == ITEM:
			item, below = item + 1, 0
		elif style == SUB_ITEM:
			below += 1
		elif lines and ANNOUNCES.search(lines[-1]):
			item = below = 0
		said = {ITEM: f"{item}.", SUB_ITEM: f"{item}.{below}" if item else f"({below})"}
		found.append(said.get(style, ""))
	return found


def _lines(text: str | None) -> list[str]:
	return [line for line in map(collapse_spaces, (text or "").splitlines()) if line]


def table_of(text: str) -> dict:
	"""Return columns and rows of a table, as the macro `table` takes them: a line each, with | between the cells."""
	lines = [line.split("|")[:MOST_COLUMNS] for line in text.splitlines() if line.strip()]
	width = max(map(len, lines))
	head, *rest = [[*map(collapse_spaces, cells), *[""] * (width - len(cells))] for cells in lines]
	columns = [
		{"label": label, "field": f"c{n}", "center": all(map(_is_number, (cells[n] for cells in rest)))}
		for n, label in enumerate(head)
	]
	return {"columns": columns, "rows": [{f"c{n}": cell for n, cell in enumerate(cells)} for cells in rest]}


def is_too_long(texts: Iterable[str | None]) -> bool:
	texts = [text or "" for text in texts]
	return sum(map(len, texts)) > LONGEST_TEXT or sum(text.count("\n") + 1 for text in texts) > MOST_LINES


def is_too_wide(text: str | None) -> bool:
	return any(line.count("|") >= MOST_COLUMNS for line in (text or "").splitlines())


def _is_number(cell: str) -> bool:
	return not re.sub(r"[0-9๐-๙,.\-–/% ]", "", cell)


def read(text: str | None) -> list[dict]:
	"""Return the rows of a text as templates have it, and as it is pasted.

	A line each; one that begins with "1." is an item, with "1.1" or "(1)" one below it; lines with | or tabs between
	cells are a table.
	"""
	return [
		{"style": style, "text": "\n".join(lines)} for style, lines in _gathered(str(text or "").splitlines())
	]


def _gathered(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
	table: list[str] = []
	for line in [*lines, ""]:
		if _CELLS.search(line) and line.strip():
			table.append(" | ".join(map(str.strip, _CELLS.split(line))))
			continue
		if table:
			yield TABLE, table
			table = []
		if words := collapse_spaces(line):
			yield _read_line(words)


def _read_line(line: str) -> tuple[str, list[str]]:
	for style, pattern in ((SUB_ITEM, _SUB_NUMBERED), (ITEM, _NUMBERED)):
		if pattern.match(line):
			return style, [pattern.sub("", line, count=1)]
	return PARAGRAPH, [line]


def same(rows: Iterable, others: Iterable) -> bool:
	"""Tell whether two bodies say the same."""
	return [_said(row) for row in rows] == [_said(row) for row in others]


def _said(row) -> tuple[str, str]:
	return row.get("style") or PARAGRAPH, (row.get("text") or "").strip()
