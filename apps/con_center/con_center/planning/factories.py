"""Plans, progress and projects for tests."""

import frappe
from frappe.utils import today

from con_center.approval.decision import decide
from con_center.approval.factories import take
from con_center.organization.factories import FISCAL_YEAR, OWN, areas_of, make_center, make_officer, signed_in

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


def agreed_project(area: str):
	"""Return one of two projects that the forum has agreed to."""
	for project in (make_project(area), make_project(area, way="Do Alone")):
		with signed_in(make_officer("officer", areas_of(area))):
			project = agree(project.name)
	return project


# a step of a project each, for the user in session; the version read is the stored one, unless another is `seen`


def agree(name: str, forum_date=None, forum_place="ศาลา", forum_attendance=0, **seen):
	given = {
		"forum_date": today() if forum_date is None else forum_date,
		"forum_place": forum_place,
		"forum_attendance": forum_attendance,
	}
	return take_project(name, "Agree in Forum", given, **seen)


def pass_on(name: str, passed_to, passed_on=None, note=None):
	return take_project(name, "Pass On", {"passed_to": passed_to, "passed_on": passed_on, "note": note})


def answer(name: str, row, state, note=None, amount_granted=None):
	given = {"row": row, "state": state, "note": note, "amount_granted": amount_granted}
	return take_project(name, "Note an Answer", given)


def finish(name: str, done_on, result, spent_total=None):
	return take_project(name, "Finish", {"done_on": done_on, "result": result, "spent_total": spent_total})


def withdraw(name: str, reason):
	return take_project(name, "Withdraw", comment=reason)


def take_project(name: str, action: str, given: dict | None = None, comment=None, **seen):
	version = seen.get("seen", str(frappe.db.get_value("Plan Project", name, "modified")))
	return decide("Plan Project", name, action, version, comment, given)


def versions(*names: str) -> list[dict]:
	"""Return projects to merge, as they are stored."""
	return [
		{"name": name, "seen": str(frappe.db.get_value("Plan Project", name, "modified"))} for name in names
	]


SAMPLES = {
	"Action Plan": lambda areas: make_plan(areas["sub_district"]),
	"Activity Progress": lambda areas: make_progress(
		make_plan_in("Plan Approved", area=areas["sub_district"])
	),
	"Plan Project": lambda areas: agreed_project(areas["sub_district"]),
}
IN_STATES = {"Action Plan": (PLAN_STEPS_TO, lambda state, area: make_plan_in(state, area=area))}
