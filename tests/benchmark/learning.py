"""Trainings of the districts with their participants, a conference of the whole country, lessons and what was made known."""

import datetime
from functools import cache

import frappe
from con_center.access.areas import COUNTRY, place_of
from con_center.approval import log
from con_center.learning import search
from con_center.learning.doctype.lesson.lesson import TOLD
from con_center.learning.doctype.training_participant.training_participant import ALPHABET, LETTERS, key_of
from con_center.learning.seeds import CHANNELS, EVALUATION_FORMS, LESSON_TEMPLATES, SUBJECTS
from con_center.planning.seeds import PARTICIPANT_GROUPS
from con_center.thai import fiscal_year, fiscal_year_start

from .country import BANGKOK, FIRST_NAMES, LAST_NAMES, Center, Country, Member, share
from .entries import DAY, full_name_of, is_logged, log_rows, mark, officer
from .tables import Loader, stamp

YEARS, A_YEAR, SESSIONS = 3, 2, 2
CONFERENCE = "ประชุมวิชาการ ศอช. ทั่วประเทศ"
GROUP = PARTICIPANT_GROUPS[0]["group_name"]
SUBJECT_NAMES = [row["subject_name"] for row in SUBJECTS]
CHANNEL_NAMES = [row["channel_name"] for row in CHANNELS]
QUESTIONS = EVALUATION_FORMS[0]["questions"]
TITLES = ("อบรมความรู้เรื่องระเบียบ ศอช.", "ประชุมเชิงปฏิบัติการจัดทำแผนพัฒนาตำบล", "แลกเปลี่ยนเรียนรู้ ศอช.ต. ดีเด่น")
# one answer to so many participants, one lesson that is used of so many
EVALUATED_EVERY, USED_EVERY = 10, 5


class Course:
	"""A training: where, when, and who takes part, (area, member) each."""

	def __init__(self, country: Country, number: int, area: str, first: datetime.date, people: list) -> None:
		self.country, self.number, self.area, self.first, self.people = country, number, area, first, people
		self.name = country.name("TRAIN", number)
		self.is_over = first < country.today
		self.state = "Training Closed" if self.is_over else "Registration Open"


def trainings(country: Country, load: Loader) -> None:
	number = taken = 0
	districts = country.districts_in("")
	courses = len(districts) * YEARS * A_YEAR
	for district in districts:
		people = [
			(center.code, member)
			for center in country.centers
			if center.code.startswith(district)
			for member in center.members
		]
		for nth in range(YEARS * A_YEAR):
			wanted = min(len(people), share(country.size.participants, number, courses))
			# the next ones, and from the beginning again
			chosen = [people[(taken + place) % len(people)] for place in range(wanted)]
			course = Course(country, number, district, day_of(country, district, nth), chosen)
			add_training(course, TITLES[nth % len(TITLES)], load)
			taken, number = taken + wanted, number + 1
	for day, people in (
		(country.today - 40 * DAY, delegates(country)),
		# for which nobody is registered yet
		(country.today + 20 * DAY, []),
	):
		add_training(Course(country, number, COUNTRY, day, people), CONFERENCE, load)
		number += 1
	country.advance("TRAIN", number)


