"""Dates as they are typed in Thai offices, in words or numbers, of either era. public/js/typed_dates.js reads the same.

Both are held to `typed_dates.json`.
"""

import datetime
import re

from con_center.thai.dates import BUDDHIST_ERA_OFFSET, MONTHS, MONTHS_ENGLISH, MONTHS_SHORT
from con_center.thai.digits import arabic_digits

# what is above is a year of the Buddhist era, what is below one of the common era
BETWEEN_ERAS = 2400
EARLIEST, LATEST = 1900, 2200
CENTURY = 2500  # of years of two digits
DAYS = {
	"วันนี้": 0,
	"today": 0,
	"พรุ่งนี้": 1,
	"tomorrow": 1,
	"มะรืน": 2,
	"มะรืนนี้": 2,
	"เมื่อวาน": -1,
	"เมื่อวานนี้": -1,
	"yesterday": -1,
}

YEAR = r"(\d{4}|\d{2})"
YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
IN_NUMBERS = re.compile(rf"(\d{{1,2}})\s*[-/. ]\s*(\d{{1,2}})(?:\s*[-/. ]\s*{YEAR})?")
WITHOUT_SIGNS = re.compile(rf"(\d{{2}})(\d{{2}}){YEAR}")
IN_WORDS = re.compile(rf"(\d{{1,2}})\s*([^\d]+?)\s*{YEAR}?")
BEFORE_THE_DAY = re.compile(r"^(วัน[ก-๙]*ที่|ที่)\s*")
ERA = re.compile(r"[พค]\.?\s*ศ\.?\s*$")
TIME = re.compile(
	r"(.*?\S)[\sT,]+(?:เวลา\s*)?(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.(\d{1,6}))?)?(?:\s*น\.?)?"
)


def read_date(text: str, today: datetime.date) -> datetime.date:
	"""Return the day that is meant by "26/11/2569", "26-11-69", "26 พ.ย. 69", "๒๖/๑๑/๒๕๖๙", "2026-11-26" or "วันนี้".

	The day comes first, but where a year of four digits does. Two digits are of the Buddhist era ("69" is 2569); of
	four, above 2400 are. Without a year it is this one. Raises ValueError for anything else, for days that do not
	exist, and for years before 1900 or after 2200.
	"""
	words = arabic_digits(text).strip().lower()
	if words in DAYS:
		return today + datetime.timedelta(days=DAYS[words])
	words = BEFORE_THE_DAY.sub("", words)
	if match := YEAR_FIRST.fullmatch(words):
		year, _sign, month, day = match.groups()
	elif match := IN_NUMBERS.fullmatch(words) or WITHOUT_SIGNS.fullmatch(words):
		day, month, year = match.groups()
	elif match := IN_WORDS.fullmatch(words):
		day, month, year = match[1], _month(match[2]), match[3]
	else:
		raise ValueError(f"not a date: {text!r}")
	found = datetime.date(_year(year, today), int(month), int(day))
	if not EARLIEST <= found.year <= LATEST:
		raise ValueError(f"not a year that can be meant: {text!r}")
	return found


def read_moment(text: str, today: datetime.date) -> datetime.datetime:
	"""Return the moment of "26/11/2569 14:30", "26 พ.ย. 69 เวลา 14.30 น." or of a date alone. Raises ValueError."""
	match = TIME.fullmatch(arabic_digits(text).strip())
	if not match:
		return datetime.datetime.combine(read_date(text, today), datetime.time())
	date, hour, minute, second, fraction = match.groups()
	time = datetime.time(int(hour), int(minute), int(second or 0), int((fraction or "0").ljust(6, "0")))
	return datetime.datetime.combine(read_date(date, today), time)


def in_common_era(date: datetime.date) -> datetime.date:
	"""Return a date, or a moment, whose year may be one of the Buddhist era, in the common era.

	Raises ValueError if there is no such day then (29 February).
	"""
	if date.year <= BETWEEN_ERAS:
		return date
	return date.replace(year=date.year - BUDDHIST_ERA_OFFSET)


def _year(digits: str | None, today: datetime.date) -> int:
	if not digits:
		return today.year
	year = int(digits) + (CENTURY if len(digits) == 2 else 0)
	return year - BUDDHIST_ERA_OFFSET if year > BETWEEN_ERAS else year


def _month(word: str) -> int:
	name = re.sub(r"[\s.,/-]", "", ERA.sub("", word))
	for number, (full, short) in enumerate(zip(MONTHS, MONTHS_SHORT, strict=True), 1):
		english = MONTHS_ENGLISH[number - 1].lower()
		if name in (full, short.replace(".", "")) or (len(name) >= 3 and english.startswith(name)):
			return number
	raise ValueError(f"not a month: {word!r}")
