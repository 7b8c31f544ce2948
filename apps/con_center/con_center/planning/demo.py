"""Demo data of the plans: a fiscal year of a district, entered through the same doors as by users, with its gaps."""

import frappe
from frappe.utils import add_days, cint, getdate, today

from con_center.approval import meaning
from con_center.approval.decision import take as take_step
from con_center.approval.meaning import IN_FORCE, PASSED, REVIEW
from con_center.planning.doctype.plan_project.plan_project import merge
from con_center.planning.months import NAMES, first_day, ticked
from con_center.planning.workflow import (
	AGREED,
	DONE,
	FORUM,
	FUNDED,
	NOT_FUNDED,
	OUTCOME_IN_PLAN,
	PASSED_ON,
	PLAN,
	RESULT,
)
from con_center.setup.demo_areas import (
	AREAS,
	DISTRICT,
	EXPIRED,
	NEW,
	NOT_ASSESSED,
	NOT_MET,
	RETURNED,
	chance,
	officer_of,
)
from con_center.thai import fiscal_year

CDD, LOCAL, PROVINCE, GROUPS = "กรมการพัฒนาชุมชน", "องค์กรปกครองส่วนท้องถิ่น", "จังหวัด", "กลุ่ม/องค์กรชุมชน"
TRAINING, MARKET = "จัดฝึกอบรม", "ประสานงานช่องทางการตลาด"
# name, kind, target, unit, months of the fiscal year (0 is October), who, partners, money by source
ACTIVITIES = (
	("ประชุมคณะกรรมการ ศอช.ต. ทุกไตรมาส", "การประชุมเครือข่าย", 4, "ครั้ง", (0, 3, 6, 9), "ประธาน ศอช.ต.", "อบต.", ((LOCAL, 4800),)),
	("ประชุมเชื่อมเครือข่ายกับตำบลข้างเคียง", "การประชุมระหว่างเครือข่าย", 2, "ครั้ง", (1, 7), "รองประธาน", "ศอช.ต. ข้างเคียง", ((LOCAL, 3000), (GROUPS, 1500.5))),
	("สัมมนาทบทวนแผนชุมชน", "การสัมมนาเครือข่าย", 1, "ครั้ง", (4,), "เลขานุการ", "กำนัน ผู้ใหญ่บ้าน", ((CDD, 12500),)),
	("อบรมการไกล่เกลี่ยข้อพิพาทในชุมชน", "จัดฝึกอบรม", 40, "คน", (2,), "พัฒนากร", "ศูนย์ยุติธรรมชุมชน", ((CDD, 18750.75), (LOCAL, 6249.25))),
	("จัดทำข้อตกลงแบ่งปันผลประโยชน์ของกลุ่มอาชีพ", "ข้อตกลงในการแบ่งปันผลประโยชน์", 3, "กลุ่ม", (5, 6), "เหรัญญิก", "", ()),
	("รวบรวมและจัดพิมพ์ผลงานประจำปี", "จัดทำเอกสารผลการดำเนินงานของเครือข่าย", 0, "", (10, 11), "ประชาสัมพันธ์", "โรงเรียนในตำบล", ((LOCAL, 5000),)),
	("ออกร้านจำหน่ายผลิตภัณฑ์ชุมชน", "ประสานงานช่องทางการตลาด", 6, "ครั้ง", (1, 3, 5, 7, 9, 11), "ประธานกลุ่มอาชีพ", "พัฒนาชุมชนจังหวัด", ((PROVINCE, 9000),)),
	("ระดมทุนกองทุนสวัสดิการเครือข่าย", "ตั้งกองทุนสวัสดิการเครือข่าย", 1, "กองทุน", (8,), "เหรัญญิก", "กลุ่มออมทรัพย์", ((GROUPS, 20000),)),
)  # fmt: skip
PROJECTS = (
	("ขุดลอกคลองส่งน้ำ", "หมู่ 4 บ้านหนองบัว", "ฤดูแล้งน้ำไม่พอทำนา", "ให้มีน้ำทำการเกษตรตลอดปี", "Ask for Support", "เศรษฐกิจ", 1, 0, ((0, LOCAL, 350000), (1, PROVINCE, 420000.5))),
	("โคกหนองนาแปลงตัวอย่าง", "หมู่ 2 บ้านท่า", "ครัวเรือนมีรายจ่ายด้านอาหารสูง", "ลดรายจ่าย เพิ่มแหล่งเรียนรู้เศรษฐกิจพอเพียง", "Do Together", "เศรษฐกิจ", 2, 1, ((0, CDD, 98000),)),
	("ธนาคารขยะชุมชน", "ทุกหมู่บ้าน", "ขยะในที่สาธารณะเพิ่มขึ้น", "ลดขยะและมีกองทุนสวัสดิการ", "Do Alone", "ทรัพยากรธรรมชาติและสิ่งแวดล้อม", 3, 1, ((0, GROUPS, 12000.25),)),
	("ติดตั้งไฟส่องสว่างจุดเสี่ยง", "หมู่ 1 หมู่ 7", "อุบัติเหตุกลางคืนบนทางแยก", "ถนนปลอดภัย", "Ask for Support", "ความมั่นคง", 4, 0, ((0, LOCAL, 185000),)),
	("ศูนย์ดูแลผู้สูงอายุกลางวัน", "หมู่ 3 บ้านโพธิ์", "ผู้สูงอายุอยู่บ้านลำพัง", "ผู้สูงอายุได้รับการดูแลและมีกิจกรรม", "Do Together", "สังคม", 5, 0, ((0, LOCAL, 64000), (1, LOCAL, 64000), (2, LOCAL, 64000))),
)  # fmt: skip


