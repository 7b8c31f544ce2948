"""Households, plans and helps for tests."""

import base64
import json
import re
from itertools import count

import frappe
from frappe.utils import add_days, getdate, today

from con_center.access import named
from con_center.approval.factories import take
from con_center.households import importing
from con_center.organization.factories import OWN, areas_of, make_officer, signed_in
from con_center.thai import fiscal_year

HEALTH, INCOME, NO_WORK = "มีผู้สูงอายุที่ต้องพึ่งพิง", "รายได้ไม่พอรายจ่าย", "ว่างงานหรือไม่มีอาชีพ"
STEPS = (("officer", "Send Up"), ("district", "Agree to Help"))
STEPS_TO = {"Draft": 0, "District Review": 1, "Help Agreed": 2}
_houses = count(1)


def make_household(area: str = OWN["sub_district"], **values):
	"""Return an open case in need of income, as the officer of the sub-district enters it."""
	with signed_in(make_officer("officer", areas_of(area))):
		return frappe.get_doc(
			{
				"doctype": "Target Household",
				"area": area,
				"head_name": "นางสมจิตร ทดสอบดี",
				"village_no": 4,
				"house_number": f"{next(_houses)}/9",
				"found_by": "TPMAP",
				"needs": [{"item": INCOME}],
				"members": [{"relation": "Head of the Household", "age_group": "25 to 59", "need": NO_WORK}],
				**values,
			}
		).insert()


def make_help(household=None, area: str = OWN["sub_district"], **values):
	"""Return help that a household got today."""
	household = household or make_household(area)
	with signed_in(make_officer("officer", areas_of(household.area))):
		return frappe.get_doc(
			{
				"doctype": "Help Log",
				"household": household.name,
				"kind": "Help",
				"happened_on": today(),
				"dimension": "Income",
				"by_kind": "CON Center",
				"by_whom": "ศอช.ต.ในเมือง",
				"what": "มอบพันธุ์ไก่และอาหารสัตว์",
				"value": 1500.25,
				**values,
			}
		).insert()


def make_plan(household=None, area: str = OWN["sub_district"], **values):
	"""Return a draft of a plan for a household."""
	household = household or make_household(area)
	with signed_in(make_officer("officer", areas_of(household.area))):
		return frappe.get_doc(
			{
				"doctype": "Help Plan",
				"household": household.name,
				"fiscal_year": fiscal_year(getdate()),
				"items": [
					{
						"dimension": "Income",
						"what": "ส่งเสริมเลี้ยงไก่พื้นเมือง",
						"by_kind": "Local Administration",
						"by_whom": "องค์การบริหารส่วนตำบล",
						"due_on": add_days(today(), 60),
						"budget": 5000,
					}
				],
				**values,
			}
		).insert()


def make_plan_in(state: str, area: str = OWN["sub_district"]):
	"""Return a plan that has come as far as this state."""
	return take(make_plan(area=area), *STEPS[: STEPS_TO[state]])


def make_opening(area: str):
	"""Return that somebody has opened a case."""
	household = make_household(area)
	with signed_in(make_officer("officer", areas_of(area))):
		named.note("Form", household.doctype, household.name, household)
	return frappe.get_doc("Case Opening", {"reference_name": household.name})


def make_list(area: str):
	"""Return a list that was taken over, of one household."""
	rows = f"หมู่ที่,บ้านเลขที่,ชื่อ-สกุล\n7,{next(_houses)}/77,นายทดลอง นำเข้า\n"
	with signed_in(make_officer("officer", areas_of(area))):
		made = importing.take_over(area, "TPMAP", today(), "TPMAP", as_file(rows))
	return frappe.get_doc("Household List", made["name"])


def as_file(rows: str) -> str:
	"""Return a spreadsheet as a browser sends it."""
	return base64.b64encode(rows.encode("utf-8-sig")).decode()


def told(found) -> str:
	"""Return what was found as text in which words can be looked for, those of JSON inside of it, too."""
	text = json.dumps(found, ensure_ascii=False, default=str)
	return re.sub(r"\\+u([0-9a-f]{4})", lambda sign: chr(int(sign[1], 16)), text)


SAMPLES = {
	"Target Household": lambda areas: make_household(areas["sub_district"]),
	"Help Plan": lambda areas: make_plan(area=areas["sub_district"]),
	"Help Log": lambda areas: make_help(area=areas["sub_district"]),
	"Household List": lambda areas: make_list(areas["sub_district"]),
	"Case Opening": lambda areas: make_opening(areas["sub_district"]),
}
IN_STATES = {"Help Plan": (STEPS_TO, lambda state, area: make_plan_in(state, area))}
