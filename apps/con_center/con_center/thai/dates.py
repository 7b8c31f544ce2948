"""Dates as Thai officials write them: Buddhist era, Thai month names, fiscal years.

Dates are `datetime.date` (or `datetime.datetime`, whose time is dropped) or ISO text "YYYY-MM-DD". They are
stored in the common era (CE) and only written in the Buddhist era (BE): BE = CE + 543. That sum holds for
dates from 1 January 1941 (2484 BE) on, when Thailand moved New Year to 1 January; earlier dates are refused.
"""

import datetime
import re

from con_center.thai.digits import arabic_digits, in_digits

BUDDHIST_ERA_OFFSET = 543
FIRST_YEAR = 1941

MONTHS = (
	"มกราคม",
	"กุมภาพันธ์",
	"มีนาคม",
	"เมษายน",
	"พฤษภาคม",
	"มิถุนายน",
	"กรกฎาคม",
	"สิงหาคม",
	"กันยายน",
	"ตุลาคม",
	"พฤศจิกายน",
	"ธันวาคม",
)
MONTHS_SHORT = (
	"ม.ค.",
	"ก.พ.",
	"มี.ค.",
	"เม.ย.",
	"พ.ค.",
	"มิ.ย.",
	"ก.ค.",
	"ส.ค.",
	"ก.ย.",
	"ต.ค.",
	"พ.ย.",
	"ธ.ค.",
)
MONTHS_ENGLISH = (
	"January",
	"February",
	"March",
	"April",
	"May",
	"June",
	"July",
	"August",
	"September",
	"October",
	"November",
	"December",
)
WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")


def as_date(value) -> datetime.date:
	"""Return `value` (date, datetime, or text "YYYY-MM-DD", CE) as a date.

	Raises ValueError for anything else, for days that do not exist, and for years before 1941.
	"""
	if isinstance(value, datetime.datetime):
		date = value.date()
	elif isinstance(value, datetime.date):
		date = value
	elif isinstance(value, str):
		match = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})(?:[ T].*)?", value.strip(), re.ASCII)
		if not match:
			raise ValueError(f"not a date of the form YYYY-MM-DD: {value!r}")
		try:
			date = datetime.date(*map(int, match.groups()))
		except ValueError as error:
			raise ValueError(f"no such day: {value!r}") from error
	else:
		raise ValueError(f"not a date: {value!r}")
	if date.year < FIRST_YEAR:
		raise ValueError(
			f"dates before {FIRST_YEAR} (พ.ศ. {FIRST_YEAR + BUDDHIST_ERA_OFFSET}) are refused: {date}"
		)
	return date


def be_year(value) -> int:
	"""Return the calendar year of a date in the Buddhist era: 2023-11-02 → 2566. Raises ValueError as `as_date`."""
	return as_date(value).year + BUDDHIST_ERA_OFFSET


def to_be_year(ce_year: int) -> int:
	"""Return a CE year as BE: 2023 → 2566. Raises ValueError unless it is a whole number from 1941 to 2400."""
	if isinstance(ce_year, bool) or not isinstance(ce_year, int) or not FIRST_YEAR <= ce_year <= 2400:
		raise ValueError(f"not a year of the common era from {FIRST_YEAR} to 2400: {ce_year!r}")
	return ce_year + BUDDHIST_ERA_OFFSET


def to_ce_year(year_be: int) -> int:
	"""Return a BE year as CE: 2566 → 2023. Raises ValueError unless it is a whole number from 2484 to 2943."""
	low, high = FIRST_YEAR + BUDDHIST_ERA_OFFSET, 2400 + BUDDHIST_ERA_OFFSET
	if isinstance(year_be, bool) or not isinstance(year_be, int) or not low <= year_be <= high:
		raise ValueError(f"not a year of the Buddhist era from {low} to {high}: {year_be!r}")
	return year_be - BUDDHIST_ERA_OFFSET


def month_name(month: int, short: bool = False) -> str:
	"""Return the Thai name of a month, 1 (มกราคม) to 12 (ธันวาคม). Raises ValueError for other numbers."""
	if isinstance(month, bool) or not isinstance(month, int) or not 1 <= month <= 12:
		raise ValueError(f"not a month from 1 to 12: {month!r}")
	return (MONTHS_SHORT if short else MONTHS)[month - 1]


