"""Lists of participants as offices send them: which column is what, and who stands in each row, with what is wrong of it.

Pure rules, but for the words: nothing is read from the database, and nothing that was typed is lost unsaid.
"""

import re
from collections.abc import Iterable
from itertools import zip_longest
from typing import NamedTuple

from frappe import _

from con_center.access.areas import COUNTRY, covers
from con_center.entry import wrong_rows
from con_center.entry.spreadsheets import bare, cell_text
from con_center.thai import arabic_digits, person_key, split_title

# what a heading may be called besides the label of its field; compared without spaces and marks
HEADINGS = {
	"number": "ลำดับ ลำดับที่ ที่ no",
	"title": "คำนำหน้า คำนำหน้าชื่อ คำนำหน้านาม",
	"full_name": "ชื่อสกุล ชื่อนามสกุล ชื่อและนามสกุล ชื่อและสกุล รายชื่อ fullname name",
	"first_name": "ชื่อ ชื่อตัว firstname",
	"last_name": "นามสกุล สกุล lastname",
	"province": "จังหวัด province",
	"district": "อำเภอ เขต อำเภอเขต district",
	"sub_district": "ตำบล แขวง ตำบลแขวง subdistrict",
	"area_code": "รหัสพื้นที่ รหัส รหัสตำบล รหัสอำเภอ รหัสจังหวัด areacode code",
	"participant_group": "กลุ่ม กลุ่มเป้าหมาย ประเภท ประเภทผู้เข้าร่วม group",
	"organization_text": "หน่วยงาน สังกัด องค์กร กลุ่มองค์กร organization agency",
	"position": "ตำแหน่ง position",
	"phone": "โทร โทรศัพท์ เบอร์โทร เบอร์โทรศัพท์ หมายเลขโทรศัพท์ phone",
}
COLUMNS = ("title", "first_name", "last_name", "province", "district", "sub_district", "participant_group", "organization_text", "position", "phone")  # fmt: skip
KEPT = ("title", "first_name", "last_name", "participant_group", "organization_text", "position", "phone")
# above the headings stand titles of the list at most
ROWS_ABOVE = 6
WORDS_OF_LEVEL = re.compile(r"^(จังหวัด|จ\.|อำเภอ|อ\.|เขต|ตำบล|ต\.|แขวง)\s*")
CAPITAL = "เมือง"


class Person(NamedTuple):
	"""A row of a list. row: its number in the list; values: fields of the participant; faults: what is wrong."""

	row: int
	values: dict[str, str]
	faults: list[str]

	@property
	def key(self) -> tuple[str, str]:
		return self.values.get("area", ""), person_key(
			self.values.get("first_name"), self.values.get("last_name")
		)

	@property
	def called(self) -> str:
		return " ".join(filter(None, (self.values.get(f) for f in ("title", "first_name", "last_name"))))


class Reading(NamedTuple):
	"""What was understood of a list. headings: the number of its row with the headings; 0 where there is none."""

	people: list[Person]
	said: list[str]
	headings: int = 0


class Places:
	"""The areas that there are, found by what lists call them."""

	def __init__(self, names: Iterable[tuple[str, str]], within: str):
		"""names: (DOPA code, name) of each area; within: the area of the training, of which unnamed levels are taken."""
		self.names = dict(names)
		self.within = "" if within == COUNTRY else within
		self.found = {(code[:-2], bare(name)): code for code, name in self.names.items()}

	def find(self, given: dict[str, str]) -> tuple[str, str | None]:
		"""Return the code of the area that a row names, and what is wrong with it."""
		if typed := arabic_digits(given.get("area_code") or ""):
			known = typed in self.names
			return (typed, None) if known else ("", _("There is no area with the code {0}").format(typed))
		code = ""
		for level in ("province", "district", "sub_district"):
			typed = given.get(level)
			length = len(code) + 2
			if not typed:
				# of a training of a province, its districts need no province
				if len(self.within) < length or not self.within.startswith(code):
					break
				code = self.within[:length]
				continue
			inner = self.inside(code, typed)
			if not inner:
				return "", _("“{0}” is not known{1}").format(typed, self.where(code))
			code = inner
		below = [level for level in ("district", "sub_district") if given.get(level)]
		if below and len(code) < 2 + 2 * len(below):
			return "", _("The district is missing") if code else _("The province is missing")
		return code, None if code else _("The area is missing: province, district or sub-district")

	def inside(self, code: str, typed: str) -> str | None:
		name = bare(WORDS_OF_LEVEL.sub("", typed))
		if len(code) == 2 and name == CAPITAL:
			name = bare(CAPITAL + self.names[code])
		return self.found.get((code, name))

	def where(self, code: str) -> str:
		return f" ({self.names[code]})" if code else ""


class Groups:
	"""The groups of participants that there are, found by what lists call them."""

	def __init__(self, names: Iterable[str]):
		self.names = list(names)

	def find(self, typed: str) -> str | None:
		"""Return the group that is called so, or the only one that is meant by a part of its name."""
		wanted = bare(typed)
		same = [name for name in self.names if bare(name) == wanted]
		near = [name for name in self.names if wanted in bare(name) or bare(name) in wanted]
		return next(iter(same), None) or (near[0] if len(near) == 1 else None)


