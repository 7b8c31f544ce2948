"""Documents for tests, made as the users make them. Real areas are used: they come with the app.

Own area: ต.ในเมือง (340101), อ.เมืองอุบลราชธานี (3401), จ.อุบลราชธานี (34).
Another one: ต.ท่าถ่าน (240606), อ.พนมสารคาม (2406), จ.ฉะเชิงเทรา (24).
"""

import datetime
from contextlib import contextmanager
from zoneinfo import ZoneInfo

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, add_to_date, get_datetime, today

from con_center import registry, seams
from con_center.access.areas import COUNTRY
from con_center.access.posts import forget_posts
from con_center.approval.decision import decide
from con_center.reporting.rounds import round_of
from con_center.thai import fiscal_year

OWN = {"sub_district": "340101", "district": "3401", "province": "34"}
OTHER = {"sub_district": "240606", "district": "2406", "province": "24"}
POSITION = {
	"officer": ("พัฒนากร", "sub_district"),
	"district": ("พัฒนาการอำเภอ", "district"),
	"chief": ("นายอำเภอ", "district"),
	"province": ("พัฒนาการจังหวัด", "province"),
	"governor": ("ผู้ว่าราชการจังหวัด", "province"),
}
WAY = (
	("officer", "Send Up"),
	("district", "Check and Forward"),
	("chief", "Sign and Issue"),
	("province", "Acknowledge"),
)
STEPS_TO = {
	"Draft": 0,
	"District Review": 1,
	"Awaiting Signature": 2,
	"Issued": 3,
	"Acknowledged by Province": 4,
}


class CONTestCase(FrappeTestCase):
	"""A test case with officers of every kind in both areas. They stay on the test site: making them takes long."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		seams.install()  # as the first thing of a request
		# Frappe makes the first user of a site a System Manager: it must not be an officer
		make_user("first.of.all", roles=[{"role": "System Manager"}])
		for areas in (OWN, OTHER):
			for kind in POSITION:
				make_officer(kind, areas)
		make_officer("district", number=2)
		for area in (*OWN.values(), *OTHER.values()):
			make_center(area)
		frappe.db.commit()  # nothing of the tests is under way yet

	def setUp(self):
		frappe.set_user("Administrator")
		forget_posts()

	def tearDown(self):
		frappe.set_user("Administrator")


def clear(district: str = OWN["district"]) -> None:
	"""Take away what the demo, or whoever worked on this site, has in a district, until the test is rolled back."""
	kept = ("CON Center", "Officer Assignment", "Approval Log", "Number Counter", "Document Number")
	frappe.db.set_value("CON Center", {"district": district}, "current_committee", None)
	for doctype in set(registry.scoped()) - set(kept):
		names = frappe.get_all(doctype, filters={"district": district}, pluck="name")
		for table in (
			doctype,
			*(rows for rows, parent in registry.parent_of_row().items() if parent == doctype),
		):
			frappe.db.delete(table, {"name" if table == doctype else "parent": ("in", names or [""])})


@contextmanager
def signed_in(user: str):
	"""Do what follows as this user."""
	before = frappe.session.user
	frappe.set_user(user)
	try:
		yield
	finally:
		frappe.set_user(before)


def make_user(login: str, **values) -> str:
	"""Return the e-mail of a desk user without any role of this app."""
	user = f"{login}@test.example"
	if not frappe.db.exists("User", user):
		account = frappe.get_doc(
			{
				"doctype": "User",
				"email": user,
				"first_name": login,
				"send_welcome_email": 0,
				"user_type": "System User",
				**values,
			}
		)
		account.flags.no_welcome_mail = True
		account.insert(ignore_permissions=True)
	return user


def make_assignment(user: str, position: str, area: str, **values):
	with signed_in("Administrator"):
		return frappe.get_doc(
			{
				"doctype": "Officer Assignment",
				"user": user,
				"officer_name": f"นายทดสอบ {user.split('@')[0]}",
				"position": position,
				"area": area,
				"from_date": add_days(today(), -10),
				**values,
			}
		).insert()


def make_officer(kind: str, areas: dict[str, str] = OWN, number: int = 1) -> str:
	"""Return the e-mail of an officer of this kind (key of POSITION) in these areas."""
	position, level = POSITION[kind]
	area = areas[level]
	user = make_user(f"{kind}{number}.{area}")
	if not frappe.db.exists("Officer Assignment", {"user": user, "area": area}):
		make_assignment(user, position, area)
	return user


def make_center(area: str):
	if frappe.db.exists("CON Center", area):
		return frappe.get_doc("CON Center", area)
	with signed_in("Administrator"):
		return frappe.get_doc({"doctype": "CON Center", "area": area}).insert()


def make_members(number: int = 9) -> list[dict]:
	leading = ("ประธานกรรมการ", "รองประธานกรรมการ", "กรรมการและเลขานุการ")
	return [
		{
			"title": "นาย" if n % 2 else "นาง",
			"first_name": f"ทดสอบ{n}",
			"last_name": "ถ้อยแถลง",
			"role": leading[n] if n < len(leading) else "กรรมการ",
			"organization_name": "กลุ่มสตรี",
			"village": f"หมู่ {n + 1}",
			"phone": f"081-000-{1000 + n}",
		}
		for n in range(number)
	]


def make_committee(area: str = OWN["sub_district"], user: str | None = None, **values):
	"""Return a draft committee of the area's center, entered by its officer."""
	make_center(area)
	user = user or make_officer("officer", areas_of(area))
	with signed_in(user):
		return frappe.get_doc(
			{
				"doctype": "Committee",
				"center": area,
				"kind": "Center Committee",
				"term_start": today(),
				"forum_date": add_days(today(), -7),
				"forum_place": "ศาลาประชาคม",
				"forum_attendance": 50,
				"members": make_members(),
				**values,
			}
		).insert()


