"""By-laws, members, partners and figures for tests."""

import frappe
from frappe.utils import add_days, getdate, today

from con_center.approval.factories import take
from con_center.approval.meaning import IN_FORCE, states
from con_center.committees.factories import MEETING_AREA, make_current_committee
from con_center.meetings.factories import held_meeting, make_closed_meeting
from con_center.organization.factories import areas_of, make_center, make_officer, signed_in
from con_center.thai import fiscal_year

CLAUSES = (
	("หมวด 1 บททั่วไป", "ระเบียบนี้เรียกว่า ระเบียบว่าด้วยการดำเนินงานของศูนย์"),
	("", "คณะกรรมการประชุมอย่างน้อยปีละ 2 ครั้ง"),
	("", "มติของที่ประชุมให้ถือเสียงข้างมาก"),
)


def last_year() -> str:
	"""Return a day of the fiscal year before."""
	return f"{fiscal_year(getdate()) - 544}-03-01"


def make_bylaw(area: str = MEETING_AREA, user: str | None = None, clauses=CLAUSES, **values):
	"""Return a draft of by-laws of the area's center."""
	make_center(area)
	with signed_in(user or make_officer("officer", areas_of(area))):
		return frappe.get_doc(
			{
				"doctype": "By-law",
				"center": area,
				"subject": "การดำเนินงานของศูนย์",
				"clauses": [{"heading": heading, "text": text} for heading, text in clauses],
				**values,
			}
		).insert()


def make_sure_of_committee(area: str) -> None:
	"""Make the committee that meets on what is decided here, unless there is one."""
	if not frappe.db.get_value("CON Center", area, "current_committee"):
		make_current_committee(area)


def make_resolution(area: str = MEETING_AREA, outcome: str = "Approved", **values) -> str:
	"""Return the row of the agenda by which a closed meeting of the area's center has decided something."""
	make_sure_of_committee(area)
	meeting = make_closed_meeting(area, outcome=outcome, **values)
	return next(row.name for row in meeting.agenda if row.outcome == outcome)


def decide(doc, action: str, kind: str = "officer", reason: str | None = None, **given):
	"""Take a step with what it asks for, whatever is odd; return the document afterwards."""
	from con_center.approval.decision import decide as take_step

	with signed_in(make_officer(kind, areas_of(doc.area))):
		stored = frappe.get_doc(doc.doctype, doc.name)
		return take_step(stored.doctype, stored.name, action, str(stored.modified), reason, given, "ลองดู")


def adopt(bylaw, agenda_row: str | None = None):
	"""Take a draft of by-laws through the district and a meeting; return it in force."""
	bylaw = take(bylaw, ("officer", "Send Up"), ("district", "Check and Pass On"))
	return decide(bylaw, "Adopt by Resolution", agenda_row=agenda_row or make_resolution(bylaw.area))


def make_application(area: str = MEETING_AREA, user: str | None = None, **values):
	make_center(area)
	with signed_in(user or make_officer("officer", areas_of(area))):
		return frappe.get_doc(
			{
				"doctype": "Membership Application",
				"center": area,
				"organization_name": f"กลุ่มทอผ้าทดสอบ {frappe.generate_hash(length=8)}",
				"organization_type": "กลุ่มอาชีพ",
				"chair": "นางทดสอบ สมัครใจ",
				"phone": "081-000-2000",
				"members_count": 20,
				"consent": 1,
				**values,
			}
		).insert()


def accept(application, agenda_row: str | None = None):
	"""Take an application before a meeting that accepts it; return it afterwards."""
	application = take(application, ("officer", "Lay before the Meeting"))
	return decide(
		application, "Accept by Resolution", agenda_row=agenda_row or make_resolution(application.area)
	)


def make_partner(area: str = MEETING_AREA, kind: str = "officer", **values):
	with signed_in(make_officer(kind, areas_of(area))):
		return frappe.get_doc(
			{
				"doctype": "Partner",
				"partner_name": f"องค์การบริหารส่วนตำบลทดสอบ {frappe.generate_hash(length=8)}",
				"kind": "Local Government",
				"area": area,
				"phone": "045-000-000",
				**values,
			}
		).insert()