def day_of(country: Country, district: str, nth: int) -> datetime.date:
	"""Two a year; the last one of this year is still to come."""
	if nth == YEARS * A_YEAR - 1:
		return country.today + (10 + int(district) % 20) * DAY
	year = fiscal_year_start(country.year - YEARS + 1 + nth // A_YEAR)
	return min(year + (30 + 120 * (nth % A_YEAR) + int(district) % 60) * DAY, country.today - 2 * DAY)


def delegates(country: Country) -> list[tuple[str, Member]]:
	"""Who comes to the conference, from each province as many."""
	areas = provinces()
	return [
		(
			areas[number % len(areas)],
			Member(
				"นาย" if number % 2 else "นาง",
				FIRST_NAMES[number % len(FIRST_NAMES)],
				f"{LAST_NAMES[number // len(FIRST_NAMES) % len(LAST_NAMES)]}{number}",
				"กรรมการ",
				"ศอช.จ.",
				"",
			),
		)
		for number in range(country.size.conference)
	]


@cache
def provinces() -> list[str]:
	"""The provinces that have a center, however much of the country is filled in."""
	found = frappe.get_all("Area", {"level": "Province", "status": "Active"}, pluck="name", order_by="name")
	return [code for code in found if code != BANGKOK]


def add_training(course: Course, title: str, load: Loader) -> None:
	country, first = course.country, course.first
	written = datetime.datetime.combine(min(first - 30 * DAY, country.today - DAY), datetime.time(9))
	closed = datetime.datetime.combine(first + DAY, datetime.time(15))
	row = {
		"name": course.name,
		**stamp(written, officer(course.area), closed if course.is_over else written),
		**place_of(course.area),
		"training_title": title,
		"kind": "Exchange" if "แลกเปลี่ยน" in title else "Workshop",
		"workflow_state": course.state,
		"starts_on": first,
		"ends_on": first,
		"target_people": len(course.people),
		"way": "On Site",
		"place": "หอประชุมอำเภอ",
		"planned_budget": 20_000,
		"spent": 18_500 if course.is_over else 0,
		"certificate_percent": 80,
		"signatory_name": "นายทดสอบ ระบบ",
		"signatory_position": "พัฒนาการอำเภอ",
		"evaluation_form": EVALUATION_FORMS[0]["form_name"],
	}
	sessions = [
		{"number": number, "session_date": first, "begins": begins, "ends": ends, "topic": title}
		for number, begins, ends in (
			(1, datetime.time(9), datetime.time(12)),
			(2, datetime.time(13), datetime.time(16)),
		)
	]
	load.add_document(
		"Training",
		row,
		sessions=("Training Session", sessions),
		subjects=("Training Topic", [{"subject": SUBJECT_NAMES[course.number % len(SUBJECT_NAMES)]}]),
		speakers=("Training Speaker", [{"speaker_name": "นายวิทยากร ทดสอบ"}]),
	)
	for nth, (area, member) in enumerate(course.people):
		participant(course, nth, area, member, row, load)
	if course.is_over:
		afterwards(course, row, load)


def participant(course: Course, nth: int, area: str, member: Member, training: dict, load: Loader) -> None:
	# one of twenty came to one session, another one to none
	came = 0 if not course.is_over else {7: 1, 13: 0}.get(nth % 20, SESSIONS)
	moment = training["creation"] + DAY
	row = {
		"name": mark(f"{course.name} {nth}", 5),
		**stamp(moment, officer(area[:4]), training["modified"]),
		**place_of(area),
		"training": course.name,
		"participant_group": GROUP,
		"organization_text": member.organization_name,
		"position": member.role,
		"title": member.title,
		"first_name": member.first_name,
		"last_name": member.last_name,
		"full_name": member.full_name[:140],
		"person_key": key_of(member.first_name, member.last_name),
		"phone": "080-000-0000",
		"code": code_of(nth),
		"came": int(came > 0),
		"sessions_attended": came,
		"held_year": fiscal_year(course.first) if course.is_over else 0,
	}
	attended = [
		{"session_number": number, "signed_in_on": training["modified"] - DAY / 4, "how": "List"}
		for number in range(1, came + 1)
	]
	load.add_document("Training Participant", row, attendance=("Training Attendance", attended))


def code_of(nth: int) -> str:
	"""The code of a participant: of each training, another one for each."""
	letters = ""
	for _letter in range(LETTERS):
		nth, rest = divmod(nth, len(ALPHABET))
		letters += ALPHABET[rest]
	return letters


def afterwards(course: Course, training: dict, load: Loader) -> None:
	"""What a training leaves: answers without names, and certificates."""
	place, system = place_of(course.area), {key: training[key] for key in ("owner", "modified_by")}
	moment = {"creation": training["modified"], "modified": training["modified"]}
	for nth in range(0, len(course.people), EVALUATED_EVERY):
		answers = [
			{"question": row["question"], "marks": 3 + nth % 3 if row["kind"].startswith("Marks") else 0}
			for row in QUESTIONS
		]
		values = {"name": mark(f"{course.name} answer {nth}", 5), "training": course.name, **place}
		load.add_document(
			"Training Evaluation",
			{**values, **system, **moment},
			answers=("Training Evaluation Answer", answers),
		)
	load.add(
		"Training Certificates",
		{
			"name": mark(f"{course.name} certificates", 5),
			**system,
			**moment,
			**place,
			"training": course.name,
			"status": "Ready",
			"certificates": len(course.people),
			"made_on": training["modified"],
		},
	)


# lessons and publicity

SEND_UP = ("Send Up", "Draft", "District Review")
FORWARD = ("Forward to Province", "District Review", "Province Review")
WAY_OF = {
	"Draft": (),
	"District Review": (SEND_UP,),
	"Province Review": (SEND_UP, FORWARD),
	"Lesson Published": (SEND_UP, FORWARD, ("Publish", "Province Review", "Lesson Published")),
}
STORIES = (
	"ชาวบ้านขัดแย้งเรื่องแนวเขตที่ดินและการใช้น้ำ จึงเชิญผู้นำมาไกล่เกลี่ยข้อพิพาทจนตกลงกันได้",
	"กลุ่มออมทรัพย์ขาดเงินหมุนเวียน สมาชิกจึงร่วมกันปรับปรุงระเบียบและตั้งสวัสดิการชุมชน",
	"แผนชุมชนไม่ได้บรรจุในแผนพัฒนาตำบล คณะกรรมการจึงประสานองค์การบริหารส่วนตำบลตั้งแต่ต้นปี",
	"ครัวเรือนยากจนเข้าไม่ถึงบริการของรัฐ อาสาสมัครจึงออกเยี่ยมบ้านและจัดทำฐานข้อมูล",
	"ผลผลิตทางการเกษตรราคาตกต่ำ เครือข่ายจึงรวมกลุ่มแปรรูปและหาช่องทางการตลาด",
	"น้ำดื่มน้ำใช้ไม่เพียงพอในฤดูแล้ง ชุมชนจึงร่วมกันขุดลอกแหล่งน้ำและปลูกป่าต้นน้ำ",
)
ASSETS = (
	"1. จัดหาคนกลางที่ทุกฝ่ายยอมรับ\n2. ให้ทุกฝ่ายเล่าโดยไม่ขัดจังหวะ\n3. บันทึกข้อตกลงเป็นลายลักษณ์อักษร",
	"1. ประชุมเดือนละครั้ง\n2. เปิดเผยบัญชีทุกครั้ง\n3. เยี่ยมกลุ่มที่ประสบความสำเร็จ",
	"1. ใช้ข้อมูล จปฐ. และ กชช.2ค ประกอบการตัดสินใจ\n2. จัดเวทีประชาคมทุกหมู่บ้าน",
)
CORE = ("ความโปร่งใสและการมีส่วนร่วมของสมาชิก", "ผู้นำเสียสละและมีจิตสาธารณะ", "ภาคีเครือข่ายร่วมคิดร่วมทำร่วมติดตาม")
SUGGESTIONS = ("ควรขยายผลไปยังตำบลใกล้เคียง", "ควรมีงบประมาณสนับสนุนต่อเนื่อง", "ควรอบรมคณะกรรมการชุดใหม่ทุกปี")


def lessons(country: Country, load: Loader) -> None:
	number = 0
	for center in country.centers:
		rng = center.random("lessons")
		for nth in range(share(country.size.lessons, center.number, len(country.centers))):
			row = lesson(country, center, country.name("LESSON", number), rng)
			load.add("Lesson", row)
			if number % USED_EVERY == 0:
				load.add("Lesson Use", use(center, row, nth))
			if is_logged(country, center.code):
				content = log.content_hash(load.as_read("Lesson", row))
				log_rows(
					load,
					"Lesson",
					{**row, "title": row["lesson_title"]},
					WAY_OF[row["workflow_state"]],
					content,
				)
			number += 1
	country.advance("LESSON", number)


def lesson(country: Country, center: Center, name: str, rng) -> dict:
	state = rng.choice(("Lesson Published",) * 8 + ("Draft", "District Review", "Province Review"))
	published = country.today - rng.randrange(5, 1000) * DAY if state == "Lesson Published" else None
	# what is not published is on its way for days, or lies about for up to a year
	begun = published - 4 * DAY if published else country.today - rng.randrange(4, 365) * DAY
	moment = country.moment(begun, rng)
	told = {
		"lesson_title": f"ขับเคลื่อน {center.center_name} ให้เข้มแข็ง"[:140],
		"subject": rng.choice(SUBJECT_NAMES),
		"occasion": "เป็นการแก้ปัญหาของตำบลโดย ศอช. ร่วมกับกลุ่มและองค์กร",
		"story": rng.choice(STORIES),
		"knowledge_assets": rng.choice(ASSETS),
		"core_knowledge": rng.choice(CORE),
		"strategies": rng.choice(STORIES),
		"results": "ชุมชนมีรายได้เพิ่มขึ้นและพึ่งตนเองได้",
		"problems": rng.choice(STORIES),
		"suggestions": rng.choice(SUGGESTIONS),
		"strengths": rng.choice(CORE),
		"weaknesses": "คณะกรรมการมีภาระงานมาก",
		"opportunities": "มีนโยบายของรัฐสนับสนุน",
		"threats": "ภัยแล้งและราคาผลผลิตไม่แน่นอน",
		"happened_in": "พ.ศ. 2568",
	}
	return {
		"name": name,
		**stamp(moment, officer(center.code), country.moment(published, rng) if published else moment),
		**center.place,
		"docstatus": int(bool(published)),
		"workflow_state": state,
		"template": LESSON_TEMPLATES[0]["template_name"],
		**told,
		"search_words": words_of_all((*(told.get(field) for field in TOLD), full_name_of(center.code))),
		"published_on": published,
		"readable_by_all": int(bool(published)),
	}


def words_of_all(texts) -> str:
	"""The words of texts as a lesson keeps them, of each text split once: splitting Thai takes long."""
	found = (word for text in texts if text for word in _kept(text).split())
	return " ".join(dict.fromkeys(found))


@cache
def _kept(text: str) -> str:
	return search.kept_of(text)


def use(center: Center, row: dict, nth: int) -> dict:
	plan = center.country.name("PLAN", center.number)
	return {
		"name": mark(f"{row['name']} used", 5),
		**{key: row[key] for key in ("owner", "modified_by", "creation", "modified")},
		**center.place,
		"lesson": row["name"],
		"lesson_title": row["lesson_title"],
		"reference_doctype": "Action Plan",
		"reference_name": plan,
		"reference_title": f"แผนปฏิบัติการ ปี {center.country.year} {center.center_name}"[:140],
		"how": "ใช้วางแผนอบรม",
	}


def publicity(country: Country, load: Loader) -> None:
	number = 0
	for center in country.centers:
		rng = center.random("publicity")
		for _each in range(2):
			day = country.today - rng.randrange(1, 900) * DAY
			load.add(
				"Publicity",
				{
					"name": country.name("PUB", number),
					**stamp(country.moment(day, rng), officer(center.code)),
					**center.place,
					"subject_text": "การไกล่เกลี่ยข้อพิพาทในชุมชน",
					"channel": rng.choice(CHANNEL_NAMES),
					"where_text": "หอกระจายข่าวหมู่บ้าน",
					"made_known_on": day,
					"audience": 20 + rng.randrange(300),
				},
			)
			number += 1
	country.advance("PUB", number)
