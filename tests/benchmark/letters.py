"""Letters: what stands on them of each office, what it sends, and what stands in the registers of who gets it."""

import datetime
import random
from collections import Counter, defaultdict
from functools import cache

from con_center.access.areas import COUNTRY, place_of
from con_center.approval import log
from con_center.correspondence import numbers, receivers, words
from con_center.correspondence.handling import ANSWERED, ASSIGNED, CLOSED, RECEIVED, REMARK, TO_RECEIVE
from con_center.correspondence.items import FREE
from con_center.organization.offices import COMMUNITY_DEVELOPMENT, DEPARTMENT
from con_center.reporting.round_items import ASSESSMENTS
from con_center.setup.seeding import UNCONFIRMED
from con_center.thai import be_year, document_number

from .country import SEED, Country, share
from .entries import DAY, PERSON, area_name, counter, given_number, is_logged, log_rows, mark, officer
from .tables import Loader, stamp

# days over which an office has written its letters
SPAN = 500
ALL_DISTRICTS = "นายอำเภอทุกอำเภอ"
# the last letters of the department, the last one first: circulars to all districts, to be signed, to be sent, and the
# one that is being answered
LAST = ("Awaiting Signature", "Awaiting Signature", "Issued", "Issued", "Letter Sent")
ANSWERED_ONE = len(LAST) - 1
OPEN = ("Draft", "Unit Review", "Awaiting Signature", "Returned")
ISSUED = ("Issued", "Letter Sent", "Letter Closed")
WAY = (
	("Send Up", "Draft", "Unit Review"),
	("Check and Forward", "Unit Review", "Awaiting Signature"),
	("Sign and Issue", "Awaiting Signature", "Issued"),
	("Send Letter", "Issued", "Letter Sent"),
	("Close", "Letter Sent", "Letter Closed"),
)
WAY_OF = {
	"Draft": (),
	"Unit Review": WAY[:1],
	"Returned": (WAY[0], ("Return", "Unit Review", "Returned")),
	"Awaiting Signature": WAY[:2],
	"Issued": WAY[:3],
	"Letter Sent": WAY[:4],
	"Letter Closed": WAY,
	"Cancelled": (*WAY[:3], ("Cancel Document", "Issued", "Cancelled")),
}
SUBJECTS = (
	"ขอเชิญประชุมคณะทำงานส่งเสริมศูนย์ประสานงานองค์การชุมชน",
	"รายงานผลการดำเนินงานศูนย์ประสานงานองค์การชุมชน ประจำเดือน",
	"ขอความอนุเคราะห์วิทยากรอบรมผู้นำชุมชน",
	"ส่งบัญชีรายชื่อคณะกรรมการศูนย์ประสานงานองค์การชุมชน",
	"ขอความร่วมมือประชาสัมพันธ์โครงการพัฒนาตำบล",
	"การติดตามผลการดำเนินโครงการตามแผนปฏิบัติการ",
)
GUIDELINE = "แนวทางการขับเคลื่อนงานศูนย์ประสานงานองค์การชุมชน"
OUTSIDE = (
	"องค์การบริหารส่วนตำบล",
	"เทศบาลตำบล",
	"สำนักงานท้องถิ่นจังหวัด",
	"สำนักงานเกษตรอำเภอ",
	"โรงพยาบาลส่งเสริมสุขภาพตำบล",
)
TEXT = (
	(
		"Paragraph",
		"ด้วย{office} ได้ดำเนินงานส่งเสริมสนับสนุนศูนย์ประสานงานองค์การชุมชนตามระเบียบกระทรวงมหาดไทยฯ พ.ศ. 2551 นั้น",
	),
	(
		"Paragraph",
		"เพื่อให้การดำเนินงานเป็นไปด้วยความเรียบร้อยและบรรลุวัตถุประสงค์ จึงขอส่งเรื่องดังกล่าวมาเพื่อดำเนินการในส่วนที่เกี่ยวข้อง",
	),
	("Paragraph", "จึงเรียนมาเพื่อพิจารณาดำเนินการ"),
)
TEXT_OF_CIRCULAR = (
	TEXT[0],
	(
		"Paragraph",
		"เพื่อให้การดำเนินงานในทุกระดับเป็นไปตามระเบียบฯ และสอดคล้องกับสถานการณ์ปัจจุบัน จึงขอให้อำเภอดำเนินการ ดังนี้",
	),
	(
		"Numbered Item",
		"จัดทำ ปรับปรุงฐานข้อมูล และทบทวนคำสั่งแต่งตั้งคณะกรรมการศูนย์ประสานงานองค์การชุมชนแต่ละระดับให้เป็นปัจจุบัน",
	),
	("Numbered Item", "จัดให้มีการประชุมคณะกรรมการศูนย์ประสานงานองค์การชุมชนแต่ละระดับ อย่างน้อย 2 ครั้ง/ปี"),
	("Numbered Item", "ประเมินผลการจัดระดับการพัฒนาศูนย์ประสานงานองค์การชุมชนระดับตำบล ตามเกณฑ์ประเมิน 5 หมวด 23 ตัวชี้วัด"),
	TEXT[2],
)
# what is asked for, within how many days, and what answers it
ITEM = ("ส่งทะเบียนข้อมูลคณะกรรมการ ศอช.", 10, FREE, 0)
ITEMS_OF_COUNTRY = (ITEM, ("ประเมินผลการจัดระดับการพัฒนา ศอช.ต. ครั้งที่ 1", 60, ASSESSMENTS, 1))