def make_cooperation(area: str = MEETING_AREA, **values):
	"""Return a draft of a cooperation of the area's center with a partner of its own."""
	make_center(area)
	partner = values.pop("partner", None) or make_partner(area).name
	with signed_in(make_officer("officer", areas_of(area))):
		return frappe.get_doc(
			{
				"doctype": "Cooperation",
				"center": area,
				"partner": partner,
				"work_process": "การบูรณาการจัดทำแผนชุมชนระดับตำบล",
				"agreed_on": add_days(today(), -40),
				"agreement_number": "บันทึกข้อตกลง 1/2569",
				"from_date": add_days(today(), -30),
				"aim": "จัดทำแผนร่วมกัน",
				**values,
			}
		).insert()


CONFIRMED_WAY = (("officer", "Send Up"), ("district", "Confirm Cooperation"))


def make_confirmed(area: str = MEETING_AREA, **values):
	return take(make_cooperation(area, **values), *CONFIRMED_WAY)


def make_joint_activity(area: str = MEETING_AREA, cooperation=None, **values):
	if "partner" not in values:
		cooperation = cooperation or make_confirmed(area)
	with signed_in(make_officer("officer", areas_of(area))):
		return frappe.get_doc(
			{
				"doctype": "Joint Activity",
				"center": area,
				"cooperation": cooperation and cooperation.name,
				"activity_name": "เวทีประชาคมจัดทำแผน",
				"held_on": add_days(today(), -5),
				"people": 45,
				**values,
			}
		).insert()


def make_fund(area: str = MEETING_AREA, **values):
	"""Return a draft of a fund of the area's center."""
	make_center(area)
	with signed_in(make_officer("officer", areas_of(area))):
		return frappe.get_doc(
			{
				"doctype": "Center Fund",
				"center": area,
				"fund_name": f"กองทุนสวัสดิการทดสอบ {frappe.generate_hash(length=8)}",
				"kind": "Welfare",
				"treasurer": "นางทดสอบ รักษาเงิน",
				"auditor": "นายทดสอบ ตรวจทาน",
				"rules": "คลอดบุตร 500 บาท นอนโรงพยาบาลคืนละ 100 บาท",
				**values,
			}
		).insert()


def make_fund_in_force(area: str = MEETING_AREA, **values):
	return decide(make_fund(area, **values), "Establish by Resolution", agenda_row=make_resolution(area))


def make_fund_without_meeting(area: str, established_on=None):
	"""Return a fund in force, where it does not matter which meeting has established it."""
	fund = make_fund(area)
	in_force = {"docstatus": 1, "workflow_state": states(fund.doctype, IN_FORCE)[0]}
	fund.db_set({**in_force, "established_on": established_on or today()})
	return fund


def make_fund_of_last_year(area: str = MEETING_AREA):
	fund = make_fund_in_force(area)
	fund.db_set("established_on", last_year())
	return fund


def make_fund_entry(fund, kind: str = "Money In", amount: float = 1000, **values):
	if kind == "Benefit to Members":
		values.setdefault("people", 1)
	with signed_in(make_officer("officer", areas_of(fund.area))):
		return frappe.get_doc(
			{
				"doctype": "Fund Entry",
				"fund": fund.name,
				"kind": kind,
				"amount": amount,
				"what": "เงินสมทบประจำเดือน",
				"entry_date": today(),
				**values,
			}
		).insert()


def make_fund_account(fund, year: int | None = None, **values):
	with signed_in(make_officer("officer", areas_of(fund.area))):
		return frappe.get_doc(
			{
				"doctype": "Fund Account",
				"fund": fund.name,
				"fiscal_year": year or fiscal_year(getdate()),
				"audit": "ถูกต้องตามใบสำคัญ",
				"told": "ป้ายหน้าที่ทำการ ศอช.",
				**values,
			}
		).insert()


def make_sharing(area: str = MEETING_AREA, shares=(("เฉลี่ยคืนสมาชิก", 60), ("สวัสดิการ", 40)), **values):
	"""Return a draft of an agreement on sharing benefits of the area's center."""
	make_center(area)
	with signed_in(make_officer("officer", areas_of(area))):
		return frappe.get_doc(
			{
				"doctype": "Benefit Agreement",
				"center": area,
				"subject": "กำไรจากร้านค้าชุมชน",
				"shares": [{"purpose": purpose, "percent": percent} for purpose, percent in shares],
				**values,
			}
		).insert()


def make_visit(area: str = MEETING_AREA, **values):
	make_center(area)
	with signed_in(make_officer("officer", areas_of(area))):
		return frappe.get_doc(
			{
				"doctype": "Support Visit",
				"center": area,
				"visited_on": today(),
				"found": "ทะเบียนยังไม่ครบ",
				"advice": "ขอข้อมูลจากกลุ่มที่ขาด",
				"agreed": "ทำทะเบียนให้ครบในเดือนหน้า",
				**values,
			}
		).insert()


