"""Lists of households as they come from TPMAP or an office: which column is what, and what stands in each row.

Nothing is written here. What is wrong with a row is told with its number and its column, never with a number of a
person; the code of a house is hashed before anything else, and the list holds it no more.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from frappe import _

from con_center.entry.spreadsheets import bare, cell_text
from con_center.households import house_code
from con_center.households.dimensions import STATE_FIELDS
from con_center.households.persons import NOT_TOLD, age_group_of, relation_of
from con_center.households.places import house_number
from con_center.thai import (
	arabic_digits,
	holds_house_code,
	holds_personal_number,
	name_key,
	normalize_text,
	split_title,
)

HOUSE_CODE, AREA, VILLAGE_NO, VILLAGE, HOUSE_NUMBER, HEAD, PERSON, RELATION, AGE = (
	"house_code",
	"area",
	"village_no",
	"village_name",
	"house_number",
	"head_name",
	"person",
	"relation",
	"age_group",
)
FIRST_NAME, LAST_NAME = "first_name", "last_name"
# what a column may hold, and what it is called in lists; compared without spaces and marks
HEADINGS = {
	HOUSE_CODE: "รหัสบ้าน รหัสประจำบ้าน เลขรหัสประจำบ้าน เลขประจำบ้าน housecode houseid",
	AREA: "ตำบล ชื่อตำบล รหัสตำบล subdistrict tambon",
	VILLAGE_NO: "หมู่ หมู่ที่ ม หมู่บ้านที่ villageno moo",
	VILLAGE: "หมู่บ้าน ชื่อหมู่บ้าน บ้าน ชุมชน ชื่อชุมชน ถนน ชื่อถนน สถานที่ village community road place",
	HOUSE_NUMBER: "บ้านเลขที่ เลขที่บ้าน เลขที่ ที่อยู่ housenumber",
	PERSON: "ชื่อสกุล ชื่อนามสกุล",
	RELATION: "ความสัมพันธ์ ความสัมพันธ์กับหัวหน้า ความสัมพันธ์กับหัวหน้าครัวเรือน เกี่ยวข้องเป็น relation",
	AGE: "อายุ อายุปี ช่วงอายุ age agegroup",
	HEAD: "ชื่อหัวหน้าครัวเรือน หัวหน้าครัวเรือน ชื่อสกุลหัวหน้าครัวเรือน ชื่อนามสกุลหัวหน้าครัวเรือน หัวหน้า head",
	FIRST_NAME: "ชื่อ ชื่อตัว firstname",
	LAST_NAME: "นามสกุล สกุล lastname",
	"Health": "สุขภาพ ด้านสุขภาพ มิติด้านสุขภาพ มิติสุขภาพ health",
	"Living Conditions": "ความเป็นอยู่ ด้านความเป็นอยู่ มิติด้านความเป็นอยู่ มิติความเป็นอยู่ living",
	"Education": "การศึกษา ด้านการศึกษา มิติด้านการศึกษา มิติการศึกษา education",
	"Income": "รายได้ ด้านรายได้ มิติด้านรายได้ มิติรายได้ income",
	"Access to Public Services": "การเข้าถึงบริการภาครัฐ ด้านการเข้าถึงบริการภาครัฐ มิติด้านการเข้าถึงบริการภาครัฐ การเข้าถึงบริการรัฐ เข้าถึงบริการ access",
}
LABELS = {
	HOUSE_CODE: "House Code",
	AREA: "Sub-district",
	VILLAGE_NO: "Village No.",
	VILLAGE: "Village, Community, Road or Place",
	HOUSE_NUMBER: "House Number",
	HEAD: "Head of the Household",
	PERSON: "Name of a Person in It",
	FIRST_NAME: "First Name",
	LAST_NAME: "Last Name",
	RELATION: "Relation to the Head",
	AGE: "Age Group",
	**{dimension: dimension for dimension in STATE_FIELDS},
}
_STRANGE = re.compile("[<>\0\ud800-\udfff]")
NOT_SO = {"", "0", "-", "–", "ไม่", "ไม่ใช่", "ไม่มี", "ผ่าน", "no", "false", "n"}
ROWS_ABOVE = 6


class Wrong(NamedTuple):
	"""What is wrong with a row: its number as the spreadsheet counts, and why, in words."""

	row: int
	text: str


class Member(NamedTuple):
	relation: str
	age_group: str
	needs: tuple[str, ...]


class Listed(NamedTuple):
	"""A household as a row of a list has it, or as several do that were joined (`joining`)."""

	row: int
	area: str
	village_no: int
	village_name: str
	house_number: str
	head_name: str
	house_hash: str | None
	dimensions: tuple[str, ...]
	# (item, its dimension), of which it is one
	needs: tuple[tuple[str, str], ...] = ()
	# whom the row is about, where the head's name has a column of its own; written down nowhere
	person: str = ""
	relation: str = NOT_TOLD
	age_group: str = NOT_TOLD
	# of rows that were joined: who lives there, and all that the house and its people are called
	members: tuple[Member, ...] = ()
	places: tuple[tuple, ...] = ()

	@property
	def place(self) -> tuple:
		return key_of(self)


class Reading(NamedTuple):
	"""households: a row each until they are joined; joined: how many rows that took.

	by_house: a row of the same house is of the same household; is_sure: the list leaves it open nowhere.
	"""

	headings: list[str]
	fields: list[str | None]
	households: list[Listed]
	wrong: list[Wrong]
	joined: int = 0
	by_house: bool = False
	is_sure: bool = False

	@property
	def rows(self) -> int:
		return len(self.households) + self.joined + len(self.wrong)


def key_of(row) -> tuple:
	"""Return by what a household without a code is found again: its house, and its head without the title."""
	return (*_place_of(row), name_key(row.head_name))


def house_of(row) -> tuple | None:
	"""Return a house as it is compared; None where it has no number, as a place in words alone is home to many."""
	return _place_of(row) if house_number(row.house_number) else None


def _place_of(row) -> tuple:
	"""Return where a household lives: by the numbers of village and house; where one is missing, by the place in words, too."""
	village, number = int(row.village_no or 0), house_number(row.house_number)
	in_words = "" if village and number else bare(row.village_name)
	return (row.area, village, in_words, number)


def read(
	table: list[list],
	area: str,
	areas: Mapping[str, str],
	mapping: Mapping[str, str] | None,
	items: Mapping[str, str],
) -> Reading:
	"""Return what stands in a table of cells.

	area: the code of the sub-district or district that the list is of. areas: {name or code as typed: code} of its
	sub-districts. mapping: {heading: field} as the office keeps it, before what headings are usually called. items: {need
	that a column may be headed by: its dimension}; a field like the others.
	"""
	rows = [(number, [cell_text(cell) for cell in row]) for number, row in enumerate(table, 1)]
	rows = [(number, row) for number, row in rows if any(row)]
	headings, fields, body = _columns(rows, mapping or {}, items)
	secret = house_code.key()
	for _number, row in body:
		_hash_codes(row, fields, secret)
	households, wrong = [], []
	for number, row in body:
		cells = {field: row[at] for at, field in enumerate(fields) if field and at < len(row)}
		faults = list(_faults(cells, row, area, areas))
		if faults:
			wrong.append(Wrong(number, "; ".join(faults)))
		else:
			households.append(_listed(number, cells, area, areas, items))
	return Reading(headings, fields, households, wrong)


def _columns(
	rows: list, mapping: Mapping[str, str], items: Mapping[str, str]
) -> tuple[list[str], list[str | None], list]:
	"""Return the headings, what each column holds, and the rows below them."""
	known = {bare(item): item for item in items}
	known.update({bare(word): field for field, words in HEADINGS.items() for word in words.split()})
	fields = {*LABELS, *items, ""}
	known.update({bare(heading): field for heading, field in mapping.items() if (field or "") in fields})
	for at, (_number, row) in enumerate(rows[:ROWS_ABOVE]):
		fields = [known.get(bare(cell)) for cell in row]
		if sum(map(bool, fields)) >= 2:
			return row, _once(_whole_name(fields)), rows[at + 1 :]
	# headings that nobody knows yet: the user says what they mean
	if rows and not any(map(_is_no_heading, rows[0][1])):
		return rows[0][1], [known.get(bare(cell)) for cell in rows[0][1]], rows[1:]
	return [], [], []


def _is_no_heading(cell: str) -> bool:
	"""Tell whether a cell is what stands below headings: a number, or somebody. It is shown and kept nowhere."""
	return bool(re.search(r"\d{3}", arabic_digits(cell)) or cell.isdigit() or split_title(cell)[0])


def _whole_name(fields: list) -> list:
	"""Where no last name has a column of its own, ชื่อ holds the whole name: of the head, if he has no column of his own."""
	if LAST_NAME not in fields and PERSON not in fields:
		fields = [PERSON if field == FIRST_NAME else field for field in fields]
	if HEAD in fields:
		return fields
	return [HEAD if field == PERSON else field for field in fields]


def _once(fields: list) -> list:
	return [None if field in fields[:at] else field for at, field in enumerate(fields)]


def _hash_codes(row: list[str], fields: list, secret: bytes) -> None:
	"""Put in the place of a code its hash, or what says that it is none."""
	if HOUSE_CODE in fields and (at := fields.index(HOUSE_CODE)) < len(row) and row[at]:
		digits = house_code.read(row[at])
		row[at] = house_code.digest_of(digits, secret) if digits else "?"


def _faults(cells: dict, row: list[str], area: str, areas: Mapping[str, str]) -> Iterable[str]:
	if any(holds_personal_number(cell) for cell in row if len(cell) < 60):
		yield _("a number of 13 digits stands in it: take the column out of the list")
		return
	if any(_STRANGE.search(cell) for cell in row):
		yield _("there are signs in it that no text has, such as < or >")
	if any(
		holds_house_code(cells.get(field))
		for field in (HEAD, PERSON, FIRST_NAME, LAST_NAME, HOUSE_NUMBER, VILLAGE)
	):
		yield _("a number of 11 digits stands in another column than “House Code”")
	if not _head(cells):
		yield _("{0} is missing").format(_(LABELS[HEAD]))
	yield from _faults_of_place(cells)
	if cells.get(HOUSE_CODE) == "?":
		yield _("the code of the house has not 11 digits")
	if not _area(cells, area, areas):
		yield _("the sub-district is none of the area of the list")


def _faults_of_place(cells: dict) -> Iterable[str]:
	"""Village and house have a number, or somebody says in words where it is."""
	typed, in_words = cells.get(VILLAGE_NO) or "", cells.get(VILLAGE)
	if not _number(typed) and typed.casefold() not in NOT_SO:
		yield _("{0} is no number").format(_(LABELS[VILLAGE_NO]))
	elif not _number(typed) and not in_words:
		yield _("{0} is missing, and so is {1}").format(_(LABELS[VILLAGE_NO]), _(LABELS[VILLAGE]))
	if not house_number(cells.get(HOUSE_NUMBER)) and not in_words:
		yield _("{0} is missing").format(_(LABELS[HOUSE_NUMBER]))


def _listed(
	number: int, cells: dict, area: str, areas: Mapping[str, str], items: Mapping[str, str]
) -> Listed:
	needs = tuple((item, dimension) for item, dimension in items.items() if _says_so(cells, item))
	of_needs = {dimension for _item, dimension in needs}
	return Listed(
		number,
		_area(cells, area, areas),
		_number(cells.get(VILLAGE_NO)),
		normalize_text(cells.get(VILLAGE) or "")[:140],
		house_number(cells.get(HOUSE_NUMBER))[:40],
		_head(cells)[:140],
		cells.get(HOUSE_CODE) or None,
		tuple(dimension for dimension in STATE_FIELDS if dimension in of_needs or _says_so(cells, dimension)),
		needs,
		_person(cells),
		relation_of(cells.get(RELATION)),
		age_group_of(cells.get(AGE)),
	)


def _says_so(cells: dict, field: str) -> bool:
	return (cells.get(field) or "").casefold() not in NOT_SO


def _head(cells: dict) -> str:
	return normalize_text(cells.get(HEAD) or _in_two_columns(cells))


def _person(cells: dict) -> str:
	"""Return whom a row is about, where the head has a column of his own."""
	return normalize_text(cells.get(PERSON) or _in_two_columns(cells)) if cells.get(HEAD) else ""


def _in_two_columns(cells: dict) -> str:
	return " ".join(filter(None, (cells.get(FIRST_NAME), cells.get(LAST_NAME))))


def _number(text) -> int:
	found = re.search(r"\d{1,3}", arabic_digits(text or ""))
	return int(found[0]) if found else 0


def _area(cells: dict, area: str, areas: Mapping[str, str]) -> str | None:
	if len(area) == 6:
		return area
	return areas.get(bare((cells.get(AREA) or "").removeprefix("ต.").removeprefix("ตำบล")))