def load(signed_in, take) -> None:
	"""Load plans, progress and projects of Mueang Ubon Ratchathani for this fiscal year and the one before.

	signed_in, take: those of `con_center.setup.demo`.
	"""
	year = fiscal_year(getdate())
	for area in AREAS:
		last = make_plan(signed_in, area, year - 1)
		take(last, *way(area, 3))
		for index in range(12):
			report(signed_in, last, index)
		load_last_projects(signed_in, area, year - 1)
	last = make_plan(signed_in, DISTRICT, year - 1)
	take(last, ("district2", PASSED), ("province", IN_FORCE))
	for index in range(12):
		report(signed_in, last, index)
	load_this_year(signed_in, take, year)
	load_projects(signed_in, year)


def load_this_year(signed_in, take, year: int) -> None:
	"""This year's plans: most are approved, one is at each step before that, the last centers have none yet."""
	steps = {"340105": 2, "340107": 1, EXPIRED: 0}
	for area in AREAS:
		if area in (RETURNED, NEW, NOT_ASSESSED):
			continue
		plan = make_plan(signed_in, area, year)
		take(plan, *way(area, steps.get(area, 3)))
		if area not in steps:
			# the month that is still running is reported by the quick ones alone
			for index in range(12):
				report(signed_in, plan, index)
	returned(signed_in, take, make_plan(signed_in, RETURNED, year))
	take(make_plan(signed_in, DISTRICT, year), ("district2", PASSED), ("province", IN_FORCE))


def way(area: str, steps: int) -> tuple[tuple[str, str], ...]:
	"""Return the first steps of the way of a sub-district's plan."""
	whole = ((officer_of(area), REVIEW), ("district", PASSED), ("province", IN_FORCE))
	return whole[:steps]


def activities_of(area: str) -> list[tuple]:
	"""Return what a center plans: all kinds of activities, or five of them; poor centers plan for less money."""
	number = int(area[-2:])
	chosen = ACTIVITIES if number % 3 == 1 else [a for n, a in enumerate(ACTIVITIES) if (n + number) % 8 < 6]
	return list(chosen)


