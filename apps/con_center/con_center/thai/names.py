"""Names of people and organisations: how they are written, and how they are compared."""

import re
import unicodedata

# What the seeds write in two ways (docs: the terms' tensions): the first is an alias of the second.
ALIASES = (
	("องค์กร", "องค์การ"),
	("คอช.", "ศอช."),
)
# Abbreviations whose last full stop is often left out: "ศอช.ต" for "ศอช.ต.", "กบต." for "ก.บ.ต."
_ABBREVIATIONS = (
	(re.compile(r"(?<![ก-๙])ก\.?บ\.?ต(?![ก-๙])\.?"), "ก.บ.ต."),
	(re.compile(r"ศอช\.?\s*([ตอจ])(?![ก-๙])\.?"), r"ศอช.\1."),
)
TITLES = ("นาย", "นางสาว", "นาง", "น.ส.", "เด็กชาย", "เด็กหญิง", "ด.ช.", "ด.ญ.")
# ranks, which end in full stops: ว่าที่ ร.ต., จ.ส.อ., ด.ต.หญิง
_RANK = re.compile(r"((?:ว่าที่\s*)?(?:[ก-ฮ]{1,2}\.\s?){2,4}(?:หญิง)?)\s*(?=[ก-๙]{2})")
# letters that stand on, below or after another one: no name begins with them
_NO_BEGINNING = re.compile("[ะ-\u0e3a็-\u0e4e]")
_LEADING_VOWELS = "เแโใไ"
_TONES = "็่้๊๋์"
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff]")


def collapse_spaces(text) -> str:
	"""Return text with runs of white space made one space, invisible joiners dropped and ends stripped; None → ""."""
	return " ".join(_INVISIBLE.sub("", "" if text is None else str(text)).split())


def full_name(title, first_name, last_name) -> str:
	"""Return title, first and last name as a Thai full name: ("นาย", "สมชาย", "ใจดี") → "นายสมชาย ใจดี".

	A Thai title stands directly before the first name; a title that ends in a Latin letter or a full stop
	after one (Mr., Dr.) is set off by a space, and so is one that itself holds a space ("ว่าที่ ร.ต." keeps
	its inner one only). Missing parts are left out.
	"""
	title, first, last = map(collapse_spaces, (title, first_name, last_name))
	glue = " " if re.search(r"[A-Za-z]\.?$", title) else ""
	return collapse_spaces(f"{title}{glue}{first} {last}")


def split_title(name) -> tuple[str, str]:
	"""Return (title, rest) of a full name that begins with a common Thai title or a rank, else ("", name).

	"นางสาวมาลี ดีงาม" → ("นางสาว", "มาลี ดีงาม"), "นางสาวิตรี" → ("นาง", "สาวิตรี"). A rest of fewer than two letters
	is no name: then no title is split off.
	"""
	text = collapse_spaces(name)
	for title in sorted(TITLES, key=len, reverse=True):
		rest = text.removeprefix(title)
		if rest != text and len(rest) >= 2 and not _NO_BEGINNING.match(rest):
			return title, rest.strip()
	if rank := _RANK.match(text):
		return rank[1].strip(), text[rank.end() :]
	return "", text


def normalize_text(text) -> str:
	"""Return text as it is to be shown: NFC, spaces collapsed, decomposed ํา joined to ำ, doubled marks made one.

	Thai typists produce "นํ้า" (nikhahit + tone + า) and "เเ" (two เ for แ), which look right and never match.
	"""
	text = unicodedata.normalize("NFC", collapse_spaces(text))
	text = re.sub("ํ([่-๋]?)า", r"\1ำ", text).replace("เเ", "แ")
	return re.sub("([ัิ-ฺ็-๎])\\1+", r"\1", text)


def normalize_name(text) -> str:
	"""Return the form of a name that searches and checks for duplicates compare. Not for show.

	`normalize_text`, then aliases (องค์กร → องค์การ, คอช. → ศอช.; กบต. → ก.บ.ต., ศอช.ต → ศอช.ต.), lower case,
	Thai digits made Arabic. The civil title is not part of it: use it on first and last names.
	"""
	text = normalize_text(text)
	for alias, official in ALIASES:
		text = text.replace(alias, official)
	for pattern, replacement in _ABBREVIATIONS:
		text = pattern.sub(replacement, text)
	return text.translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")).casefold()


def person_key(first_name, last_name) -> str:
	"""Return the key by which two entries are taken for one person: first and last name, no title, no spaces."""
	return "|".join(normalize_name(part).replace(" ", "") for part in (first_name, last_name))


def thai_sort_key(text) -> tuple[str, str]:
	"""Return a key that sorts Thai text in dictionary order.

	A leading vowel (เแโใไ) counts after its consonant; tone marks, ็ and ์ count only between texts that are
	otherwise the same. This is the simple rule of the Royal Institute's dictionary without its rarer cases.
	"""
	text = normalize_text(text)
	primary = re.sub(f"([{_LEADING_VOWELS}])([ก-ฮ])", r"\2\1", text)
	return "".join(c for c in primary if c not in _TONES), text


def name_key(name: str | None) -> str:
	"""Return the key by which two full names are taken for one person: without title and spaces."""
	return normalize_name(split_title(name or "")[1]).replace(" ", "")
