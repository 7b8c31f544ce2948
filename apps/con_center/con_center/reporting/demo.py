"""Progress reports for the demo site, of this fiscal year: who has sent, who is late, who got his report back.

Through the doors that users have. In Mueang Ubon Ratchathani the numbers are computed; the other districts have no
documents in the demo, and their officers enter what they count by hand as corrections, with the reason.
"""

import frappe
from frappe.utils import add_days, getdate, today

from con_center.approval.meaning import IN_FORCE, PASSED, RETURNED, REVIEW
from con_center.thai import fiscal_year

PROVENANCE = "ข้อมูลตัวอย่างของระบบสาธิต มิใช่หนังสือจริง"
BY_HAND = "ยังบันทึกในระบบไม่ครบ นับจากแฟ้มเอกสารของอำเภอ"
PROBLEMS = "กรรมการบางตำบลติดภารกิจ ทำให้การประชุมไม่ครบองค์ประชุม\nข้อมูลกลุ่มและองค์กรบางหมู่บ้านยังไม่เป็นปัจจุบัน"
SUGGESTIONS = "ควรจัดอบรมบทบาทหน้าที่ของคณะกรรมการ ศอช. ปีละ 1 ครั้ง"
CHECK, ACCEPT = ("province2", PASSED), ("province", IN_FORCE)
# login, district, sub-districts and people of their committees counted by hand, steps after the sending
OTHERS = (
	("khongchiam.district", "3403", 5, 61, (CHECK, ACCEPT)),
	("khuangnai.district", "3404", 18, 226, (CHECK, ACCEPT)),
	("detudom.district", "3407", 16, 205, (CHECK,)),
	("trakan.district", "3411", 23, 280, ()),
	(
		"warin.district",
		"3415",
		15,
		190,
		(("province2", RETURNED, "ข้อ (3) จำนวนตำบลที่ประชุมไม่ตรงกับรายงานการประชุม โปรดตรวจสอบ"),),
	),
)
LATE, DRAFT = ("phibun.district", "3419", 14, 171), ("khemarat.district", "3405", 9, 112)


def load(signed_in, take) -> None:
	"""Load the reports; signed_in, take: those of `con_center.setup.demo`."""
	made = open_round(signed_in, "province2", "District to Province", add_days(today(), 1), area="34")
	own = write(signed_in, "district2", "3401", made.name)
	take(own, ("district", REVIEW), CHECK, ACCEPT)
	for login, district, areas, people, steps in OTHERS:
		report = write_by_hand(signed_in, login, district, areas, people, made.name)
		take(report, (login, REVIEW), *steps)
	# the province asks for them sooner: who has not sent by now is late
	with signed_in("province2"):
		made.reload()
		made.deadline = add_days(today(), -2)
		made.save()
	report = write_by_hand(signed_in, *LATE, made.name)
	take(report, (LATE[0], REVIEW))
	write_by_hand(signed_in, *DRAFT, made.name)
	to_department = open_round(
		signed_in, "central", "Province to Department", add_days(today(), 12), area="00"
	)
	write(signed_in, "province2", "34", to_department.name, figures_from="District Reports")


def open_round(signed_in, login: str, hop: str, deadline, **values):
	with signed_in(login):
		return frappe.get_doc(
			{
				"doctype": "Reporting Round",
				"fiscal_year": fiscal_year(getdate()),
				"hop": hop,
				"status": "Open",
				"deadline": deadline,
				"note": "อำเภอส่งไฟล์ ให้จังหวัด ภายใน{deadline}" if hop == "District to Province" else None,
				"remind_before": "14, 7, 1, 0",
				"remind_every": 7,
				"provenance": PROVENANCE,
				**values,
			}
		).insert()


def write(signed_in, login: str, area: str, reporting_round: str, **values):
	with signed_in(login):
		return frappe.get_doc(
			{
				"doctype": "Progress Report",
				"reporting_round": reporting_round,
				"area": area,
				"problems": PROBLEMS,
				"suggestions": SUGGESTIONS,
				**values,
			}
		).insert()


def write_by_hand(signed_in, login: str, district: str, areas: int, people: int, reporting_round: str):
	"""Write the report of a district whose documents are on paper."""
	counted = {
		"register_sub_areas": areas,
		"register_sub_committees": areas,
		"register_sub_people": people,
		"register_district_areas": 1,
		"register_district_committees": 1,
		"register_district_people": 15,
		"review_sub_areas": areas - 2,
		"review_sub_committees": areas - 2,
		"review_sub_people": people - 24,
		"meetings_sub": areas - 3,
		"meetings_district": 1,
		"integrated_sub": areas - 1,
		"assessed_sub": areas,
		"strong_sub": areas // 2,
		"strong_activities": areas,
	}
	report = write(signed_in, login, district, reporting_round)
	with signed_in(login):
		for row in report.figures:
			if row.code in counted:
				row.update({"corrected": 1, "corrected_value": counted[row.code], "reason": BY_HAND})
		return report.save()


# what shows that a part is there, and the part
PARTS = (("Progress Report", {"district": "3401"}, load),)
