"""Lists of members as offices keep them in spreadsheets: which column is what, and who stands in each row.

Nothing that was typed is lost unsaid: what is not understood is told, with the row in which it stands.
"""

import re
from collections.abc import Iterable
from itertools import zip_longest
from typing import NamedTuple

from frappe import _

from con_center.entry.spreadsheets import bare, cell_text
from con_center.thai import arabic_digits, normalize_name, person_key, split_title
from con_center.thai.names import TITLES

# what a heading may be called besides the label of its field; compared without spaces and marks
HEADINGS = {
	"number": "ลำดับ ลำดับที่ ที่ no",
	"title": "คำนำหน้า คำนำหน้าชื่อ คำนำหน้านาม",
	"full_name": "ชื่อสกุล ชื่อนามสกุล ชื่อและนามสกุล ชื่อและสกุล ชื่อตัวชื่อสกุล รายชื่อ fullname name",
	"first_name": "ชื่อ ชื่อตัว firstname",
	"last_name": "นามสกุล สกุล lastname",
	"standing": "ตำแหน่ง",
	"role": "ตำแหน่งในคณะกรรมการ ตำแหน่งในคณะทำงาน ตำแหน่งในศอชต ตำแหน่งในศอช หน้าที่ บทบาท role",
	"post": "โดยตำแหน่ง ตำแหน่งทางราชการ ตำแหน่งราชการ post",
	"organization_name": "ผู้แทน ผู้แทนจาก ผู้แทนกลุ่ม เป็นผู้แทนของ กลุ่ม กลุ่มองค์กร องค์กร ชื่อกลุ่ม ชื่อองค์กร",
	"agency": "หน่วยงาน สังกัด agency",
	"village": "หมู่ หมู่ที่ หมู่บ้าน บ้าน ที่อยู่ village",
	"phone": "โทร โทรศัพท์ เบอร์โทร เบอร์โทรศัพท์ หมายเลขโทรศัพท์ phone",
}
TEXTS = (
	"title",
	"first_name",
	"last_name",
	"post",
	"role",
	"organization_name",
	"agency",
	"village",
	"phone",
)
PHONE = re.compile(r"(\+?66|0)\d{8,9}|[1-9]\d{7,8}")
LETTER = re.compile(r"[ก-ฮA-Za-z]")
# posts that begin as names do
POST = re.compile(
	r"(รอง)?นายก(?=\s|องค์|อบ[ตจ]|เทศ|สมาคม|เหล่า|สภา)|นายอำเภอ|นายทะเบียน|กำนันตำบล|ผู้ใหญ่บ้าน|ปลัดอำเภอ|พัฒนาการอำเภอ"
)
VILLAGE = re.compile(r"(หมู่|ม\.|บ้าน)")
# above the headings stand titles of the list at most
ROWS_ABOVE = 6


class Entry(NamedTuple):
	"""One row of a list: the member's fields, what is to be said of it, and whether it is proposed to be added."""

	values: dict[str, str]
	notes: list[str]
	add: bool


class Reading(NamedTuple):
	entries: list[Entry]
	said: list[str]


class Roles:
	"""The roles that there are, found by what a list calls them."""

	def __init__(self, names: Iterable[str], kind: str):
		self.names = list(names)
		is_group = kind == "Promoting Working Group"
		self.of_kind = [name for name in self.names if ("คณะทำงาน" in name) == is_group]
		ordinary = "คณะทำงาน" if is_group else "กรรมการ"
		self.ordinary = ordinary if ordinary in self.names else None

	def find(self, text: str) -> str | None:
		"""Return the role that is called so, or the only one that is meant by a shorter name: เลขานุการ, ประธาน."""
		wanted = bare(text)
		if not wanted:
			return None
		for name in self.names:
			if bare(name) == wanted:
				return name
		near = [n for n in self.of_kind if bare(n).startswith(wanted) or bare(n).endswith("และ" + wanted)]
		return near[0] if len(near) == 1 else None


