"""A living site: the case of seed 001 and Ubon Ratchathani, with invented people and documents at each step.

Loaded through the doors that users have: documents, permissions and workflow, each step as the user who takes it.
`bench --site SITE execute con_center.setup.demo.load`; safe to call again.
"""

from contextlib import contextmanager
from itertools import count

import frappe
from frappe.utils import add_days, today

from con_center.approval.decision import decide
from con_center.setup import demo_assessments, demo_meetings, demo_plans

PASSWORD = "con-center-demo"
DOMAIN = "con-center.example"
# login, name on letters, position, areas, capacity, position acted for, what the login is for
OFFICERS = (
	("admin", "นายธีรภัทร ดูแลดี", "ผู้ดูแลระบบ", ("00",), None, None, "Administrator of forms and settings"),
	("central", "นางสาวปิยะดา ส่วนกลาง", "เจ้าหน้าที่กรมการพัฒนาชุมชน", ("00",), None, None, "Department"),
	("province", "นางสุดารัตน์ พัฒนะ", "พัฒนาการจังหวัด", ("34",), None, None, "Province office, Ubon Ratchathani"),
	("province2", "นายเกรียงไกร ชาญวิทย์", "เจ้าหน้าที่สำนักงานพัฒนาชุมชนจังหวัด", ("34",), None, None, "Province office, second officer"),
	("governor", "นายวีรศักดิ์ อุดมผล", "รองผู้ว่าราชการจังหวัด", ("34",), "On Behalf Of", "ผู้ว่าราชการจังหวัด", "Signs for the governor"),
	("district", "นางสาวกนกวรรณ ใจซื่อ", "พัฒนาการอำเภอ", ("3401",), None, None, "District office, Mueang Ubon Ratchathani"),
	("district2", "นายอนุชา เพียรดี", "เจ้าหน้าที่สำนักงานพัฒนาชุมชนอำเภอ", ("3401",), None, None, "District office, second officer"),
	("chief", "นายประสิทธิ์ เมืองงาม", "นายอำเภอ", ("3401",), None, None, "District chief, signs"),
	("officer", "นางสาวศิริพร ขยันยิ่ง", "พัฒนากร", ("340101", "340104", "340105", "340107", "340108", "340109", "340111"), None, None, "Sub-district officer"),
	("khuangnai.officer", "นายบุญส่ง รักถิ่น", "พัฒนากร", ("340401", "340402"), None, None, "Sub-district officer of another district"),
	("khuangnai.district", "นางวันเพ็ญ ศรีสุข", "พัฒนาการอำเภอ", ("3404",), None, None, "Another district's office"),
	("thathan.officer", "นายจิรายุ ทำดี", "พัฒนากร", ("240606",), None, None, "Sub-district officer of Tha Than (seed 001)"),
	("thathan.district", "นางอรุณี สมบูรณ์", "พัฒนาการอำเภอ", ("2406",), None, None, "District office, Phanom Sarakham"),
	("thathan.chief", "นายสมศักดิ์ รุ่งเรือง", "นายอำเภอ", ("2406",), None, None, "District chief, Phanom Sarakham"),
	("thathan.province", "นายพิชัย แสงทอง", "พัฒนาการจังหวัด", ("24",), None, None, "Province office, Chachoengsao"),
)  # fmt: skip

MALE = (
	"สมชาย",
	"ประยูร",
	"บุญมี",
	"วิชัย",
	"สุรชัย",
	"ทองดี",
	"คำปัน",
	"ณรงค์",
	"อดิศักดิ์",
	"ไพโรจน์",
	"เฉลิม",
	"ชัยวัฒน์",
	"มานพ",
	"ศักดิ์ดา",
)
FEMALE = (
	"มาลี",
	"สมใจ",
	"บัวผัน",
	"จันทร์เพ็ญ",
	"ละออง",
	"ทองใบ",
	"นงลักษณ์",
	"พรทิพย์",
	"รัชนี",
	"อรทัย",
	"วาสนา",
	"ดวงใจ",
	"ปราณี",
)
FAMILY = ("ทองสุข", "บุญเรือง", "ศรีวงศ์", "แก้วมณี", "พูลผล", "สายทอง", "จันทะวงษ์", "คำภา", "มณีรัตน์", "ภูมิใจ", "นามวงศ์", "โสภา", "บำรุงถิ่น", "ป้องเมือง", "เที่ยงธรรม", "น้ำใส", "ฝั่งขวา")  # fmt: skip
GROUPS = (
	"กลุ่มออมทรัพย์เพื่อการผลิต",
	"กลุ่มสตรี",
	"กองทุนหมู่บ้าน",
	"กลุ่มอาชีพทอผ้า",
	"กลุ่มฌาปนกิจสงเคราะห์",
	"กลุ่มผู้ใช้น้ำ",
	"อาสาพัฒนาชุมชน",
)


