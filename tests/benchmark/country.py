"""The country that is made up: real areas, with invented people. The same for the same seed, day and size."""

import datetime
import random
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import frappe
from con_center.access.areas import COUNTRY, covers, level_of, place_of
from con_center.committees.doctype.committee.committee import SHORT_KIND
from con_center.organization.doctype.con_center.con_center import SHORT_NAME
from con_center.thai import be_year, fiscal_year, fiscal_year_start, full_name
from frappe.utils import getdate

from .sizes import Size

SEED = 2569
BANGKOK = "10"
KIND = "Center Committee"
# how much the office of an area writes
LETTERS_SHARE = {"Country": 4, "Province": 10, "District": 2}
# one committee of so many is new, and its announcement is on the way
NEW_EVERY = 6
FIRST_NAMES = (
	"สมชาย สมหญิง ประเสริฐ มาลี บุญมี วิไล สุรชัย อรทัย ทองดี จันทร์เพ็ญ ประยูร สำราญ นิพนธ์ รัตนา ธีรพงษ์ ศิริพร "
	"อำนวย กัลยา วีระ พรทิพย์ สุพจน์ ลัดดา ชูชาติ ดวงใจ"
).split()
LAST_NAMES = (
	"ใจดี แสนสุข บุญมา ทองคำ ศรีสุข วงศ์ดี พรหมมา สายทอง แก้วใส คงทน พันธ์ดี ชัยมงคล อินทร์แก้ว มณีรัตน์ ภูมิใจ รักษา "
	"เจริญผล สุขเกษม ดวงแก้ว นามวงศ์ คำภา ศรีทอง จันทร์ดี พลอยงาม บัวทอง สมบูรณ์ ทรงธรรม ยิ่งยง พูนทรัพย์"
).split()
ORGANIZATIONS = ("กลุ่มสตรี", "กลุ่มออมทรัพย์เพื่อการผลิต", "กองทุนหมู่บ้าน", "วิสาหกิจชุมชน", "กลุ่มอาชีพ", "ผู้นำ อช.")
LEADING = ("ประธานกรรมการ", "รองประธานกรรมการ", "กรรมการและเลขานุการ", "เหรัญญิก")


@dataclass(frozen=True)
class Member:
	title: str
	first_name: str
	last_name: str
	role: str
	organization_name: str
	village: str

	@property
	def full_name(self) -> str:
		return full_name(self.title, self.first_name, self.last_name)


class Center:
	"""A center with its committee. `number` counts the centers from 0."""

	def __init__(self, country: "Country", number: int, code: str, name: str) -> None:
		self.country, self.number, self.code, self.center_name = country, number, code, name
		self.place = place_of(code)
		self.level = self.place["level"]

	def random(self, what: str) -> random.Random:
		return random.Random(f"{SEED} {self.code} {what}")

	@property
	def committee(self) -> str:
		return self.country.name("COM", self.number)

	@property
	def order(self) -> str:
		return self.country.name("ORD", self.number)

	@property
	def is_new(self) -> bool:
		"""Whether its committee waits to become the current one: its order is not yet issued."""
		return self.number % NEW_EVERY == NEW_EVERY - 1

	@cached_property
	def term(self) -> tuple[datetime.date, datetime.date]:
		rng = self.random("term")
		start = self.country.today - datetime.timedelta(
			days=rng.randrange(20, 1800) if not self.is_new else 10
		)
		end = datetime.date(start.year + 4, start.month, min(start.day, 28)) - datetime.timedelta(days=1)
		return start, end

	@property
	def title(self) -> str:
		years = "–".join(str(be_year(day)) for day in self.term)
		return f"{SHORT_KIND[KIND]} {self.center_name} ({years})"

	@cached_property
	def members(self) -> list[Member]:
		rng = self.random("members")
		count = self.country.members_of(self.number)
		last_names = rng.sample(LAST_NAMES, min(count, len(LAST_NAMES)))
		return [
			Member(
				"นาย" if n % 2 else "นาง",
				rng.choice(FIRST_NAMES),
				last_names[n % len(last_names)] + (str(n) if n >= len(last_names) else ""),
				LEADING[n] if n < len(LEADING) else "กรรมการ",
				rng.choice(ORGANIZATIONS),
				f"หมู่ {n % 14 + 1}",
			)
			for n in range(count)
		]