def make_order(committee=None, user: str | None = None, **values):
	"""Return a draft announcement that certifies the committee's selection."""
	committee = committee or make_committee()
	user = user or make_officer("officer", areas_of(committee.area))
	with signed_in(user):
		return frappe.get_doc(
			{
				"doctype": "Appointment Order",
				"committee": committee.name,
				"instrument": "Announcement",
				"purpose": "Certify Selection",
				**values,
			}
		).insert()


def take(order, *steps):
	"""Take the order through (kind of officer, action[, reason]) steps; return it afterwards."""
	areas = areas_of(order.area)
	for kind, action, *reason in steps:
		with signed_in(make_officer(kind, areas)):
			order = decide(order.doctype, order.name, action, order.modified, *reason)
	return order


def make_order_in(state: str, **values):
	"""Return an order that has come as far as this state."""
	return take(make_order(**values), *WAY[: STEPS_TO[state]])


def make_assessment(area: str = OWN["sub_district"], user: str | None = None, **values):
	"""Return a new assessment of the area's center, made by its officer: nothing is scored yet."""
	make_center(area)
	user = user or make_officer("officer", areas_of(area))
	with signed_in(user):
		return frappe.get_doc(
			{"doctype": "Assessment", "center": area, "fiscal_year": 2568, "round": 1, **values}
		).insert()


def score(assessment, stage: str, value="1", user: str | None = None, **by_code):
	"""Score every indicator in a stage's column (self, district, province); return the document afterwards."""
	kind = {"self": "officer", "district": "district", "province": "province"}[stage]
	with signed_in(user or make_officer(kind, areas_of(assessment.area))):
		assessment = frappe.get_doc("Assessment", assessment.name)
		for row in assessment.scores:
			row.set(f"{stage}_score", by_code.get(row.code, value))
			if stage == "self":
				row.evidence = row.evidence or "แฟ้มเอกสาร"
		return assessment.save()


def make_complete_assessment(area: str = OWN["sub_district"], value="1", **values):
	"""Return an assessment that its district has scored: it waits for the province."""
	assessment = score(make_assessment(area, **values), "self", value)
	assessment = score(take(assessment, ("officer", "Send to the District")), "district", value)
	return take(assessment, ("district", "Complete the Scoring"))


def areas_of(area: str) -> dict[str, str]:
	return {"sub_district": area, "district": area[:4], "province": area[:2]}


# plans

# no site is at hand while modules are imported
FISCAL_YEAR = fiscal_year(datetime.datetime.now(ZoneInfo("Asia/Bangkok")).date())
PLAN_WAY = (("officer", "Send Up"), ("district", "Forward to Province"), ("province", "Approve"))
PLAN_STEPS_TO = {"Draft": 0, "District Review": 1, "Province Review": 2, "Plan Approved": 3}


