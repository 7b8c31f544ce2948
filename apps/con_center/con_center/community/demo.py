"""The centers' own affairs for the demo: by-laws in two versions, who joins, who works with whom, and figures of villages.

Mueang Ubon Ratchathani. Invented, as all people and figures of the demo.
"""

from functools import partial

import frappe
from frappe.utils import add_days, getdate, today

from con_center.approval import decision
from con_center.approval.meaning import IN_FORCE, PASSED, REVIEW
from con_center.community.importing import WRITTEN
from con_center.community.workflow import LEFT, REFUSED
from con_center.meetings.demo import close, plan, under_way
from con_center.setup.demo import PASSING
from con_center.setup.demo_areas import chance, officer_of
from con_center.thai import be_year, fiscal_year

# the center that has met on its own affairs, and one that drafts its by-laws
CENTER, DRAFTING = "340107", "340101"
CLAUSES_CHANGED = {
	5: "คณะกรรมการมาจากการคัดเลือกของผู้แทนกลุ่มและองค์กร จำนวน 15 คน อยู่ในตำแหน่งคราวละ 4 ปี และดำรงตำแหน่งติดต่อกันได้ไม่เกินสองวาระ",
	9: "การใช้เงินและการแบ่งปันผลประโยชน์ต้องโปร่งใส ตรวจสอบได้ และรายงานให้สมาชิกทราบทุกไตรมาส",
}
FILLED = {5: ("15", "4"), 7: ("กึ่งหนึ่ง",)}
BLANK = "………………"
PARTNERS = (
	("องค์การบริหารส่วนตำบลในเมือง", "Local Government", "340101", "officer"),
	("โรงพยาบาลส่งเสริมสุขภาพตำบลในเมือง", "State Agency", "340101", "officer"),
	("ศูนย์ยุติธรรมชุมชนอำเภอเมืองอุบลราชธานี", "State Agency", "3401", "district"),
	("สำนักงานเกษตรอำเภอเมืองอุบลราชธานี", "State Agency", "3401", "district"),
	("มูลนิธิพัฒนาอีสานเพื่อชุมชน", "Non-governmental Organization", "34", "province2"),
	("ห้างค้าปลีกอุบลรวมใจ", "Private Sector", "3401", "district"),
)
# center, partner, process, began so many days ago, what the center and the partner do, activities (days ago, what, people)
COOPERATIONS = (
	("340101", 0, "การบูรณาการจัดทำแผนชุมชนระดับตำบล", 400, "จัดเวทีประชาคมทุกหมู่บ้าน", "สนับสนุนงบประมาณและบรรจุโครงการในแผนท้องถิ่น", ((320, "เวทีประชาคมจัดทำแผนพัฒนาตำบล", 62), (40, "ทบทวนแผนพัฒนาตำบล", 48))),
	("340101", 2, "การจัดการความขัดแย้งและไกล่เกลี่ยข้อพิพาท", 300, "จัดหาคนกลางในตำบล", "อบรมการไกล่เกลี่ยและให้คำปรึกษากฎหมาย", ((210, "อบรมหลักสูตรพื้นฐานการจัดการความขัดแย้งด้วยสันติวิธี", 25),)),
	("340101", 5, "การส่งเสริมอาชีพและช่องทางการตลาด", 150, "รวบรวมผลิตภัณฑ์ของกลุ่ม", "จัดพื้นที่จำหน่ายเดือนละครั้ง", ((100, "ตลาดนัดสินค้าชุมชน ครั้งที่ 1", 180), (28, "ตลาดนัดสินค้าชุมชน ครั้งที่ 2", 210))),
	("340107", 3, "การบูรณาการจัดทำแผนพัฒนาอำเภอ", 200, "ส่งโครงการที่เกินศักยภาพของตำบล", "รวมเข้าแผนพัฒนาอำเภอ", ((120, "ประชุมเชื่อมแผนตำบลกับแผนอำเภอ", 30),)),
	("340107", 4, "การฝึกอบรมและจัดการความรู้", 90, "คัดเลือกผู้เข้าอบรม", "ส่งวิทยากรและเอกสาร", ()),
)  # fmt: skip
# days ago, what was found, advice, what was agreed
VISITS = (
	(70, "ทะเบียนกลุ่มยังขาดข้อมูลเงินทุน 3 กลุ่ม", "แบ่งกรรมการเก็บข้อมูลคนละหมู่บ้าน", "เก็บข้อมูลให้ครบก่อนประชุมครั้งหน้า"),
	(10, "ข้อมูลกลุ่มครบแล้ว ยังไม่มีกองทุนสวัสดิการ", "ศึกษาแบบอย่างจากตำบลใกล้เคียง", "เสนอเรื่องกองทุนเข้าที่ประชุม"),
)  # fmt: skip
FUND = {
	"fund_name": "กองทุนสวัสดิการเครือข่าย ศอช.ต.",
	"kind": "Welfare",
	"members_count": 64,
	"treasurer": "นางบัวเรียน สายทอง",
	"auditor": "นายสมชาย ทองดี",
	"purpose": "ช่วยเหลือสมาชิกเมื่อเจ็บป่วย คลอดบุตร และเสียชีวิต",
	"rules": "คลอดบุตร รายละ 500 บาท\nนอนโรงพยาบาล คืนละ 100 บาท ไม่เกินปีละ 10 คืน\nเสียชีวิต รายละ 3,000 บาท",
}
SHARING = {
	"subject": "กำไรจากร้านค้าชุมชน",
	"shares": [
		{"purpose": "เฉลี่ยคืนสมาชิกตามยอดซื้อ", "percent": 50},
		{"purpose": "กองทุนสวัสดิการเครือข่าย", "percent": 20},
		{"purpose": "ทุนสำรองของร้าน", "percent": 20},
		{"purpose": "สาธารณประโยชน์ของตำบล", "percent": 10},
	],
	"terms": "คิดกำไรสุทธิทุกสิ้นปีงบประมาณ และจ่ายภายใน 60 วัน",
}
# days ago, kind, what, baht, how many people
FUND_ENTRIES = (
	(3, "Money In", "เงินสมทบแรกเข้าของสมาชิก 64 คน", 6400, 0),
	(2, "Money In", "เงินอุดหนุนจากองค์การบริหารส่วนตำบล", 10000, 0),
	(1, "Money Out", "สมุดบัญชีและใบเสร็จ", 350, 0),
	(0, "Benefit to Members", "ค่านอนโรงพยาบาล", 600, 2),
)
# of the network's aspects, in the order of the list: what was found, wanted, done, and within how many days
STANDARD = (
	("มีคณะกรรมการครบ แต่ยังไม่แบ่งฝ่ายงาน", "แบ่งฝ่ายงานและมีผู้รับผิดชอบทุกฝ่าย", "ประชุมแบ่งฝ่ายและทำผังติดที่ทำการ", 30),
	("รับจ่ายมีสมุดบัญชี แต่สมาชิกไม่ทราบยอด", "สมาชิกทราบยอดเงินทุกไตรมาส", "ติดประกาศยอดเงินที่ป้ายของศูนย์", 60),
	("กรรมการใหม่ยังไม่เคยอบรม", "กรรมการทุกคนรู้บทบาทและระเบียบ", "เชิญวิทยากรอำเภอ และดูงานตำบลใกล้เคียง", 90),
	("ร้านค้าชุมชนมีกำไร แต่ยังไม่ได้แบ่งตามข้อตกลง", "แบ่งปันตามข้อตกลงทุกสิ้นปี", "สรุปกำไรและจ่ายตามมติที่ประชุม", 120),
)  # fmt: skip
# the year of figures, a year before it, and villages of each sub-district
VILLAGES = {"340101": 11, "340104": 12, "340105": 10, "340107": 9, "340108": 8}
PLACE_NAMES = (
	"โนนสว่าง",
	"หนองแก",
	"ท่าวารี",
	"ดอนกลาง",
	"คำน้ำแซบ",
	"โพนทอง",
	"กุดลาด",
	"ดงบัง",
	"หนองหว้า",
	"นาเมือง",
	"สร้างเรือง",
	"โคกสะอาด",
)