def make_plan(signed_in, area: str, year: int):
	rows, budgets, participants = [], [], []
	share = 1 + int(area[-2:]) % 4 / 4
	for number, (name, kind, target, unit, when, who, partners, money) in enumerate(activities_of(area), 1):
		row = {
			"number": number,
			"kind": kind,
			"activity_name": name,
			"target_quantity": target,
			"target_unit": unit,
		}
		row.update({NAMES[index].lower(): 1 for index in when}, responsible=who, partners=partners)
		rows.append(row)
		budgets += [
			{"activity_number": str(number), "source": source, "amount": round(amount * share, 2)}
			for source, amount in money
		]
		if kind == TRAINING:
			participants = [
				{"activity_number": str(number), "participant_group": "คณะกรรมการ ศอช.", "people": 15},
				{
					"activity_number": str(number),
					"participant_group": "ผู้นำชุมชน",
					"people": 25,
					"from_area": area,
				},
			]
	with signed_in(officer_of(area)):
		return frappe.get_doc(
			{
				"doctype": "Action Plan",
				"center": area,
				"fiscal_year": year,
				"aim": "ให้คณะกรรมการและเครือข่ายองค์การชุมชนมีความรู้ และขับเคลื่อนแผนพัฒนาตำบลร่วมกับภาคี",
				"activities": rows,
				"budgets": budgets,
				"participants": participants,
			}
		).insert()


def report(signed_in, plan, index: int) -> None:
	"""Report what was planned for a month of the plan's year, unless it has not begun, or somebody forgot."""
	first = first_day(NAMES[index], plan.fiscal_year)
	diligence = 45 if plan.center == NOT_MET else 88
	if first > getdate():
		return
	money_of = {
		row.number: [b for b in plan.budgets if cint(b.activity_number) == row.number]
		for row in plan.activities
	}
	for row in plan.activities:
		when = ticked(row)
		if NAMES[index] not in when or chance(plan.center, plan.fiscal_year, index, row.number) >= diligence:
			continue
		done, target = (when.index(NAMES[index]) + 1) / len(when), row.target_quantity
		with signed_in(officer_of(plan.center)):
			frappe.get_doc(
				{
					"doctype": "Activity Progress",
					"plan": plan.name,
					"activity_number": str(row.number),
					"month": NAMES[index],
					"held_on": min(getdate(add_days(first, 8 + chance(plan.center, index) % 18)), getdate()),
					"place": "ศาลาประชาคมตำบล",
					"what_was_done": f"{row.activity_name} ตามแผน ผู้เข้าร่วมแลกเปลี่ยนและสรุปบทเรียนร่วมกัน",
					"done_quantity": target / len(when) if target else 0,
					"percent_done": 0 if target else 100 * done,
					"spending": [
						{"source": b.source, "amount": round(b.amount * 0.96 / len(when), 2)}
						for b in money_of[row.number]
					],
					"participants": [
						{
							"participant_group": "คณะกรรมการ ศอช.",
							"people": 8 + chance(plan.center, index) % 12,
						}
					],
				}
			).insert()


def returned(signed_in, take, plan) -> None:
	take(plan, *way(RETURNED, 1))
	with signed_in("district"):
		plan = frappe.get_doc("Action Plan", plan.name)
		notes = {TRAINING: "ค่าวิทยากรสูงกว่าที่เคยจัด โปรดแนบรายละเอียด", MARKET: "ระบุสถานที่ออกร้านในแต่ละครั้ง"}
		for row in plan.activities:
			row.return_note = notes.get(row.kind)
		plan.save()
	take(plan, ("district", meaning.RETURNED, "โปรดแก้ไขกิจกรรมที่ระบุ แล้วเสนอใหม่ภายในเดือนนี้"))


def load_last_projects(signed_in, area: str, year: int) -> None:
	"""What most sub-districts put into their plan last year: a forum agreed, and it was passed on."""
	if area in (NOT_MET, NEW):
		return
	chosen = (PROJECTS[1], PROJECTS[2]) if int(area[-2:]) % 2 else (PROJECTS[1], PROJECTS[3])
	names = [make_project(signed_in, area, year, *values) for values in chosen]
	with signed_in(officer_of(area)):
		for name in names:
			agree(name, add_days(first_day("March", year), 11), 58)
			pass_on(name, "Local Plan")