def make_standard_entry(area: str = MEETING_AREA, kind: str = "officer", **values):
	make_center(area)
	with signed_in(make_officer(kind, areas_of(area))):
		return frappe.get_doc(
			{
				"doctype": "Community Standard Entry",
				"center": area,
				"standard_type": "Network",
				"subject_name": f"เครือข่ายทดสอบ {frappe.generate_hash(length=8)}",
				"fiscal_year": fiscal_year(getdate()),
				"office_place": "ศาลากลางบ้าน",
				"coordinator": "นางทดสอบ ประสานดี",
				"phone": "081-000-3000",
				**values,
			}
		).insert()


def make_figure(village: str, indicator: str = "HOUSEHOLDS", year: int = 2568, value: float = 120, **values):
	with signed_in(make_officer("officer", areas_of(village[:6]))):
		return frappe.get_doc(
			{
				"doctype": "Village Figure",
				"village": village,
				"indicator": indicator,
				"year": year,
				"value": value,
				**values,
			}
		).insert()


def make_import(area: str = MEETING_AREA, content: str | bytes = "", kind: str = "officer", **values):
	"""Return an import whose file is attached to it, as the form makes it."""
	with signed_in(make_officer(kind, areas_of(area[:6] if len(area) > 2 else MEETING_AREA))):
		file = frappe.get_doc(
			{
				"doctype": "File",
				"file_name": f"figures-{frappe.generate_hash(length=6)}.csv",
				"content": content or "รหัสหมู่บ้าน,ครัวเรือน\n",
				"is_private": 1,
			}
		).insert()
		return frappe.get_doc(
			{
				"doctype": "Community Data Import",
				"area": area,
				"year": 2568,
				"source": "จปฐ.",
				"file": file.file_url,
				**values,
			}
		).insert()


def _free_village(area: str) -> str:
	taken = set(frappe.get_all("Village Figure", filters={"area": area}, pluck="village"))
	return next(f"{area}{number:02d}" for number in range(1, 100) if f"{area}{number:02d}" not in taken)


SAMPLES = {
	"By-law": lambda areas: make_bylaw(areas["sub_district"]),
	"Membership Application": lambda areas: make_application(areas["sub_district"]),
	"Partner": lambda areas: make_partner(areas["sub_district"]),
	"Cooperation": lambda areas: make_cooperation(areas["sub_district"]),
	"Joint Activity": lambda areas: make_joint_activity(areas["sub_district"]),
	"Support Visit": lambda areas: make_visit(areas["sub_district"]),
	"Community Standard Entry": lambda areas: make_standard_entry(areas["sub_district"]),
	"Center Fund": lambda areas: make_fund(areas["sub_district"]),
	"Fund Entry": lambda areas: make_fund_entry(make_fund_without_meeting(areas["sub_district"])),
	"Fund Account": lambda areas: make_fund_account(make_fund_without_meeting(areas["sub_district"])),
	"Benefit Agreement": lambda areas: make_sharing(areas["sub_district"]),
	"Village Figure": lambda areas: make_figure(_free_village(areas["sub_district"])),
	"Community Data Import": lambda areas: make_import(areas["sub_district"]),
}


def make_account_of_last_year(area: str):
	return make_fund_account(make_fund_without_meeting(area, last_year()), fiscal_year(getdate()) - 1)


def resolution_for(doc) -> dict:
	"""Return what a step is asked for that a meeting has to have decided."""
	# of the sample's committee: a later one may be the center's current one by now
	agenda = held_meeting(doc.area).agenda
	return {"agenda_row": next(row.name for row in agenda if row.outcome == "Approved")}


BY_LAW_TO = {"Draft": (), "District Review": (("officer", "Send Up"),)}
COOPERATION_TO = {"Draft": (), "District Review": CONFIRMED_WAY[:1]}


IN_STATES = {
	"By-law": (BY_LAW_TO, lambda state, area: take(make_bylaw(area), *BY_LAW_TO[state])),
	"Membership Application": (
		("Application Received",),
		lambda state, area: make_application(area),
	),
	"Center Fund": (("Draft",), lambda state, area: make_fund(area), resolution_for),
	"Benefit Agreement": (("Draft",), lambda state, area: make_sharing(area), resolution_for),
	"Fund Account": (("Draft",), lambda state, area: make_account_of_last_year(area), resolution_for),
	"Cooperation": (COOPERATION_TO, lambda state, area: take(make_cooperation(area), *COOPERATION_TO[state])),
}