def load(signed_in, take) -> None:
	"""Load what the centers of Mueang Ubon Ratchathani have decided on; signed_in, take: those of `con_center.setup.demo`."""
	open_form(signed_in)
	enter_figures(signed_in)
	with signed_in(officer_of(CENTER)):
		first, accepted, refused = met_on(
			CENTER,
			9,
			("ร่างระเบียบศูนย์ประสานงานองค์การชุมชน", "Approved", "เห็นชอบระเบียบตามร่าง"),
			("รับสมาชิก: กลุ่มทอผ้าบ้านโนนสว่าง และกลุ่มแปรรูปอาหารบ้านท่าวารี", "Approved", "รับเป็นสมาชิกทั้งสองกลุ่ม"),
			("รับสมาชิก: ชมรมรถโบราณเมืองอุบล", "Not Approved", "ยังไม่รับ เนื่องจากสมาชิกส่วนใหญ่อยู่นอกตำบล"),
		)
		second, fund, sharing = met_on(
			CENTER,
			3,
			("ร่างแก้ไขระเบียบศูนย์ประสานงานองค์การชุมชน", "Approved", "เห็นชอบให้แก้ไขระเบียบ ข้อ 6 และข้อ 10"),
			("จัดตั้งกองทุนสวัสดิการเครือข่าย", "Approved", "ให้จัดตั้งกองทุนสวัสดิการเครือข่าย สมทบเดือนละ 30 บาทต่อคน"),
			("การแบ่งปันผลประโยชน์จากร้านค้าชุมชน", "Approved", "เห็นชอบการแบ่งปันผลประโยชน์ตามที่เสนอ"),
		)
	adopt_bylaws(signed_in, take, CENTER, [first, second])
	join_and_leave(signed_in, take, CENTER, accepted, refused)
	keep_fund(signed_in, CENTER, fund, sharing)
	cooperate(signed_in, take)
	visit(signed_in)