def make_plan(area: str = OWN["sub_district"], user: str | None = None, **values):
	"""Return a draft action plan of the area's center for a year of its own, with two activities."""
	make_center(area)
	user = user or make_officer("officer", areas_of(area))
	with signed_in(user):
		return frappe.get_doc(
			{
				"doctype": "Action Plan",
				"center": area,
				"fiscal_year": free_year(area),
				"activities": [
					{
						"kind": "การประชุมเครือข่าย",
						"activity_name": "ประชุมเครือข่ายประจำเดือน",
						"target_quantity": 4,
						"target_unit": "ครั้ง",
						"october": 1,
						"january": 1,
						"february": 1,
						"responsible": "ประธาน ศอช.ต.",
						"partners": "อบต.",
					},
					{
						"kind": "จัดฝึกอบรม",
						"activity_name": "ฝึกอบรมการไกล่เกลี่ย",
						"november": 1,
						"responsible": "เลขานุการ",
					},
				],
				"budgets": [
					{"activity_number": "1", "source": "กรมการพัฒนาชุมชน", "amount": 0.1},
					{"activity_number": "1", "source": "องค์กรปกครองส่วนท้องถิ่น", "amount": 0.2},
					{"activity_number": "2", "source": "กรมการพัฒนาชุมชน", "amount": 12000.75},
				],
				"participants": [
					{
						"activity_number": "2",
						"participant_group": "คณะกรรมการ ศอช.",
						"people": 25,
						"from_area": area,
					}
				],
				**values,
			}
		).insert()


def free_year(area: str) -> int:
	"""Return the latest fiscal year up to this one in which the area's center has no plan."""
	taken = frappe.get_all(
		"Action Plan", filters={"center": area, "docstatus": ("!=", 2)}, pluck="fiscal_year"
	)
	return next(year for year in range(FISCAL_YEAR, 0, -1) if year not in taken)


def make_plan_in(state: str, **values):
	"""Return an action plan of a sub-district that has come as far as this state."""
	return take(make_plan(**values), *PLAN_WAY[: PLAN_STEPS_TO[state]])


def make_progress(plan=None, user: str | None = None, **values):
	"""Return a record of progress on the plan's second activity."""
	plan = plan or make_plan_in("Plan Approved")
	with signed_in(user or make_officer("officer", areas_of(plan.area))):
		return frappe.get_doc(
			{
				"doctype": "Activity Progress",
				"plan": plan.name,
				"activity_number": "2",
				"month": "October",
				"what_was_done": "ฝึกอบรมรุ่นที่ 1",
				"percent_done": 50,
				"spending": [{"source": "กรมการพัฒนาชุมชน", "amount": 6000.5}],
				"participants": [{"participant_group": "คณะกรรมการ ศอช.", "people": 20}],
				**values,
			}
		).insert()


def make_project(area: str = OWN["sub_district"], user: str | None = None, **values):
	"""Return a draft project for the plan of the sub-district."""
	with signed_in(user or make_officer("officer", areas_of(area))):
		return frappe.get_doc(
			{
				"doctype": "Plan Project",
				"project_name": "ขุดลอกคลองบ้านทดสอบ",
				"area": area,
				"village_text": "หมู่ 4",
				"fiscal_year": FISCAL_YEAR,
				"problem": "น้ำไม่พอทำนา",
				"aim": "มีน้ำใช้ตลอดปี",
				"way": "Ask for Support",
				"side": "เศรษฐกิจ",
				"budgets": [
					{"fiscal_year": FISCAL_YEAR, "source": "องค์กรปกครองส่วนท้องถิ่น", "amount": 100000.1},
					{"fiscal_year": FISCAL_YEAR + 1, "source": "จังหวัด", "amount": 50000.2},
				],
				**values,
			}
		).insert()


# meetings

# in a district of its own: what meets there is in nobody's way, and the demo has left nothing
MEETING_AREA = "340202"