def logins() -> list[dict[str, str]]:
	"""Return the demo logins: user, password and what each is for."""
	return [{"user": email(row[0]), "password": PASSWORD, "role": f"{row[2]}: {row[6]}"} for row in OFFICERS]


def email(login: str) -> str:
	return f"{login}@{DOMAIN}"


def load() -> None:
	"""Load whatever of the demo is not there yet."""
	for row in OFFICERS:
		make_officer(*row[:6])
	make_centers("thathan.province", ["24", "2406", "240606"])
	make_centers("province", areas_below("34"))
	make_center_of_the_country()
	frappe.db.commit()  # a command of the console: keep each part that is whole
	if not frappe.db.exists("Committee", {"area": "240606"}):
		load_tha_than()
		frappe.db.commit()
	if not frappe.db.exists("Committee", {"district": "3401"}):
		load_ubon()
		frappe.db.commit()
	if not frappe.db.exists("Meeting", {"district": "3401"}):
		demo_meetings.load(signed_in)
		frappe.db.commit()
	if not frappe.db.exists("Action Plan", {"district": "3401"}):
		demo_plans.load(signed_in, take)
		frappe.db.commit()
	if not frappe.db.exists("Assessment", {"district": "3401"}):
		demo_assessments.load(signed_in, take)
		frappe.db.commit()
	print("Demo data are loaded.")


@contextmanager
def signed_in(login: str):
	"""Do what follows as this demo user."""
	before = frappe.session.user
	frappe.set_user(email(login))
	try:
		yield
	finally:
		frappe.set_user(before)


def make_officer(login, letter_name, position, areas, capacity, acting_for_position) -> None:
	user = email(login)
	if not frappe.db.exists("User", user):
		account = frappe.new_doc("User")
		account.update({"email": user, "first_name": letter_name, "send_welcome_email": 0, "language": "th"})
		account.new_password = PASSWORD
		account.flags.no_welcome_mail = True
		account.insert()
	for area in areas:
		if not frappe.db.exists("Officer Assignment", {"user": user, "area": area, "position": position}):
			frappe.get_doc(
				{
					"doctype": "Officer Assignment",
					"user": user,
					"officer_name": letter_name,
					"position": position,
					"area": area,
					"from_date": "2007-10-01",
					"capacity": capacity or "In Own Right",
					"acting_for_position": acting_for_position,
				}
			).insert()


def areas_below(province: str) -> list[str]:
	return frappe.get_all(
		"Area",
		filters={"code": ("like", f"{province}%"), "status": "Active", "level": ("!=", "Village")},
		pluck="name",
		order_by="code",
	)


def make_centers(login: str, areas: list[str]) -> None:
	there = set(frappe.get_all("CON Center", filters={"name": ("in", areas)}, pluck="name"))
	with signed_in(login):
		for area in areas:
			if area not in there:
				place = f"องค์การบริหารส่วนตำบล{frappe.get_cached_value('Area', area, 'area_name')}"
				frappe.get_doc(
					{"doctype": "CON Center", "area": area, "office_place": place if len(area) == 6 else None}
				).insert()


def make_center_of_the_country() -> None:
	if not frappe.db.exists("CON Center", "00"):
		with signed_in("admin"):
			frappe.get_doc({"doctype": "CON Center", "area": "00"}).insert()


_people = count()