def open_form(signed_in) -> None:
	with signed_in("admin"):
		settings = frappe.get_doc("Membership Settings")
		settings.form_open = 1
		settings.save()


def met_on(area: str, days_ago: int, *topics: tuple[str, str, str]) -> list[str]:
	"""Hold a meeting of the center on these (subject, outcome, resolution); return the rows of its agenda."""
	meeting = under_way(
		plan(
			area,
			-days_ago,
			kind="Extraordinary",
			agenda=[
				{
					"part": "For Consideration",
					"subject": subject,
					"discussion": "ที่ประชุมพิจารณาแล้ว",
					"outcome": outcome,
					"resolution": resolution,
				}
				for subject, outcome, resolution in topics
			],
		)
	)
	close(meeting)
	rows = {row.subject: row.name for row in frappe.get_doc("Meeting", meeting.name).agenda}
	return [rows[subject] for subject, _outcome, _resolution in topics]


def by_resolution(signed_in, login: str, doc, meaning: str, agenda_row: str):
	with signed_in(login):
		return decision.take(doc, meaning, passing=PASSING, agenda_row=agenda_row)


def adopt_bylaws(signed_in, take, area: str, rows: list[str]) -> None:
	"""Adopt by-laws, then a change of two clauses; a neighbour has a draft under way. rows: of the agendas."""
	login = officer_of(area)
	first = take(draft_bylaw(signed_in, login, area), (login, REVIEW), ("district", PASSED))
	by_resolution(signed_in, login, first, IN_FORCE, rows[0])
	with signed_in(login):
		second = frappe.get_doc({"doctype": "By-law", "center": area}).insert()
		for at, text in CLAUSES_CHANGED.items():
			second.clauses[at].text = text
		second.save()
	second = take(second, (login, REVIEW), ("district", PASSED))
	by_resolution(signed_in, login, second, IN_FORCE, rows[1])
	take(draft_bylaw(signed_in, officer_of(DRAFTING), DRAFTING), (officer_of(DRAFTING), REVIEW))