def read(rows: list[list], roles: Roles, labels: dict[str, str]) -> Reading:
	"""Return who stands in the rows of a spreadsheet; rows: of cells; labels: what the form calls the fields."""
	table = [[cell_text(cell) for cell in row] for row in rows]
	table = [row for row in table if any(row)]
	columns, first, said = _columns(table, roles, labels)
	said += [
		_("Above the headings, left out: {0}").format(" ".join(filter(None, r)))
		for r in table[: max(first - 1, 0)]
	]
	body = table[first:]
	said += _not_understood(columns, table[first - 1] if first else [], body)
	entries = [_entry(dict(_named(columns, row)), row, roles) for row in body]
	return Reading(entries, said)


def mark_present(entries: list[Entry], present: Iterable[dict]) -> list[Entry]:
	"""Return the entries; who is in the committee, or stands above already, is not proposed once more."""
	seen = {_key(member) for member in present}
	found = []
	for entry in entries:
		key = _key(entry.values)
		if key and key in seen:
			entry = entry._replace(notes=[*entry.notes, _("Is in the list already")], add=False)
		seen.add(key)
		found.append(entry)
	return found


def member(name: str, **values) -> Entry:
	"""Return an entry for somebody whose whole name is known: นายสมชาย ใจดี."""
	title, rest = split_title(name)
	first, _space, last = rest.partition(" ")
	values = {"title": title, "first_name": first, "last_name": last.strip(), **values}
	notes = [] if last.strip() else [_("The last name is missing")]
	return Entry({f: v for f, v in values.items() if v}, notes, add=False)


def _columns(table: list[list[str]], roles: Roles, labels: dict) -> tuple[list[str | None], int, list[str]]:
	"""Return what each column is, the row in which the list begins, and what is to be said of it."""
	known = {bare(label): field for field, label in labels.items()}
	known.update({bare(word): field for field, words in HEADINGS.items() for word in words.split()})
	for number, row in enumerate(table[:ROWS_ABOVE]):
		found = [known.get(bare(cell)) for cell in row]
		if sum(map(bool, found)) >= min(2, len(row)):
			return _once(_settled(found, table[number + 1 :], roles)), number + 1, []
	guessed = _guessed(table, roles)
	return (
		guessed,
		0,
		[_("There are no headings: the columns were told by what stands in them.")] if table else [],
	)


def _once(found: list[str | None]) -> list[str | None]:
	"""Of two columns for the same, the second is not known: it would take the place of the first."""
	return [None if field in found[:at] else field for at, field in enumerate(found)]


def _settled(found: list[str | None], body: list[list[str]], roles: Roles) -> list[str | None]:
	if "first_name" in found and "last_name" not in found:
		# ชื่อ | ชื่อสกุล
		found = ["last_name" if field == "full_name" else field for field in found]
		# ชื่อ alone holds the whole name
		if "last_name" not in found:
			found = ["full_name" if field == "first_name" else field for field in found]
	for at, field in enumerate(found):
		if field == "standing":
			cells = _cells(body, at)
			is_role = "role" not in found and _most(cells, roles.find)
			found[at] = "role" if is_role or not cells else "post"
	return found


def _guessed(table: list[list[str]], roles: Roles) -> list[str | None]:
	"""Return what the columns are by what stands in them, each thing once; texts in the order in which lists have them."""
	tests = {
		"number": lambda cell: arabic_digits(cell).rstrip(".").isdigit() and len(cell) < 4,
		"title": lambda cell: cell in TITLES,
		"role": roles.find,
		"phone": _is_phone,
		"village": VILLAGE.match,
		"full_name": lambda cell: " " in split_title(cell)[1] and split_title(cell)[0],
	}
	width = max(map(len, table), default=0)
	found: list[str | None] = [None] * width
	for at in range(width):
		cells = _cells(table, at)
		found[at] = next((f for f, fits in tests.items() if f not in found and _most(cells, fits)), None)
	rest = ["organization_name", "agency", "post"]
	if "full_name" not in found:
		rest = ["first_name", "last_name", *rest]
	for at in range(width):
		if found[at] is None and _most(_cells(table, at), LETTER.search) and rest:
			found[at] = rest.pop(0)
	return _whole_names(found, table)