def load_projects(signed_in, year: int) -> None:
	"""Projects of two sub-districts, each at another step of its way."""
	for area in ("340101", "340104"):
		names = [make_project(signed_in, area, year, *values) for values in PROJECTS]
		with signed_in("officer"):
			for name in names[:4]:
				agree(name, add_days(today(), -20), 74)
			pass_on(names[0], "Local Plan")
			pass_on(names[0], "District Plan")
			pass_on(names[1], "District Plan")
			pass_on(names[3], "Local Plan")
			finish(names[2], add_days(today(), -2), "ตั้งจุดรับซื้อ 7 จุด สมาชิก 112 ครัวเรือน", 11850)
			local = frappe.get_doc("Plan Project", names[3]).referrals[0].name
			answer(names[3], local, NOT_FUNDED, "งบของปีนี้จัดสรรครบแล้ว เสนอใหม่ในปีถัดไป")
		with signed_in("district"):
			pass_on(names[0], "Province Plan")
			row = frappe.get_doc("Plan Project", names[1]).referrals[0].name
			answer(names[1], row, FUNDED, "บรรจุในแผนพัฒนาอำเภอ", 98000)
	first = make_project(signed_in, "340101", year, "ซ่อมถนนเข้าไร่", "หมู่ 5", "ถนนเป็นหลุม", "ขนผลผลิตสะดวก", "Ask for Support", "เศรษฐกิจ", 6, 0, ((0, LOCAL, 75000),))  # fmt: skip
	second = make_project(signed_in, "340101", year, "ซ่อมถนนริมคลอง", "หมู่ 6", "ตลิ่งทรุด", "สัญจรปลอดภัย", "Ask for Support", "เศรษฐกิจ", 7, 0, ((0, LOCAL, 48500.75),))  # fmt: skip
	with signed_in("officer"):
		merge(versions(first, second), "ซ่อมถนนเพื่อการเกษตร หมู่ 5 และหมู่ 6")


def agree(name: str, forum_date, attendance: int) -> None:
	given = {"forum_date": forum_date, "forum_place": "ศาลาประชาคมตำบล", "forum_attendance": attendance}
	take_step(frappe.get_doc("Plan Project", name), AGREED, asks_for=FORUM, **given)


def pass_on(name: str, plan: str) -> None:
	take_step(frappe.get_doc("Plan Project", name), PASSED_ON, asks_for=PLAN, passed_to=plan)


def answer(name: str, row: str, state: str, note: str, amount: float = 0) -> None:
	"""Note what became of a project in a plan; the states of a referral are called as what they mean for a project."""
	given = {"row": row, "state": state, "note": note, "amount_granted": amount}
	take_step(frappe.get_doc("Plan Project", name), state, asks_for=OUTCOME_IN_PLAN, **given)


def finish(name: str, done_on, result: str, spent: float) -> None:
	given = {"done_on": done_on, "result": result, "spent_total": spent}
	take_step(frappe.get_doc("Plan Project", name), DONE, asks_for=RESULT, **given)


def versions(*names: str) -> list[dict]:
	return [
		{"name": name, "seen": str(frappe.db.get_value("Plan Project", name, "modified"))} for name in names
	]


def make_project(
	signed_in, area, year, name, village, problem, aim, way, side, priority, strong, money
) -> str:
	with signed_in(officer_of(area)):
		return (
			frappe.get_doc(
				{
					"doctype": "Plan Project",
					"project_name": name,
					"area": area,
					"village_text": village,
					"fiscal_year": year,
					"problem": problem,
					"aim": aim,
					"way": way,
					"side": side,
					"priority": priority,
					"strong_sub_district": strong,
					"proposed_by": "ประชาคมหมู่บ้าน",
					"budgets": [
						{"fiscal_year": year + later, "source": source, "amount": amount}
						for later, source, amount in money
					],
				}
			)
			.insert()
			.name
		)


# what shows that a part is there, and the part
PARTS = (("Action Plan", {"district": "3401"}, load),)