class Country:
	"""Which centers there are, and how what is to be filled in is divided among them."""

	def __init__(self, size: Size, today: datetime.date | None = None) -> None:
		self.size = size
		self.today = today or getdate()
		self.year = fiscal_year(self.today)
		self.year_start = fiscal_year_start(self.year)
		self.first = {prefix: series(prefix) + 1 for prefix in SERIES}

	def name(self, prefix: str, number: int) -> str:
		"""The name that Frappe's naming series would give to the document with this number (from 0)."""
		return f"{prefix}-{self.first[prefix] + number:0{DIGITS.get(prefix, 6)}d}"

	def advance(self, prefix: str, number: int) -> None:
		"""Lets the naming series go on after the documents that were loaded."""
		set_series(prefix, self.first[prefix] - 1 + number)

	@cached_property
	def centers(self) -> list[Center]:
		rows = frappe.get_all(
			"Area",
			filters={"status": "Active", "level": ("in", tuple(SHORT_NAME))},
			fields=["name", "area_name", "level", "full_name"],
			order_by="name",
		)
		chosen = [row for row in rows if self.is_filled(row.name)]
		return [Center(self, number, row.name, short_center_name(row)) for number, row in enumerate(chosen)]

	def is_filled(self, code: str) -> bool:
		within = self.size.within
		return not code.startswith(BANGKOK) and (code.startswith(within) or within.startswith(code))

	@cached_property
	def by_code(self) -> dict[str, Center]:
		return {center.code: center for center in self.centers}

	@cached_property
	def sub_districts(self) -> list[Center]:
		return [center for center in self.centers if center.level == "Sub-district"]

	@cached_property
	def provinces(self) -> list[str]:
		return [center.code for center in self.centers if center.level == "Province"]

	def districts_in(self, area: str) -> list[str]:
		return [code for code in self._districts if covers(area, code)]

	@cached_property
	def _districts(self) -> list[str]:
		return [center.code for center in self.centers if center.level == "District"]

	@cached_property
	def offices(self) -> list[str]:
		"""The areas that have an office which writes letters: the country, its provinces and districts."""
		return [COUNTRY, *(center.code for center in self.centers if center.level != "Sub-district")]

	def letters_of(self, office: str) -> int:
		return self._letters[office]

	@cached_property
	def _letters(self) -> dict[str, int]:
		"""Shares out the letters: a province writes more than a district, and the right number in all."""
		shares = {code: LETTERS_SHARE[level_of(code)] for code in self.offices}
		ends = [0, *accumulate(shares.values())]
		up_to = [self.size.letters * end // ends[-1] for end in ends]
		return {code: up_to[place + 1] - up_to[place] for place, code in enumerate(shares)}

	def members_of(self, number: int) -> int:
		"""Shares out the members: 9 to 25 a committee, and the right number in all."""
		all_of_them = len(self.centers)
		own = share(self.size.members, number, all_of_them)
		pair, last = number // 2, number == all_of_them - 1 and number % 2 == 0
		swing = 0 if last else random.Random(f"{SEED} swing {pair}").randrange(7)
		return max(1, own + (swing if number % 2 else -swing))

	def meetings_of(self, number: int) -> int:
		return share(self.size.meetings, number, len(self.centers))

	def moment(self, day: datetime.date, rng: random.Random) -> datetime.datetime:
		clock = datetime.time(
			8 + rng.randrange(8), rng.randrange(60), rng.randrange(60), rng.randrange(10**6)
		)
		return datetime.datetime.combine(day, clock)


SERIES = (
	*("COM", "ORD", "MTG", "TASK", "ORG", "POST", "PLAN", "PROG", "PROJ", "LETTER"),
	*("HH", "HH-LIST", "HELP", "HELP-PLAN", "DISPUTE", "TRAIN", "LESSON", "PUB"),
	*("BYLAW", "MEMBER", "PARTNER", "COOP", "JOINT", "CDATA"),
	*("FUND", "FUNDENTRY", "FUNDYEAR", "SHARES", "VISIT"),
)
# of a number, where they are not six
DIGITS = {"LETTER": 7, "HELP": 8, "HH-LIST": 5, "FUNDENTRY": 8}


def share(total: int, place: int, of: int) -> int:
	"""How many of a total fall to one of so many, by its place: as equal as can be, and all of them in the end."""
	return total * (place + 1) // of - total * place // of


def series(prefix: str) -> int:
	"""The last number that a naming series has given."""
	found = frappe.db.sql("select current from tabSeries where name = %s", f"{prefix}-")
	return int(found[0][0]) if found else 0


def set_series(prefix: str, last: int) -> None:
	frappe.db.sql(
		"insert into tabSeries (name, current) values (%s, %s) on duplicate key update current = %s",
		(f"{prefix}-", last, last),
	)


def short_center_name(area) -> str:
	return " ".join([SHORT_NAME[area.level] + area.area_name, *area.full_name.split(" ")[1:]])