def _whole_names(found: list[str | None], table: list[list[str]]) -> list[str | None]:
	"""A column of two words each is of whole names, though no title stands before them."""
	if "first_name" in found and _most(_cells(table, found.index("first_name")), lambda cell: " " in cell):
		rename = {"first_name": "full_name", "last_name": "organization_name", "organization_name": "agency"}
		return [rename.get(field, field) for field in found]
	return found


def _not_understood(columns: list, heads: list[str], body: list[list[str]]) -> list[str]:
	said = []
	for at in range(max(map(len, [columns, *body]), default=0)):
		cells = _cells(body, at)
		if cells and (at >= len(columns) or columns[at] is None):
			head = heads[at] if at < len(heads) and heads[at] else str(at + 1)
			some = ", ".join(cells[:3]) + (" …" if len(cells) > 3 else "")
			said.append(_("Column “{0}” is not known and is left out: {1}").format(head, some))
	return said


def _named(columns: list, row: list[str]) -> Iterable[tuple[str, str]]:
	for field, cell in zip_longest(columns, row):
		if field and field != "number" and cell:
			yield field, cell


def _entry(given: dict[str, str], row: list[str], roles: Roles) -> Entry:
	notes: list[str] = []
	values = {field: given[field] for field in TEXTS if field in given}
	_split_names(values, given.get("full_name"), notes)
	_set_role(values, given.get("role"), roles, notes)
	_set_contacts(values)
	if not (values.get("first_name") or values.get("post")):
		notes.append(_("No name was found: {0}").format(" ".join(filter(None, row))))
		return Entry(values, notes, add=False)
	if values.get("first_name") and not values.get("last_name"):
		notes.append(_("The last name is missing"))
	return Entry(values, notes, add=True)


def _split_names(values: dict[str, str], whole: str | None, notes: list[str]) -> None:
	text = whole or values.get("first_name") or ""
	if POST.match(text):
		values.pop("first_name", None)
		values.setdefault("post", text)
		notes.append(_("“{0}” is taken for a post").format(text))
		return
	title, rest = split_title(text)
	# what stands in a column of its own is the title: the name may begin with the same letters
	if values.get("title", title) != title:
		title, rest = "", text
	if title:
		values["title"] = title
	if whole:
		first, _space, last = rest.partition(" ")
		values.update({"first_name": first, "last_name": values.get("last_name") or last.strip()})
	elif title:
		values["first_name"] = rest


def _set_role(values: dict[str, str], text: str | None, roles: Roles, notes: list[str]) -> None:
	values.pop("role", None)
	role = roles.find(text) if text else roles.ordinary
	if role:
		values["role"] = role
	if text and not role:
		notes.append(_("There is no role “{0}”: choose one in the row").format(text))
	elif text and bare(text) != bare(role):
		notes.append(_("“{0}” is taken for {1}").format(text, role))
	elif not text:
		notes.append(_("No role is given: {0}").format(role or "–"))


def _set_contacts(values: dict[str, str]) -> None:
	if (values.get("village") or "").isdigit():
		values["village"] = f"หมู่ {values['village']}"
	# a spreadsheet takes a telephone number for a number, and its zero away
	if re.fullmatch(r"[1-9]\d{7,8}", values.get("phone") or ""):
		values["phone"] = f"0{values['phone']}"


def _is_phone(cell: str) -> bool:
	return bool(PHONE.fullmatch(re.sub(r"[\s()-]", "", cell) if cell.startswith(("0", "+", "(")) else cell))


def _key(values: dict) -> str:
	if values.get("first_name") or values.get("last_name"):
		return person_key(values.get("first_name"), values.get("last_name"))
	return normalize_name(values.get("post") or "")


def _cells(rows: list[list[str]], at: int) -> list[str]:
	return [row[at] for row in rows if at < len(row) and row[at]]


def _most(cells: list[str], fits) -> bool:
	return bool(cells) and sum(bool(fits(cell)) for cell in cells) * 2 > len(cells)