def person() -> dict[str, str]:
	"""Return an invented person, another one at each call."""
	n = next(_people)
	female = n % 2
	first = FEMALE[n // 2 % len(FEMALE)] if female else MALE[n // 2 % len(MALE)]
	return {
		"title": ("นางสาว" if n % 3 == 0 else "นาง") if female else "นาย",
		"first_name": first,
		"last_name": FAMILY[(n * 7 + n // len(FAMILY)) % len(FAMILY)],
	}


def members(number: int, leading: tuple[str, ...], ordinary: str) -> list[dict]:
	"""Return `number` members: one for each leading role, the others with the ordinary one."""
	rows = []
	for n in range(number):
		rows.append(
			{
				**person(),
				"role": leading[n] if n < len(leading) else ordinary,
				"organization_name": GROUPS[n % len(GROUPS)],
				"village": f"หมู่ {n % 7 + 1}",
				"phone": f"08{n % 10}-555-{1000 + n}",
			}
		)
	return rows


LEADING = ("ประธานกรรมการ", "รองประธานกรรมการ", "รองประธานกรรมการ", "กรรมการและเลขานุการ", "กรรมการและผู้ช่วยเลขานุการ", "เหรัญญิก", "ประชาสัมพันธ์")  # fmt: skip
LEADING_GROUP = ("ประธานคณะทำงาน", "รองประธานคณะทำงาน", "คณะทำงานและเลขานุการ")


def make_committee(login: str, area: str, number: int = 12, **values):
	"""Enter a committee as this user; the usual kind is the center's own."""
	group = values.get("kind") == "Promoting Working Group"
	with signed_in(login):
		return frappe.get_doc(
			{
				"doctype": "Committee",
				"center": area,
				"kind": "Center Committee",
				"term_start": add_days(today(), -20),
				"forum_date": add_days(today(), -30),
				"forum_place": "ศาลาประชาคมตำบล",
				"forum_attendance": 50,
				"members": members(
					number, LEADING_GROUP if group else LEADING, "คณะทำงาน" if group else "กรรมการ"
				),
				**values,
			}
		).insert()


def make_order(login: str, committee, instrument: str, purpose: str, **values):
	with signed_in(login):
		return frappe.get_doc(
			{
				"doctype": "Appointment Order",
				"committee": committee.name,
				"instrument": instrument,
				"purpose": purpose,
				**values,
			}
		).insert()


def take(order, *steps: tuple[str, str] | tuple[str, str, str]):
	"""Take the order through decisions: (login, action) or (login, action, reason) each."""
	for login, action, *reason in steps:
		with signed_in(login):
			order = frappe.get_doc(order.doctype, order.name)
			decide(order.doctype, order.name, action, order.modified, reason[0] if reason else None)


def load_tha_than() -> None:
	"""The set-up of ศอช.ต.ท่าถ่าน in 2551: the order is dated before the announcement, as it was (seed 001)."""
	with signed_in("thathan.district"):
		frappe.get_doc(
			{"doctype": "Number Counter", "issuer": "2406", "kind": "Order", "year": 2551, "start_at": 111}
		).insert()
	steps = (
		("thathan.officer", "Send Up"),
		("thathan.district", "Check and Forward"),
		("thathan.chief", "Sign and Issue"),
		("thathan.province", "Acknowledge"),
	)
	committee = make_committee(
		"thathan.officer",
		"240606",
		25,
		term_start="2008-05-08",
		forum_date="2008-03-05",
		forum_place="องค์การบริหารส่วนตำบลท่าถ่าน",
		forum_attendance=50,
	)
	take(
		make_order("thathan.officer", committee, "Announcement", "Certify Selection", dated="2008-05-08"),
		*steps,
	)
	group = make_committee(
		"thathan.officer",
		"240606",
		12,
		kind="Promoting Working Group",
		term_start="2008-03-19",
		forum_date=None,
	)
	take(make_order("thathan.officer", group, "Order", "Appoint", dated="2008-03-19"), *steps)


def load_ubon() -> None:
	"""A document at each step of the ladder, in Mueang Ubon Ratchathani and at the province."""
	announcement = ("Announcement", "Certify Selection")
	sent = ("officer", "Send Up")
	checked = (sent, ("district", "Check and Forward"))
	issued = (*checked, ("chief", "Sign and Issue"))
	returned = (sent, ("district", "Return", "รายชื่อลำดับที่ 5 ยังไม่ระบุกลุ่มหรือองค์กรที่เป็นผู้แทน โปรดเพิ่มเติม"))
	for area, steps in (
		("340101", (*issued, ("province", "Acknowledge"))),
		("340104", issued),
		("340105", checked),
		("340107", (sent,)),
		("340108", returned),
		("340109", ()),
	):
		take(make_order("officer", make_committee("officer", area), *announcement), *steps)
	make_committee("officer", "340111", 8)
	district = make_committee("district2", "3401", 15)
	take(make_order("district2", district, *announcement), ("district2", "Send Up"))
	province = make_committee("province2", "34", 25)
	take(
		make_order("province2", province, "Order", "Appoint"),
		("province2", "Send Up"),
		("province", "Check and Forward"),
	)
	make_organizations()


def make_organizations() -> None:
	with signed_in("officer"):
		for n, kind in enumerate(("กลุ่มออมทรัพย์เพื่อการผลิต", "กลุ่มสตรี", "กลุ่มอาชีพ", "กองทุนหมู่บ้าน")):
			someone = person()
			frappe.get_doc(
				{
					"doctype": "Community Organization",
					"organization_name": f"{kind} หมู่ {n + 1}",
					"organization_type": kind,
					"area": "340101",
					"village_text": f"หมู่ {n + 1}",
					"chair": f"{someone['title']}{someone['first_name']} {someone['last_name']}",
					"members_count": 24 + n * 9,
					"capital": 45000 + n * 32500,
				}
			).insert()
