"""Households of the demo site: two lists of TPMAP, who was missed by them, and a year of help.

Through the doors that users have. People, houses and what they lack are invented.
"""

import base64

import frappe
from frappe.utils import add_days, getdate, today

from con_center.approval.meaning import IN_FORCE, REVIEW
from con_center.households import cases, importing
from con_center.households.dimensions import CHECK_RESULTS, IMPROVED, MET, NOT_CHECKED
from con_center.setup.demo_areas import chance, officer_of
from con_center.setup.demo_people import person
from con_center.thai import fiscal_year, full_name

PROVINCE = "34"
AREAS = ("340101", "340104", "340112", "340113")
HEADINGS = (
	"หมู่ที่",
	"บ้านเลขที่",
	"ชื่อ-สกุล",
	"ด้านสุขภาพ",
	"ด้านความเป็นอยู่",
	"ด้านการศึกษา",
	"ด้านรายได้",
	"การเข้าถึงบริการภาครัฐ",
)
PER_LIST = 9
# dimension, what was given, by what kind, by whom, value in baht
HELPS = (
	("Income", "มอบพันธุ์ไก่พื้นเมือง 20 ตัว พร้อมอาหาร และสอนทำบัญชีครัวเรือน", "CON Center", "ศอช.ต.", 3200),
	(
		"Health",
		"เยี่ยมผู้ป่วยติดเตียง มอบผ้าอ้อมผู้ใหญ่และที่นอนลม",
		"Unit of the State",
		"โรงพยาบาลส่งเสริมสุขภาพตำบล",
		4850.5,
	),
	("Living Conditions", "ซ่อมหลังคาและห้องส้วม", "Local Administration", "องค์การบริหารส่วนตำบล", 28000),
	("Education", "ทุนการศึกษาและชุดนักเรียน 2 คน", "Partner", "สมาคมศิษย์เก่าโรงเรียน", 3000),
	("Access to Public Services", "พาไปทำบัตรประจำตัวคนพิการและยื่นขอเบี้ย", "Unit of the State", "ที่ว่าการอำเภอ", 0),
	("Income", "ให้ยืมเมล็ดพันธุ์ผักและปุ๋ยจากกองทุนของกลุ่ม", "People of the Village", "กลุ่มออมทรัพย์เพื่อการผลิต", 650),
)
VISITS = (
	"พบหัวหน้าครัวเรือน รายได้จากรับจ้างรายวันไม่แน่นอน บ้านมีผู้สูงอายุหนึ่งคน",
	"แปลงผักเริ่มให้ผล ขายที่ตลาดนัดได้สัปดาห์ละครั้ง",
)


def load(signed_in, take) -> None:
	"""Load households, plans and helps of Mueang Ubon Ratchathani; signed_in, take: those of `con_center.setup.demo`."""
	for area in AREAS:
		with signed_in(officer_of(area)):
			named = [a_row(area, n) for n in range(PER_LIST)]
			take_over(area, named, days_ago=200)
			# of the second list two are missing, and one is new
			take_over(area, [*named[2:], a_row(area, PER_LIST)], days_ago=40)
			enter_missed(area)
		help_all(signed_in, take, area)
	close_and_refer(signed_in)


def a_row(area: str, n: int) -> str:
	who = person()
	needs = [
		"1" if chance("need", area, n, at) < share else "" for at, share in enumerate((35, 30, 25, 70, 20))
	]
	needs[3] = needs[3] or ("" if any(needs) else "1")
	cells = (str(n % 7 + 1), f"{11 + 13 * n}/{n % 4 + 1}", full_name(*who.values()), *needs)
	return ",".join(cells)


def take_over(area: str, rows: list[str], days_ago: int) -> None:
	table = "\n".join([",".join(HEADINGS), *rows])
	content = base64.b64encode(table.encode("utf-8-sig")).decode()
	importing.take_over(area, "TPMAP", str(add_days(today(), -days_ago)), "TPMAP", content)