def weekday_name(value) -> str:
	"""Return the Thai weekday of a date, without วัน: 2023-11-24 → "ศุกร์"."""
	return WEEKDAYS[as_date(value).weekday()]


def thai_date(
	value,
	*,
	day_word: bool = False,
	weekday: bool = False,
	era: bool = False,
	short: bool = False,
	thai: bool = True,
) -> str:
	"""Return a date as it stands in official letters: "๒ พฤศจิกายน ๒๕๖๖".

	day_word: put "วันที่" before it; weekday: "วันศุกร์ที่ ๒๔ พฤศจิกายน ๒๕๖๖" (wins over `day_word`);
	era: write "พ.ศ." before the year; short: short month and two digits of the year ("๒ พ.ย. ๖๖");
	thai: Thai digits, else Arabic. An empty value (None or "") gives "". Raises ValueError as `as_date`.
	"""
	if value is None or value == "":
		return ""
	date = as_date(value)
	year = str(be_year(date))
	if short and not era:
		year = year[-2:]
	prefix = f"วัน{weekday_name(date)}ที่ " if weekday else "วันที่ " if day_word else ""
	text = f"{prefix}{date.day} {month_name(date.month, short)} {'พ.ศ. ' if era else ''}{year}"
	return in_digits(text, thai)


def desk_date(value, *, english: bool = False, month_alone: bool = False) -> str:
	"""Return a date as the desk shows it in the Buddhist era: "26 พ.ย. 2569", in English "26 Nov 2569".

	month_alone: without the day. Raises ValueError as `as_date`.
	"""
	date = as_date(value)
	month = MONTHS_ENGLISH[date.month - 1][:3] if english else month_name(date.month, short=True)
	day = "" if month_alone else f"{date.day} "
	return f"{day}{month} {be_year(date)}"


def thai_month(value, *, era: bool = False, thai: bool = True) -> str:
	"""Return month and BE year of a date: "พฤศจิกายน ๒๕๖๖". An empty value gives ""."""
	if value is None or value == "":
		return ""
	date = as_date(value)
	return in_digits(f"{month_name(date.month)} {'พ.ศ. ' if era else ''}{be_year(date)}", thai)


def fiscal_year(value) -> int:
	"""Return the Thai fiscal year (BE) in which a date lies: 2023-09-30 → 2566, 2023-10-01 → 2567.

	It runs from 1 October to 30 September and is named by the later year (พ.ร.บ.วิธีการงบประมาณ มาตรา ๔).
	"""
	date = as_date(value)
	return be_year(date) + (1 if date.month >= 10 else 0)


def fiscal_year_start(year_be: int) -> datetime.date:
	"""Return the first day of a fiscal year given in BE: 2567 → 1 October 2023. Raises ValueError as `to_ce_year`."""
	return datetime.date(to_ce_year(year_be) - 1, 10, 1)


def fiscal_year_end(year_be: int) -> datetime.date:
	"""Return the last day of a fiscal year given in BE: 2567 → 30 September 2024."""
	return datetime.date(to_ce_year(year_be), 9, 30)


def fiscal_year_dates(year_be: int) -> tuple[datetime.date, datetime.date]:
	"""Return the first and the last day of a fiscal year given in BE."""
	return fiscal_year_start(year_be), fiscal_year_end(year_be)


def document_number(running: int, year_be: int, *, thai: bool = False) -> str:
	"""Return the number of an order or of minutes: running number / BE calendar year, "111/2551".

	Source: ระเบียบงานสารบรรณ ข้อ ๑๖.๒ (orders) and ครั้งที่ n/ปี of minutes. Raises ValueError unless the
	running number is a whole number from 1 on, or the year is no BE year.
	"""
	if isinstance(running, bool) or not isinstance(running, int) or running < 1:
		raise ValueError(f"not a running number from 1 on: {running!r}")
	to_ce_year(year_be)
	return in_digits(f"{running}/{year_be}", thai)


def parse_document_number(text) -> tuple[int, int]:
	"""Return (running number, BE year) of "111/2551", in Thai or Arabic digits. Raises ValueError otherwise."""
	match = re.fullmatch(r"\s*([1-9]\d*)\s*/\s*(\d{4})\s*", arabic_digits(text), re.ASCII)
	if not match:
		raise ValueError(f"not a number of the form running/BE year: {text!r}")
	running, year = int(match[1]), int(match[2])
	to_ce_year(year)
	return running, year