def draft_bylaw(signed_in, login: str, area: str):
	with signed_in(login):
		bylaw = frappe.get_doc({"doctype": "By-law", "center": area}).insert()
		for at, values in FILLED.items():
			for value in values:
				bylaw.clauses[at].text = bylaw.clauses[at].text.replace(BLANK, value, 1)
		return bylaw.save()


def join_and_leave(signed_in, take, area: str, accepted: str, refused: str) -> None:
	"""Two join, one is refused, one leaves, and two wait: one of them came by the public form."""
	login = officer_of(area)
	wait = partial(apply, signed_in, login, area)
	for name, kind, chair, members in (
		("กลุ่มทอผ้าบ้านโนนสว่าง", "กลุ่มอาชีพ", "นางบัวเรียน สายทอง", 22),
		("กลุ่มแปรรูปอาหารบ้านท่าวารี", "วิสาหกิจชุมชน", "นางละมุน ชื่นใจ", 17),
	):
		member = take(wait(name, kind, chair, members), (login, PASSED))
		member = by_resolution(signed_in, login, member, IN_FORCE, accepted)
	with signed_in(login):
		decision.take(
			member, LEFT, passing=PASSING, left_on=today(), left_reason="ย้ายไปขึ้นกับวิสาหกิจชุมชนระดับอำเภอ"
		)
	other = take(wait("ชมรมรถโบราณเมืองอุบล", "อื่น ๆ", "นายสมาน ล้อทอง", 40), (login, PASSED))
	by_resolution(signed_in, login, other, REFUSED, refused)
	wait("กลุ่มผู้ใช้น้ำบ้านหนองแก", "อื่น ๆ", "นายคำผาย น้ำใส", 35)
	frappe.flags.in_web_form = True
	try:
		wait("กลุ่มสตรี หมู่ 2", "กลุ่มสตรี", "นางสมปอง รวมใจ", 18)
	finally:
		frappe.flags.in_web_form = False


def apply(signed_in, login: str, area: str, name: str, kind: str, chair: str, members: int):
	with signed_in(login):
		return frappe.get_doc(
			{
				"doctype": "Membership Application",
				"center": area,
				"organization_name": name,
				"organization_type": kind,
				"chair": chair,
				"members_count": members,
				"phone": f"08{chance(name) % 10}-555-{2000 + chance(name, chair)}",
				"products": "",
				"consent": 1,
			}
		).insert()


def keep_fund(signed_in, area: str, fund_row: str, sharing_row: str) -> None:
	"""A fund with its first entries, and how the center's shop shares what it earns. rows: of the agendas."""
	login = officer_of(area)
	with signed_in(login):
		fund = frappe.get_doc({"doctype": "Center Fund", "center": area, **FUND}).insert()
		shares = frappe.get_doc({"doctype": "Benefit Agreement", "center": area, **SHARING}).insert()
	by_resolution(signed_in, login, fund, IN_FORCE, fund_row)
	by_resolution(signed_in, login, shares, IN_FORCE, sharing_row)
	with signed_in(login):
		for days_ago, kind, what, amount, people in FUND_ENTRIES:
			frappe.get_doc(
				{
					"doctype": "Fund Entry",
					"fund": fund.name,
					"kind": kind,
					"what": what,
					"amount": amount,
					"people": people,
					"entry_date": add_days(today(), -days_ago),
				}
			).insert()


def visit(signed_in) -> None:
	for days_ago, found, advice, agreed in VISITS:
		with signed_in("district"):
			frappe.get_doc(
				{
					"doctype": "Support Visit",
					"center": CENTER,
					"visited_on": add_days(today(), -days_ago),
					"met": "ประธานและกรรมการ 6 คน",
					"found": found,
					"advice": advice,
					"agreed": agreed,
					"next_visit_on": add_days(today(), 60 - days_ago),
				}
			).insert()