def enter_missed(area: str) -> None:
	"""One whom the lists have missed, as the village's forum named it."""
	frappe.get_doc(
		{
			"doctype": cases.HOUSEHOLD,
			"area": area,
			"head_name": full_name(*person().values()),
			# in the municipality there are no numbers of villages
			**(
				{"village_name": "ชุมชนท่ากกแห่"}
				if area == AREAS[0]
				else {"village_no": 3, "village_name": "บ้านโพธิ์"}
			),
			"house_number": "101",
			"found_by": "Missed by TPMAP",
			"source": "เวทีประชาคมหมู่บ้าน",
			"source_date": add_days(today(), -90),
			"needs": [{"item": "มีผู้ป่วยติดเตียงหรือป่วยเรื้อรัง"}, {"item": "ไม่ได้รับสวัสดิการที่มีสิทธิ"}],
			"members": [
				{"relation": "Head of the Household", "age_group": "60 and Over"},
				{"relation": "Grandchild", "age_group": "6 to 14", "need": "ขาดอุปกรณ์หรือค่าใช้จ่ายในการเรียน"},
			],
		}
	).insert()


def help_all(signed_in, take, area: str) -> None:
	"""Three of four households are visited and helped; of each, the district agrees to a plan for the first."""
	names = frappe.get_all(
		cases.HOUSEHOLD, {"area": area, "dropped_on": ("is", "not set")}, pluck="name", order_by="name"
	)
	for n, name in enumerate(names):
		if chance("helped", area, n) >= 75:
			continue
		with signed_in(officer_of(area)):
			plan = make_plan(name, n) if n % 3 == 0 else None
		if plan:
			take(plan, (officer_of(area), REVIEW), *((("district", IN_FORCE),) if n else ()))
		with signed_in(officer_of(area)):
			log(name, "Visit", 60 + n, None, VISITS[n % 2], "CON Center", "ศอช.ต.", 0)
			if n % 3 and frappe.db.get_value(cases.HOUSEHOLD, name, "check_result") == NOT_CHECKED:
				cases.note_check(name, CHECK_RESULTS[n % 2], checked_on=str(add_days(today(), -60 - n)))
			log(
				name,
				"Help",
				30 + n,
				*HELPS[(n + len(area)) % len(HELPS)],
				next_visit=add_days(today(), n - 4),
			)
			if n % 4 == 1:
				cases.note_state(name, "Income", IMPROVED, "มีรายได้เสริมสม่ำเสมอ")


def make_plan(name: str, n: int):
	dimension, what, by_kind, by_whom, budget = HELPS[n % len(HELPS)]
	return frappe.get_doc(
		{
			"doctype": "Help Plan",
			"household": name,
			"fiscal_year": fiscal_year(getdate()),
			"items": [
				{
					"dimension": dimension,
					"what": what,
					"by_kind": by_kind,
					"by_whom": by_whom,
					"due_on": add_days(today(), 45),
					"budget": budget,
				}
			],
		}
	).insert()


def log(name, kind, days_ago, dimension, what, by_kind, by_whom, value, next_visit=None) -> None:
	frappe.get_doc(
		{
			"doctype": "Help Log",
			"household": name,
			"kind": kind,
			"happened_on": add_days(today(), -days_ago),
			"dimension": dimension,
			"what": what,
			"by_kind": by_kind,
			"by_whom": by_whom,
			"value": value,
			"next_visit_on": next_visit,
		}
	).insert()


def close_and_refer(signed_in) -> None:
	"""One case came to a good end, one was opened again, and one is more than the district can do."""
	area = AREAS[0]
	first, second, third = frappe.get_all(
		cases.HOUSEHOLD,
		{"area": area, "dropped_on": ("is", "not set")},
		pluck="name",
		order_by="name",
		limit=3,
	)
	with signed_in(officer_of(area)):
		cases.note_state(first, "Income", MET, "รายได้พอรายจ่ายติดต่อกันหกเดือน")
		cases.close(first, "No Longer in Need", "ครัวเรือนพึ่งตนเองได้")
		cases.close(second, "Moved Away", "ย้ายไปอยู่กับบุตร")
		cases.reopen(second, "ย้ายกลับมาอยู่บ้านเดิม")
		cases.refer(third, "Province", "ต้องการบ้านใหม่ทั้งหลัง เกินกำลังของตำบลและอำเภอ", str(add_days(today(), 60)))


# what shows that a part is there, and the part
PARTS = (("Target Household", {"province": PROVINCE}, load),)