def make_current_committee(area: str = MEETING_AREA, members: int = 9, **values):
	"""Return a committee that is current, without the order that would make it so."""
	committee = make_committee(
		area,
		make_officer("district", areas_of(area)),
		term_start=add_days(today(), -900),
		members=make_members(members),
		**values,
	)
	frappe.db.set_value("Committee", committee.name, "status", "Current")
	if committee.kind == "Center Committee":
		frappe.db.set_value("CON Center", area, "current_committee", committee.name)
	return frappe.get_doc("Committee", committee.name)


def make_meeting(area: str = MEETING_AREA, days_ago: int = 1, user: str | None = None, **values):
	"""Return a draft meeting of the center's current committee, with one item to decide."""
	with signed_in(user or make_officer("district", areas_of(area))):
		return frappe.get_doc(
			{
				"doctype": "Meeting",
				"center": area,
				"kind": "Ordinary",
				"starts_on": add_to_date(get_datetime(today()), days=-days_ago, hours=9),
				"place": "ศาลาประชาคม",
				"agenda": [{"part": "For Consideration", "subject": "แผนปฏิบัติการประจำปี"}],
				**values,
			}
		).insert()


def take_meeting(meeting, *steps, **arguments):
	"""Take the meeting through steps, each as an officer of its district; return it as it is stored."""
	for name in steps:
		with signed_in(make_officer("district", areas_of(meeting.area))):
			getattr(frappe.get_doc("Meeting", meeting.name), name)(**arguments)
	return frappe.get_doc("Meeting", meeting.name)


def record_meeting(meeting, present: int = 9, outcome: str | None = "Approved", **item):
	"""Note who is present, and the outcome of every item that has none; return the meeting."""
	with signed_in(make_officer("district", areas_of(meeting.area))):
		for n, row in enumerate(meeting.attendance):
			row.status = "Present" if n < present else "Absent"
		for row in meeting.agenda:
			if not row.outcome and not row.minutes_of:
				row.update({"outcome": outcome, **item})
		return meeting.save()


def make_closed_meeting(
	area: str = MEETING_AREA, days_ago: int = 1, present: int = 9, outcome: str = "Approved", **item
):
	"""Return a meeting that was held, with its minutes as a draft; earlier minutes are adopted."""
	meeting = take_meeting(make_meeting(area, days_ago), "convene", "hold")
	for row in meeting.agenda:
		if row.minutes_of:
			row.outcome = "Adopted"
	return take_meeting(record_meeting(meeting, present, outcome, **item), "close")


# progress reports

REPORT_WAY = (
	("district", "Send the Report"),
	("province", "Mark as Checked"),
	("province", "Accept the Report"),
)
REPORT_STEPS_TO = {"Draft": 0, "Report Sent": 1, "Report Checked": 2, "Report Accepted": 3}


def make_round(fiscal_year: int = FISCAL_YEAR, hop: str = "District to Province", **values):
	"""Return the open round of a fiscal year (BE) and hop, for all provinces unless one is named."""
	found = frappe.db.get_value(
		"Reporting Round",
		{
			"fiscal_year": fiscal_year,
			"hop": hop,
			"area": values.get("area") or COUNTRY,
		},
	)
	with signed_in("Administrator"):
		doc = frappe.get_doc("Reporting Round", found) if found else frappe.new_doc("Reporting Round")
		doc.update(
			{
				"fiscal_year": fiscal_year,
				"hop": hop,
				"area": COUNTRY,
				"status": "Open",
				"deadline": add_days(today(), 10),
				"provenance": "หนังสือทดสอบ",
				"note": "อำเภอส่งไฟล์ ให้จังหวัด ภายใน{deadline}",
				**values,
			}
		)
		return doc.save()


def make_report(area: str = OWN["district"], user: str | None = None, **values):
	"""Return a draft progress report of a district or province, begun by its officer, in the round of its level."""
	kind, hop = (
		("district", "District to Province") if len(area) == 4 else ("province", "Province to Department")
	)
	there = round_of(area, FISCAL_YEAR)
	reporting_round = values.pop("reporting_round", None) or (there or make_round(hop=hop)).name
	with signed_in(user or make_officer(kind, areas_of(area))):
		return frappe.get_doc(
			{"doctype": "Progress Report", "reporting_round": reporting_round, "area": area, **values}
		).insert()


def make_report_in(state: str, **values):
	"""Return a district's report that has come as far as this state."""
	return take(make_report(**values), *REPORT_WAY[: REPORT_STEPS_TO[state]])
