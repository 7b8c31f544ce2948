"""Which parts of a Thai text stay together on a line.

The browser cuts Thai by a dictionary of short words: it cuts ดำเนิน/งาน, and every second surname or name of an area,
which no dictionary knows. Names are told by what stands before them (นาย, ตำบล), areas by geothai's list, and the
browser's pieces are joined where together they are a word of PyThaiNLP's list.
"""

import re
from functools import cache

import geothai
from bs4 import BeautifulSoup, NavigableString
from pythainlp.corpus import thai_words

from con_center.thai.dates import MONTHS

# letters beyond which a part may break nevertheless: it might not fit its column
MOST_LETTERS = 25
MOST_LETTERS_IN_CELL = 8
MOST_PIECES = 4
# beyond this a document is printed with the browser's own breaks
MOST_TEXT = 200_000
# words of the rules and of this work that the list does not have
TERMS = ("ตัวชี้วัด", "รักษาราชการแทน", "ปฏิบัติราชการแทน", "แผนปฏิบัติการ", "มติที่ประชุม", "กลุ่มออมทรัพย์", "ธนาคารข้าว")
MARKS = "ัิีึืฺุู็่้๊๋์ํ๎"
_THAI = re.compile("[ก-๎]")
NAME_OF_PERSON = re.compile(
	r"(?:นางสาว|นาง|นาย(?!อำเภอ|ก(?![ก-ฮะ-์])|ก(?:เทศ|อง|สมา|เหล่า|รัฐ)|ทะเบียน|จ้าง|แพทย์|ช่าง|ทหาร|ตำรวจ|หน้า)|น\.ส\.|เด็กชาย|เด็กหญิง|ร\.ต\.|ด\.ต\.|ดร\.)"
	r" ?([ก-๎]{2,})(?: ([ก-๎]{2,}))?"
)
_VILLAGE = re.compile("บ้าน[ก-๎]{2,}")
# a year with its era, a day with its month, a number with what it numbers
_NUMBERED = re.compile(
	rf"(?:พ\.ศ\.|ข้อ|ครั้งที่|หมู่ที่) [0-9๐-๙]+(?:[/.][0-9๐-๙]+)*|[0-9๐-๙]{{1,2}} (?:{'|'.join(MONTHS)})"
)
_AREA = re.compile(r"(?:ตำบล|แขวง|อำเภอ|เขต|จังหวัด|อบต\.|ศอช\.[ตอจ]\.|พช\.|(?<![ก-๎.])[ตอจ]\.) ?(?=[ก-๎])")


def keep_words_whole(soup: BeautifulSoup, words) -> None:
	"""Mark in a document what stays on one line. `words` splits a Thai text by the browser's dictionary."""
	nodes = [node for node in soup.body.find_all(string=_THAI) if _flows(node)]
	texts = [str(node) for node in nodes]
	if not nodes or sum(map(len, texts)) > MOST_TEXT:
		return
	whole = "\n".join(texts)
	parts = iter([*whole_parts(whole, words(whole)), (len(whole), len(whole) + 1)])
	(start, end), offset = next(parts), 0
	for node, text in zip(nodes, texts, strict=True):
		most = MOST_LETTERS_IN_CELL if node.find_parent(("td", "th")) else MOST_LETTERS
		own = []
		while end <= offset + len(text):
			if _letters(whole[start:end]) <= most:
				own.append((start - offset, end - offset))
			start, end = next(parts)
		_wrap(soup, node, text, own)
		offset += len(text) + 1


def _flows(node) -> bool:
	return type(node) is NavigableString and not node.find_parent(
		lambda tag: tag.name in ("style", "script", "svg", "title") or "con-nowrap" in tag.get("class", [])
	)


def _wrap(soup, node, text: str, parts: list[tuple[int, int]]) -> None:
	done = 0
	for start, end in parts:
		if text[done:start]:
			node.insert_before(NavigableString(text[done:start]))
		span = soup.new_tag("span", attrs={"class": "con-whole", "style": "white-space:nowrap"})
		span.string = text[start:end]
		node.insert_before(span)
		done = end
	if parts:
		node.replace_with(NavigableString(text[done:]))


def whole_parts(text: str, pieces: list[str]) -> list[tuple[int, int]]:
	"""Return start and end of what stays together, in order and apart; `pieces` is the text as the browser cuts it.

	A part has at most MOST_LETTERS letters, marks above and below not counted.
	"""
	kept = [part for part in _named(text) if _letters(text[slice(*part)]) <= MOST_LETTERS]
	bounds, position = [], 0
	for piece in pieces:
		bounds.append((position, position + len(piece)))
		position += len(piece)
	taken = {place for start, end in kept for place in range(start, end)}
	free = [bound for bound in bounds if not taken.intersection(range(*bound))]
	return _apart([*kept, *_joined(text, free)])


def _named(text: str):
	for match in NAME_OF_PERSON.finditer(text):
		yield match.start(), match.end(1)
		if match[2]:
			yield match.span(2)
	for pattern in (_VILLAGE, _NUMBERED):
		for match in pattern.finditer(text):
			yield match.span()
	for match in _AREA.finditer(text):
		length = _area_length(text[match.end() : match.end() + MOST_LETTERS])
		if length:
			yield match.end(), match.end() + length


def _area_length(text: str) -> int:
	return next((n for n in range(len(text), 1, -1) if text[:n] in _areas()), 0)


def _joined(text: str, bounds: list[tuple[int, int]]):
	place = 0
	while place < len(bounds):
		for last in range(min(place + MOST_PIECES, len(bounds)) - 1, place, -1):
			start, end = bounds[place][0], bounds[last][1]
			if text[start:end] in _dictionary():
				yield start, end
				place = last
				break
		place += 1


def _apart(parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
	found: list[tuple[int, int]] = []
	for start, end in sorted(parts):
		if not found or start >= found[-1][1]:
			found.append((start, end))
	return found


def _letters(text: str) -> int:
	return sum(c not in MARKS for c in text)


@cache
def _dictionary() -> frozenset[str]:
	return frozenset(thai_words()).union(TERMS)


@cache
def _areas() -> frozenset[str]:
	provinces = geothai.provinces()
	districts = [d for p in provinces for d in geothai.districts(p.code)]
	return frozenset(
		area.name_th
		for area in (*provinces, *districts, *(s for d in districts for s in geothai.subdistricts(d.code)))
	)