def read(table: list[list], places: Places, groups: Groups, labels: dict[str, str]) -> Reading:
	"""Return who stands in the rows of a spreadsheet; labels: what the form calls the fields."""
	rows = [(number, [cell_text(cell) for cell in row]) for number, row in enumerate(table, 1)]
	rows = [(number, row) for number, row in rows if any(row)]
	columns, first, said = _columns([row for _number, row in rows], labels)
	if columns is None:
		return Reading([], said)
	people = [_person(number, dict(_named(columns, row)), places, groups) for number, row in rows[first:]]
	return Reading(_once(people), said, rows[first - 1][0])


def refuse_outside(people: list[Person], codes: list[str] | None, training_area: str) -> None:
	"""Say of rows that they lie where the user registers nobody (codes: None for everywhere), or outside the training."""
	for person in people:
		area = person.values.get("area")
		if not area:
			continue
		if not covers(training_area, area):
			person.faults.append(_("The area does not belong to the organiser"))
		elif codes is not None and not any(covers(code, area) for code in codes):
			person.faults.append(_("The area is not yours: its own office registers its people"))


def refuse_registered(people: list[Person], registered: set[tuple[str, str]]) -> None:
	for person in people:
		if person.key in registered:
			person.faults.append(_("Is registered already"))


def _columns(rows: list[list[str]], labels: dict) -> tuple[list[str | None] | None, int, list[str]]:
	"""Return what each column is, the row in which the list begins, and what is to be said; without headings, None."""
	known = {bare(label): field for field, label in labels.items()}
	known.update({bare(word): field for field, words in HEADINGS.items() for word in words.split()})
	for number, row in enumerate(rows[:ROWS_ABOVE]):
		found = [known.get(bare(cell)) for cell in row]
		if sum(map(bool, found)) >= 2:
			columns = _settled([None if field in found[:at] else field for at, field in enumerate(found)])
			# a file of wrong rows comes back with what was said of them
			own = wrong_rows.headings()
			left_out = [
				cell
				for cell, field in zip(row, columns, strict=True)
				if cell and not field and cell not in own
			]
			said = [_("Column “{0}” is not known and is left out.").format(head) for head in left_out]
			return columns, number + 1, said
	said = [
		_("There are no headings. Begin the list with a row that names the columns, as the empty file does.")
	]
	return None, 0, said


def _settled(found: list[str | None]) -> list[str | None]:
	if "last_name" in found:
		return found
	if "first_name" in found and "full_name" in found:
		# ชื่อ | ชื่อสกุล
		return ["last_name" if field == "full_name" else field for field in found]
	return ["full_name" if field == "first_name" else field for field in found]


def _named(columns: list, row: list[str]) -> Iterable[tuple[str, str]]:
	for field, cell in zip_longest(columns, row):
		if field and cell:
			yield field, cell


def _person(number: int, given: dict[str, str], places: Places, groups: Groups) -> Person:
	values = {field: given[field] for field in KEPT if field in given}
	faults: list[str] = []
	_split_name(values, given.get("full_name"))
	for field, missing in (
		("first_name", _("The name is missing")),
		("last_name", _("The last name is missing")),
	):
		if not values.get(field):
			faults.append(missing)
			break
	area, fault = places.find(given)
	if area:
		values["area"] = area
	faults += [fault] if fault else []
	group = groups.find(given["participant_group"]) if given.get("participant_group") else None
	if group:
		values["participant_group"] = group
	else:
		values.pop("participant_group", None)
		said = _("Group “{0}” is not known. Choose one of these: {1}")
		missing = _("The group is missing. Choose one of these: {0}")
		listed = ", ".join(groups.names)
		typed = given.get("participant_group")
		faults.append(said.format(typed, listed) if typed else missing.format(listed))
	# a spreadsheet takes a telephone number for a number, and its zero away
	if re.fullmatch(r"[1-9]\d{7,8}", values.get("phone") or ""):
		values["phone"] = f"0{values['phone']}"
	return Person(number, values, faults)


def _split_name(values: dict[str, str], whole: str | None) -> None:
	title, rest = split_title(whole or values.get("first_name") or "")
	if values.get("title", title) != title:
		title, rest = "", whole or values.get("first_name") or ""
	if title:
		values["title"] = title
	if whole:
		first, _space, last = rest.partition(" ")
		values.update({"first_name": first, "last_name": last.strip()})
	elif rest:
		values["first_name"] = rest


def _once(people: list[Person]) -> list[Person]:
	"""Say of who stands in the list already in which row."""
	seen: dict[tuple[str, str], int] = {}
	for person in people:
		if not person.faults and person.key in seen:
			person.faults.append(
				_("Is the same person of the same area as in row {0}").format(seen[person.key])
			)
		seen.setdefault(person.key, person.row)
	return people
