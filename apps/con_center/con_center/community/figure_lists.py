"""Files of figures by village, as surveys give them: which column is what, and what stands in each row. No database here.

Nothing that was in the file is lost unsaid: what is left out is told, with its row and why.
"""

import math
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from frappe import _

from con_center.access.areas import covers
from con_center.entry.spreadsheets import bare, cell_text
from con_center.thai import arabic_digits, collapse_spaces

LEFT_OUT, VILLAGE, SUB_DISTRICT_CODE = "Left Out", "Code of the Village", "Code of the Sub-district"
PROVINCE, DISTRICT, SUB_DISTRICT = "Province", "District", "Sub-district"
NUMBER, VILLAGE_NAME, FIGURE = "Village Number", "Village Name", "Figure"
# what a heading may be called, compared without spaces and marks
HEADINGS = {
	VILLAGE: "รหัสหมู่บ้าน รหัสบ้าน รหัสพื้นที่ village_code villagecode vilcode vid",
	SUB_DISTRICT_CODE: "รหัสตำบล tambon_code subdistrict_code",
	PROVINCE: "จังหวัด ชื่อจังหวัด province",
	DISTRICT: "อำเภอ ชื่ออำเภอ district amphoe",
	SUB_DISTRICT: "ตำบล ชื่อตำบล tambon subdistrict",
	NUMBER: "หมู่ หมู่ที่ หมู่ที ม moo",
	VILLAGE_NAME: "หมู่บ้าน ชื่อหมู่บ้าน บ้าน ชื่อบ้าน village",
	LEFT_OUT: "ลำดับ ลำดับที่ ที่ no",
}
_LEVEL = re.compile(r"^(?:จังหวัด|จ\.|อำเภอ|อ\.|ตำบล|ต\.|เขต|แขวง)\s*")
NOTHING = ("", "-", "–", "n/a", "na", "ไม่มีข้อมูล", "null")
# above the headings stand titles of the list at most
ROWS_ABOVE = 6
LARGEST = 10**13


class Place(NamedTuple):
	"""A sub-district, as files name it."""

	code: str
	name: str
	district: str
	province: str


class Column(NamedTuple):
	heading: str
	is_what: str
	indicator: str | None
	example: str


class Read(NamedTuple):
	"""A row: its number in the file, the village (None where it is not known), figures by indicator, and what is left out.

	lost: how many values could not be read.
	"""

	number: int
	village: str | None
	village_name: str
	figures: dict[str, float]
	problems: list[str]
	lost: int


def find_headings(rows: list[list], known: dict[str, str]) -> int:
	"""Return the index of the row of headings among the first rows: that in which most is known; -1 for none."""
	words = known.keys() | {bare(word) for line in HEADINGS.values() for word in line.split()}
	found = [sum(bare(cell_text(cell)) in words for cell in row) for row in rows[: ROWS_ABOVE + 1]]
	best = max(range(len(found)), key=lambda at: found[at], default=-1)
	return best if best >= 0 and found[best] >= 2 else -1


def columns(headings: list, example: list, known: dict[str, str]) -> list[Column]:
	"""Return what each column is taken for. known: code of an indicator by what headings call it (`bare`)."""
	places = {bare(word): what for what, words in HEADINGS.items() for word in words.split()}
	found: list[Column] = []
	for at, cell in enumerate(headings):
		text, key = cell_text(cell), bare(cell_text(cell))
		what = places.get(key) or (FIGURE if key in known else "")
		indicator = known.get(key) if what == FIGURE else None
		# of two columns for the same, the second would take the place of the first
		again = [c for c in found if c.is_what == what and c.indicator == indicator and what]
		if again and what != LEFT_OUT:
			what, indicator = "", None
		found.append(
			Column(text[:140], what, indicator, cell_text(example[at] if at < len(example) else "")[:140])
		)
	return found