class Office:
	"""An office while its letters are written: how many, and how far each of its runs of numbers is."""

	def __init__(self, country: Country, code: str) -> None:
		self.country, self.code = country, code
		self.name = name_of_office(code)
		self.count = country.letters_of(code)
		self.issues_as = DEPARTMENT if code == COUNTRY else area_name(code)
		# who is measured signs for the department, so that another one has written its letters
		self.writer = "officer2.00@benchmark.example" if code == COUNTRY else officer(code)
		self.last: Counter[tuple[str, int]] = Counter()

	def random(self, what: str) -> random.Random:
		return random.Random(f"{SEED} {self.code} {what}")

	def day(self, nth: int) -> datetime.date:
		"""The day of a letter: they are written one after the other."""
		left, yesterday = self.count - 1 - nth, self.country.today - DAY
		if self.code != COUNTRY:
			return yesterday - SPAN * left // self.count * DAY
		# the assessments that answer it are those of the running fiscal year
		answered = max(yesterday - 20 * DAY, self.country.year_start)
		if left <= ANSWERED_ONE:
			return (yesterday, yesterday, *2 * (max(yesterday - 10 * DAY, answered),), answered)[left]
		return yesterday - (25 + SPAN * left // self.count) * DAY

	def state(self, nth: int) -> str:
		left = self.count - 1 - nth
		if self.code == COUNTRY and left < len(LAST):
			return LAST[left]
		if left < self.count * 0.06:
			return OPEN[left % len(OPEN)]
		if left < self.count * 0.08:
			return "Issued"
		if nth % 40 == 17:
			return "Cancelled"
		return "Letter Closed" if nth < self.count / 2 else "Letter Sent"

	def next_number(self, run: str, year: int) -> int:
		self.last[run, year] += 1
		return self.last[run, year]


def name_of_office(code: str) -> str:
	return f"OFFICE-{code}"


@cache
def post_in(code: str) -> str:
	return receivers.name_of(code)


def before_number(code: str) -> tuple[str, str]:
	"""What stands before the numbers of an office: code letters, as far as two letters of a name go, and fixed number."""
	if code == COUNTRY:
		return "มท", "0402"
	consonants = [letter for letter in area_name(code[:2]).removeprefix("จังหวัด") if "ก" <= letter <= "ฮ"]
	return "".join(consonants[:2]), "0019" if len(code) == 2 else f"0019.{int(code[2:])}"


def offices(country: Country, load: Loader) -> None:
	"""What stands on its letters, of the office of each area that has one; instead of those that the app brings."""
	names = [name_of_office(code) for code in country.offices]
	marks = ", ".join(["%s"] * len(names))
	load.cursor.execute(f"delete from `tabOffice Unit` where parent in ({marks})", names)
	load.cursor.execute(f"delete from `tabOffice` where name in ({marks})", names)
	moment = datetime.datetime.combine(country.today - 600 * DAY, datetime.time(9))
	for code in country.offices:
		code_letters, fixed_number = before_number(code)
		load.add_document(
			"Office",
			{
				"name": name_of_office(code),
				**stamp(moment),
				**place_of(code),
				"office_name": DEPARTMENT if code == COUNTRY else f"สำนักงานพัฒนาชุมชน{area_name(code)}",
				"issues_as": DEPARTMENT if code == COUNTRY else None,
				"kind": COMMUNITY_DEVELOPMENT,
				"is_default": 1,
				"code_letters": code_letters,
				"fixed_number": fixed_number,
				"seat": f"ศูนย์ราชการ{area_name(code)}\nถนนทดสอบ 00000",
				"telephone": "0 0000 0000",
				"provenance": UNCONFIRMED,
			},
			units=("Office Unit", [{"unit_name": "กลุ่มงานส่งเสริมการพัฒนาชุมชน"}]),
		)


# what is sent


def letters(country: Country, load: Loader) -> None:
	"""The letters of every office, and what comes in: from these, and from outside as much as is wanting."""
	arrived: dict[str, list[dict]] = defaultdict(list)
	number = 0
	for code in country.offices:
		office = Office(country, code)
		for nth in range(office.count):
			write(office, nth, country.name("LETTER", number), arrived, load)
			number += 1
		for (run, year), last in office.last.items():
			counter(load, country, code, run, year, last)
	country.advance("LETTER", number)
	registers(country, arrived, load)


def write(office: Office, nth: int, name: str, arrived: dict, load: Loader) -> None:
	rng, state = office.random(f"letter {nth}"), office.state(nth)
	row = letter_row(office, nth, name, state, rng)
	is_national = office.code == COUNTRY and row["receiver_group"]
	items = item_rows(row, ITEMS_OF_COUNTRY if is_national else items_of(row, nth), office.day(nth))
	receiver_rows = [] if frozen_later(row) else receivers_of(office, row, nth, rng)
	for receiver in receiver_rows:
		if row["sent_on"] and receiver["way"] == receivers.INSIDE:
			entry = arrival(office, row, receiver, items, rng)
			receiver["received_on"] = entry["received_on"]
			arrived[receiver["receiver_area"]].append(entry)
		receiver["sent_on"] = row["sent_on"]
	row["addressed_to"] = row["receiver_group"] or addressed_to(row, receiver_rows)
	text = TEXT_OF_CIRCULAR if row["circular"] else TEXT
	tables = {
		"receivers": ("Letter Receiver", receiver_rows),
		"body": (
			"Letter Paragraph",
			[{"style": style, "text": said.format(office=office.issues_as)} for style, said in text],
		),
		"items": ("Letter Item", items),
	}
	load.add_document("Official Letter", row, **tables)
	if row["number"]:
		run, year, number = row["number_kind"], row["year"], row["register_number"]
		kept = {"reference_doctype": "Official Letter", "dated": row["dated"]}
		if state == "Cancelled":
			kept |= {
				"status": "Cancelled",
				"cancelled_on": row["modified"],
				"cancel_reason": row["cancel_reason"],
			}
		given_number(load, run, row, office.code, year, number, **kept)
	if is_logged(office.country, office.code):
		content = log.content_hash(load.as_read("Official Letter", row, **tables))
		log_rows(load, "Official Letter", row, WAY_OF[state], content)


def letter_row(office: Office, nth: int, name: str, state: str, rng) -> dict:
	group = group_of(office, nth)
	kind = kind_of(office.code, nth, group)
	issued, sent = state in (*ISSUED, "Cancelled"), state in ("Letter Sent", "Letter Closed")
	day = office.day(nth)
	made = office.country.moment(day - 2 * DAY, rng)
	opening, closing = words.opening_and_closing(kind, None)
	subject = GUIDELINE if group else rng.choice(SUBJECTS)
	row = {
		"name": name,
		**stamp(made, office.writer, made + len(WAY_OF[state]) * DAY),
		**place_of(office.code),
		"docstatus": 2 if state == "Cancelled" else int(issued),
		"kind": kind,
		"circular": int(bool(group)),
		"office": office.name,
		"office_name": DEPARTMENT if office.code == COUNTRY else f"สำนักงานพัฒนาชุมชน{area_name(office.code)}",
		"unit": "กลุ่มงานส่งเสริมการพัฒนาชุมชน",
		"workflow_state": state,
		"number": None,
		"subject": subject,
		"title": subject,
		"receiver_group": group,
		"opening": opening,
		"closing": closing,
		"sent_on": made + 3 * DAY if sent else None,
		"closed_on": made + 4 * DAY if state == "Letter Closed" else None,
		"return_reason": "แก้ไขข้อความ" if state == "Returned" else None,
		"cancel_reason": "ออกซ้ำ" if state == "Cancelled" else None,
		"contact_name": PERSON,
		"contact_telephone": "0 0000 0000",
	}
	return row | (issue(office, row, day, made + 2 * DAY) if issued else {})


def issue(office: Office, row: dict, day: datetime.date, moment: datetime.datetime) -> dict:
	"""What a letter has once it is signed: date, number, signatory."""
	run, year = numbers.run_of(row["kind"], row["circular"]), be_year(day)
	running = office.next_number(run, year)
	number = numbers.written(run, running, year, numbers.prefix(*before_number(office.code)))
	return {
		"dated": day,
		"number": number,
		"register_number": running,
		"number_kind": run,
		"year": year,
		"title": f"{number}: {row['subject']}"[:140],
		"signed_on": moment,
		"issued_on": moment,
		"signatory_name": "นายทดสอบ ระบบ",
		"signatory_position": "ผู้มีอำนาจลงนาม",
		"signatory_capacity": "In Own Right",
	}


def kind_of(code: str, nth: int, group: str | None) -> str:
	if nth % 25 == 13 and not group:
		return words.CERTIFICATE
	return words.MEMO if len(code) == 4 and nth % 10 == 6 else words.EXTERNAL


def group_of(office: Office, nth: int) -> str | None:
	"""Return the group that a letter goes to, of which there is one in so many."""
	if office.code == COUNTRY:
		return ALL_DISTRICTS if nth % 50 == 0 or is_last(office, nth) else None
	return ALL_DISTRICTS if len(office.code) == 2 and nth % 20 == 0 else None


def is_last(office: Office, nth: int) -> bool:
	"""Tell whether a letter is one of those that are measured, if its office is the department."""
	return office.count - 1 - nth < len(LAST)


def frozen_later(row: dict) -> bool:
	"""Tell whether it is worked out when the letter is issued who gets it."""
	return bool(row["receiver_group"]) and not row["docstatus"]


def receivers_of(office: Office, row: dict, nth: int, rng) -> list[dict]:
	if row["kind"] == words.CERTIFICATE:
		return []
	inside = areas_written_to(office, row, nth)
	found = [
		{"receiver_area": code, "receiver_name": post_in(code), "way": receivers.INSIDE} for code in inside
	]
	outsider = {"receiver_area": None, "receiver_name": outsider_of(rng), "way": receivers.BY_POST}
	rows = found or [outsider]
	return [
		{"name": mark(f"{row['name']} receiver {place}"), "received_on": None, **each}
		for place, each in enumerate(rows)
	]


def areas_written_to(office: Office, row: dict, nth: int) -> list[str]:
	"""Return the areas of the offices that get a letter inside the system, if any does."""
	country, code = office.country, office.code
	if row["receiver_group"]:
		if code == COUNTRY and is_last(office, nth):
			# as many as the system would have written, however much of the country is filled in
			return [place.area for place in receivers.areas_of(ALL_DISTRICTS, COUNTRY)]
		return country.districts_in(code)
	if code == COUNTRY:
		return country.provinces[nth % len(country.provinces) :][:1] if nth % 2 else []
	if len(code) == 2:
		districts = country.districts_in(code)
		return [districts[nth % len(districts)]] if nth % 4 == 1 else []
	return [code[:2]] if nth % 2 == 0 and code[:2] in country.by_code else []


def outsider_of(rng) -> str:
	return f"{rng.choice(OUTSIDE)}ทดสอบ {rng.randrange(900)}"


def addressed_to(row: dict, rows: list[dict]) -> str | None:
	return None if row["kind"] == words.CERTIFICATE else " ".join(each["receiver_name"] for each in rows)


def items_of(row: dict, nth: int) -> tuple:
	return (ITEM,) if row["circular"] or (nth % 5 == 0 and row["kind"] != words.CERTIFICATE) else ()


def item_rows(row: dict, items: tuple, day: datetime.date) -> list[dict]:
	return [
		{
			"name": mark(f"{row['name']} item {place}"),
			"item": item,
			"due": day + days * DAY,
			"done_when": done_when,
			"assessment_round": assessment_round,
		}
		for place, (item, days, done_when, assessment_round) in enumerate(items)
	]


# what comes in


def arrival(office: Office, row: dict, receiver: dict, items: list[dict], rng) -> dict:
	"""What the register of who gets a letter says of it."""
	sent, now = row["sent_on"], latest(office.country)
	received = min(sent + rng.randrange(1, 72) * DAY / 24, now) if rng.random() < 0.88 else None
	answered = bool(received and rng.random() < 0.7)
	return {
		"name": mark(f"{row['name']} {receiver['receiver_area']}", 5),
		"letter": row["name"],
		"title": row["title"],
		"subject": row["subject"],
		"sender": office.issues_as,
		"their_number": row["number"],
		"their_date": row["dated"],
		"receiver_row": receiver["name"],
		"addressed_to": receiver["receiver_name"],
		"entered": sent,
		"owner": row["owner"],
		"received_on": received,
		"items": [asked_of(item, received, answered, now, rng) for item in items],
	}


def latest(country: Country) -> datetime.datetime:
	"""The moment up to which something has happened."""
	return datetime.datetime.combine(country.today, datetime.time(8))


def asked_of(item: dict, received, answered: bool, now: datetime.datetime, rng) -> dict:
	row = {key: value for key, value in item.items() if key != "name"} | {"letter_item": item["name"]}
	if answered and item["done_when"] == FREE:
		on = min(received + rng.randrange(12) * DAY, now)
		row |= {"answered_on": on.date(), "answer_note": "ส่งแล้ว"}
	return row


def from_outside(country: Country, code: str, nth: int) -> dict:
	rng = random.Random(f"{SEED} {code} outside {nth}")
	entered = min(country.moment(country.today - rng.randrange(SPAN) * DAY, rng), latest(country))
	number, subject = f"ทด {rng.randrange(70000, 80000)}/{rng.randrange(1, 900)}", rng.choice(SUBJECTS)
	return {
		"name": mark(f"{code} outside {nth}", 5),
		"letter": None,
		"title": f"{number}: {subject}"[:140],
		"subject": subject,
		"sender": outsider_of(rng),
		"their_number": number,
		"their_date": entered.date() - 2 * DAY,
		"receiver_row": None,
		"addressed_to": post_in(code),
		"entered": entered,
		"owner": officer(code),
		"received_on": entered,
		"items": [],
	}


def registers(country: Country, arrived: dict[str, list[dict]], load: Loader) -> None:
	"""The registers of letters received: numbers in the order in which they were received, by area and year."""
	wanting = max(0, country.size.letters - sum(map(len, arrived.values())))
	areas = sorted({*country.offices, *arrived})
	for place, code in enumerate(areas):
		own = share(wanting, place, len(areas))
		entries = arrived[code] + [from_outside(country, code, nth) for nth in range(own)]
		last: Counter[int] = Counter()
		for entry in sorted(entries, key=lambda entry: (not entry["received_on"], entry["received_on"] or 0)):
			enter(country, code, entry, last, load)
		for year, number in last.items():
			counter(load, country, code, numbers.INCOMING, year, number)


def enter(country: Country, code: str, entry: dict, last: Counter, load: Loader) -> None:
	rng = random.Random(f"{SEED} {entry['name']}")
	received, items = entry["received_on"], entry.pop("items")
	status = status_of(received, items, rng)
	modified = received + rng.randrange(20) * DAY / 24 if received else entry["entered"]
	dues = [item["due"] for item in items if not item.get("answered_on")]
	handled = status not in (TO_RECEIVE, RECEIVED)
	row = {
		**stamp(entry.pop("entered"), entry.pop("owner"), modified),
		**place_of(code),
		**entry,
		"office": name_of_office(code),
		"status": status,
		"assigned_to": officer(code) if handled else None,
		"assigned_name": PERSON if handled else None,
		"due": min(dues) if handled and dues else None,
		"closed_on": modified if status == CLOSED else None,
	}
	remark = {
		"kind": REMARK,
		"remark": "เพื่อโปรดทราบและมอบผู้รับผิดชอบดำเนินการตามกำหนด",
		"officer_name": PERSON,
		"position": "พัฒนาการ",
		"written_on": modified,
		"user": officer(code),
	}
	if received:
		year = be_year(received.date())
		last[year] += 1
		row |= {"register_number": last[year], "year": year, "number": document_number(last[year], year)}
		given_number(
			load,
			numbers.INCOMING,
			row,
			code,
			year,
			last[year],
			dated=received.date(),
		)
	load.add_document(
		"Incoming Letter",
		row,
		items=("Incoming Letter Item", items),
		remarks=("Incoming Letter Remark", [remark] if handled else []),
	)


def status_of(received, items: list[dict], rng) -> str:
	if not received:
		return TO_RECEIVE
	by_hand = [item for item in items if item["done_when"] == FREE]
	if by_hand and all(item.get("answered_on") for item in by_hand):
		return rng.choice((ANSWERED, CLOSED))
	return rng.choice((RECEIVED, ASSIGNED, ASSIGNED) if by_hand else (RECEIVED, ASSIGNED, CLOSED))
