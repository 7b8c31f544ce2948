"""Demo data of the plans: a fiscal year of a district, entered through the same doors as by users, with its gaps."""

import frappe
from frappe.utils import add_days, getdate, today

from con_center.planning.doctype.plan_project import plan_project as actions
from con_center.planning.months import NAMES, first_day
from con_center.thai import fiscal_year

CDD, LOCAL, PROVINCE, GROUPS = "กรมการพัฒนาชุมชน", "องค์กรปกครองส่วนท้องถิ่น", "จังหวัด", "กลุ่ม/องค์กรชุมชน"
SENT = ("officer", "Send Up")
CHECKED = (SENT, ("district", "Forward to Province"))
APPROVED = (*CHECKED, ("province", "Approve"))
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
	last = make_plan(signed_in, "officer", "340101", year - 1)
	take(last, *APPROVED)
	for index in range(12):
		if index not in (4, 7):  # not everything that was planned was reported
			report(signed_in, last, index)
	for area, steps in (
		("340101", APPROVED),
		("340104", APPROVED),
		("340105", CHECKED),
		("340107", (SENT,)),
		("340109", ()),
	):
		plan = make_plan(signed_in, "officer", area, year)
		take(plan, *steps)
		if steps == APPROVED:
			report(signed_in, plan, 0)
	returned(signed_in, take, make_plan(signed_in, "officer", "340108", year))
	take(make_plan(signed_in, "district2", "3401", year), ("district2", "Send Up"), ("province", "Approve"))
	load_projects(signed_in, year)


def make_plan(signed_in, login: str, area: str, year: int):
	rows, budgets = [], []
	for number, (name, kind, target, unit, when, who, partners, money) in enumerate(ACTIVITIES, 1):
		row = {
			"number": number,
			"kind": kind,
			"activity_name": name,
			"target_quantity": target,
			"target_unit": unit,
		}
		row.update({NAMES[index].lower(): 1 for index in when}, responsible=who, partners=partners)
		rows.append(row)
		budgets += [{"activity_number": str(number), "source": s, "amount": amount} for s, amount in money]
	with signed_in(login):
		return frappe.get_doc(
			{
				"doctype": "Action Plan",
				"center": area,
				"fiscal_year": year,
				"aim": "ให้คณะกรรมการและเครือข่ายองค์การชุมชนมีความรู้ และขับเคลื่อนแผนพัฒนาตำบลร่วมกับภาคี",
				"activities": rows,
				"budgets": budgets,
				"participants": [
					{"activity_number": "4", "participant_group": "คณะกรรมการ ศอช.", "people": 15},
					{"activity_number": "4", "participant_group": "ผู้นำชุมชน", "people": 25, "from_area": area},
				],
			}
		).insert()


def report(signed_in, plan, index: int) -> None:
	"""Report what was planned for a month of the plan's year, unless it has not begun yet."""
	if first_day(NAMES[index], plan.fiscal_year) > getdate():
		return
	for number, (name, _kind, target, _unit, when, _who, _partners, money) in enumerate(ACTIVITIES, 1):
		if index not in when:
			continue
		with signed_in("officer"):
			frappe.get_doc(
				{
					"doctype": "Activity Progress",
					"plan": plan.name,
					"activity_number": str(number),
					"month": NAMES[index],
					"what_was_done": f"{name} ตามแผน ผู้เข้าร่วมแลกเปลี่ยนและสรุปบทเรียนร่วมกัน",
					"done_quantity": target / len(when) if target else 0,
					"percent_done": 0 if target else 100 * (when.index(index) + 1) / len(when),
					"spending": [
						{"source": source, "amount": round(amount / len(when), 2)} for source, amount in money
					],
					"participants": [{"participant_group": "คณะกรรมการ ศอช.", "people": 12 + number}],
				}
			).insert()


def returned(signed_in, take, plan) -> None:
	take(plan, SENT)
	with signed_in("district"):
		plan = frappe.get_doc("Action Plan", plan.name)
		plan.activities[3].return_note = "ค่าวิทยากรสูงกว่าที่เคยจัด โปรดแนบรายละเอียด"
		plan.activities[6].return_note = "ระบุสถานที่ออกร้านในแต่ละครั้ง"
		plan.save()
	take(plan, ("district", "Return", "โปรดแก้ไขกิจกรรมที่ระบุ แล้วเสนอใหม่ภายในเดือนนี้"))


def load_projects(signed_in, year: int) -> None:
	"""Projects of two sub-districts, each at another step of its way."""
	for area in ("340101", "340104"):
		names = [make_project(signed_in, area, year, *values) for values in PROJECTS]
		with signed_in("officer"):
			for name in names[:4]:
				actions.agree(name, add_days(today(), -20), "ศาลาประชาคมตำบล", 74)
			actions.pass_on(names[0], "Local Plan")
			actions.pass_on(names[0], "District Plan")
			actions.pass_on(names[1], "District Plan")
			actions.pass_on(names[3], "Local Plan")
			actions.finish(names[2], add_days(today(), -2), "ตั้งจุดรับซื้อ 7 จุด สมาชิก 112 ครัวเรือน", 11850)
			local = frappe.get_doc("Plan Project", names[3]).referrals[0].name
			actions.answer(names[3], local, "Not Funded", "งบของปีนี้จัดสรรครบแล้ว เสนอใหม่ในปีถัดไป")
		with signed_in("district"):
			actions.pass_on(names[0], "Province Plan")
			row = frappe.get_doc("Plan Project", names[1]).referrals[0].name
			actions.answer(names[1], row, "Funded", "บรรจุในแผนพัฒนาอำเภอ", 98000)
	first = make_project(signed_in, "340101", year, "ซ่อมถนนเข้าไร่", "หมู่ 5", "ถนนเป็นหลุม", "ขนผลผลิตสะดวก", "Ask for Support", "เศรษฐกิจ", 6, 0, ((0, LOCAL, 75000),))  # fmt: skip
	second = make_project(signed_in, "340101", year, "ซ่อมถนนริมคลอง", "หมู่ 6", "ตลิ่งทรุด", "สัญจรปลอดภัย", "Ask for Support", "เศรษฐกิจ", 7, 0, ((0, LOCAL, 48500.75),))  # fmt: skip
	with signed_in("officer"):
		actions.merge([first, second], "ซ่อมถนนเพื่อการเกษตร หมู่ 5 และหมู่ 6")


def make_project(
	signed_in, area, year, name, village, problem, aim, way, side, priority, strong, money
) -> str:
	with signed_in("officer"):
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