class Reader:
	"""Reads the rows of a file: `wanted` are its columns, `places` the sub-districts there are, `scope` where they may lie."""

	def __init__(self, wanted: list[Column], places: Iterable[Place], scope: str):
		self.at = {
			column.is_what: number
			for number, column in enumerate(wanted)
			if column.is_what not in ("", LEFT_OUT, FIGURE)
		}
		self.figures = [
			(number, column.indicator, column.heading)
			for number, column in enumerate(wanted)
			if column.is_what == FIGURE and column.indicator
		]
		self.scope = scope
		self.by_code: dict[str, Place] = {}
		self.by_name: dict[str, list[Place]] = {}
		for place in places:
			self.by_code[place.code] = place
			self.by_name.setdefault(_place(place.name), []).append(place)

	def missing(self) -> str | None:
		"""Return what the columns lack to tell a village, in words; None where nothing does."""
		has = self.at.keys()
		if not self.figures:
			return _("No column is a figure. Say in the table below which one is which figure.")
		if VILLAGE in has or (NUMBER in has and (SUB_DISTRICT_CODE in has or SUB_DISTRICT in has)):
			return None
		return _(
			"No column tells the village: there is a code of eight digits, or the sub-district and the number of the village."
		)

	def read(self, rows: Iterable[tuple[int, list]]) -> Iterator[Read]:
		seen: dict[str, int] = {}
		for number, row in rows:
			if not any(cell_text(cell) for cell in row):
				continue
			found = self._row(number, row)
			if found.village and found.village in seen:
				said = _("The village {0} stands in row {1} already").format(
					found.village, seen[found.village]
				)
				found = found._replace(village=None, problems=[said])
			elif found.village:
				seen[found.village] = number
			yield found

	def _row(self, number: int, row: list) -> Read:
		village, problem = self._village(row)
		if not village:
			return Read(number, None, "", {}, [problem], 0)
		figures: dict[str, float] = {}
		problems = []
		for at, indicator, heading in self.figures:
			value, wrong = as_number(row[at] if at < len(row) else None)
			if wrong:
				problems.append(_("{0}: “{1}” is no number").format(heading, wrong[:40]))
			elif value is not None:
				figures[indicator] = value
		return Read(number, village, self._cell(row, VILLAGE_NAME)[:140], figures, problems, len(problems))

	def _cell(self, row: list, what: str) -> str:
		at = self.at.get(what)
		return cell_text(row[at]) if at is not None and at < len(row) else ""

	def _village(self, row: list) -> tuple[str | None, str]:
		code = _digits(self._cell(row, VILLAGE))
		if not code:
			place, problem = self._sub_district(row)
			number = _digits(self._cell(row, NUMBER))
			if not place:
				return None, problem
			if not number or not 1 <= int(number) <= 99:
				return None, _("The number of the village is missing, or is none of 1 to 99")
			code = f"{place}{int(number):02d}"
		if len(code) != 8 or code.endswith("00"):
			return None, _("“{0}” is no code of a village: it has eight digits").format(code[:20])
		if code[:6] not in self.by_code:
			return None, _("{0}: there is no sub-district with this code").format(code[:6])
		if not covers(self.scope, code):
			return None, _("{0} lies outside of the area of this import").format(code)
		return code, ""

	def _sub_district(self, row: list) -> tuple[str | None, str]:
		if code := _digits(self._cell(row, SUB_DISTRICT_CODE)):
			return code, ""
		name = self._cell(row, SUB_DISTRICT)
		if not name:
			return None, _("The row names no village")
		found = self.by_name.get(_place(name), [])
		found = [place for place in found if covers(self.scope, place.code)] or found
		for what, field in ((DISTRICT, "district"), (PROVINCE, "province")):
			if wanted := _place(self._cell(row, what)):
				found = [place for place in found if _place(getattr(place, field)) == wanted]
		if len(found) == 1:
			return found[0].code, ""
		if found:
			return None, _(
				"{0}: several sub-districts are called so. Add the district and the province"
			).format(name)
		return None, _("{0}: there is no such sub-district").format(name)


def as_number(cell) -> tuple[float | None, str]:
	"""Return (number, "") of a cell, (None, "") of an empty one, (None, its text) of one that is no number."""
	if isinstance(cell, bool):
		return None, str(cell)
	if isinstance(cell, int | float):
		return (float(cell), "") if math.isfinite(cell) and abs(cell) < LARGEST else (None, str(cell))
	text = cell_text(cell)
	if text.casefold() in NOTHING:
		return None, ""
	try:
		value = float(arabic_digits(text).replace(",", "").rstrip("%").strip())
	except ValueError:
		return None, text
	return (value, "") if math.isfinite(value) and abs(value) < LARGEST else (None, text)


def _place(name: str) -> str:
	return bare(_LEVEL.sub("", collapse_spaces(name)))


def _digits(text: str) -> str:
	return re.sub(r"\D", "", arabic_digits(text))