def develop(signed_in, take) -> None:
	"""The center works on itself as a network, by the standard of community development, with partners of the district."""
	with signed_in(officer_of(CENTER)):
		entry = frappe.get_doc(
			{
				"doctype": "Community Standard Entry",
				"center": CENTER,
				"standard_type": "Network",
				"fiscal_year": fiscal_year(getdate()),
				"coordinator": "นางบัวเรียน สายทอง",
				"phone": "081-555-2690",
				"partners": [
					{"partner": name}
					for name in frappe.get_all("Partner", {"area": CENTER[:4]}, pluck="name")
				],
			}
		).insert()
		for row, (found, wanted, done, days) in zip(entry.findings, STANDARD, strict=False):
			row.update({"found": found, "wanted": wanted, "done": done, "due_on": add_days(today(), days)})
		entry.save()


def cooperate(signed_in, take) -> None:
	names = []
	for name, kind, area, login in PARTNERS:
		with signed_in(login):
			partner = frappe.get_doc({"doctype": "Partner", "partner_name": name, "kind": kind, "area": area})
			names.append(partner.insert().name)
	for number, (area, partner, process, began, own, theirs, activities) in enumerate(COOPERATIONS, 1):
		login = officer_of(area)
		with signed_in(login):
			coop = frappe.get_doc(
				{
					"doctype": "Cooperation",
					"center": area,
					"partner": names[partner],
					"work_process": process,
					"agreed_on": add_days(today(), -began - 7),
					"agreement_number": f"บันทึกความร่วมมือ {number}/{be_year(getdate())}",
					"from_date": add_days(today(), -began),
					"aim": process,
					"own_part": own,
					"partner_part": theirs,
				}
			).insert()
		coop = take(coop, (login, REVIEW))
		if activities:
			take(coop, ("district", IN_FORCE))
		with signed_in(login):
			for days_ago, what, people in activities:
				frappe.get_doc(
					{
						"doctype": "Joint Activity",
						"center": area,
						"cooperation": coop.name,
						"activity_name": what,
						"held_on": add_days(today(), -days_ago),
						"people": people,
					}
				).insert()


def enter_figures(signed_in) -> None:
	"""Write figures of two years, as an import would: villages are invented."""
	last = be_year(getdate()) - 1
	rows = [
		(
			f"{village}-{code}-{year}",
			village,
			name,
			code,
			year,
			value,
			None,
			area,
			"Sub-district",
			area[:4],
			area[:2],
		)
		for area, number in VILLAGES.items()
		for at in range(1, number + 1)
		for village, name in ((f"{area}{at:02d}", "บ้าน" + PLACE_NAMES[(at + int(area)) % len(PLACE_NAMES)]),)
		for year in (last - 1, last)
		for code, value in figures_of(village, year).items()
	]
	stamp = frappe.utils.now()
	with signed_in("district"):
		user = frappe.session.user
		frappe.db.bulk_insert("Village Figure", WRITTEN, [(*row, user, user, stamp, stamp) for row in rows])


def figures_of(village: str, year: int) -> dict[str, float]:
	households = 70 + chance(village, "households") * 2
	# a little better from year to year, but not everywhere
	trend = 1 - 0.04 * (year % 10 - 5) + (chance(village, year) - 50) / 400
	return {
		"HOUSEHOLDS": households,
		"PEOPLE": round(households * (2.8 + chance(village, "people") / 80)),
		"BMN.INCOME": round((58000 + chance(village, "income") * 520) * (2 - trend), -2),
		"BMN.BELOW": round(households * chance(village, "below") / 900 * trend),
		"TPMAP.POOR": round(households * chance(village, "poor") / 1300 * trend),
		"BMN.SCHOOL": chance(village, year, "school") // 30,
		"BMN.SAVING": round(households * (0.5 + chance(village, "saving") / 250)),
		"NRD.WATER": round(households * chance(village, "water") / 700),
	}


# what shows that a part is there, and the part
PARTS = (
	("Partner", {"province": "34"}, load),
	("Community Standard Entry", {"province": "34"}, develop),
)
