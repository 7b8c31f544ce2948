"""Meetings for the demo site, through the doors that users have: each step as the officer who takes it.

One center has met twice and invited to a third meeting, one has met without a quorum, one plans a forum, the
others have not met.
"""

import frappe
from frappe.utils import add_days, add_to_date, get_datetime, today

OFFICER = "officer"


def load(signed_in) -> None:
	"""Load the meetings of เมืองอุบลราชธานี. signed_in: `con_center.setup.demo.signed_in`."""
	with signed_in(OFFICER):
		first = hold_first("340101")
		hold_second("340101", first)
		invite("340101")
		hold_without_quorum("340104")
	with signed_in("district"):
		frappe.get_doc(plan("340105", 12, kind="Forum", place="วัดกลาง หมู่ 4")).insert()


def plan(area: str, in_days: int, **values) -> dict:
	return {
		"doctype": "Meeting",
		"center": area,
		"kind": "Ordinary",
		"starts_on": add_to_date(get_datetime(today()), days=in_days, hours=9, minutes=30),
		"place": "ห้องประชุมองค์การบริหารส่วนตำบล",
		**values,
	}


def hold_first(area: str):
	meeting = under_way(
		plan(
			area,
			-14,
			agenda=[
				{
					"part": "Chair's Notices",
					"subject": "แนวทางการดำเนินงานศูนย์ประสานงานองค์การชุมชน ประจำปีงบประมาณ",
					"discussion": "ประธานแจ้งแนวทางของจังหวัด ให้ทุกระดับประชุมอย่างน้อยปีละ 2 ครั้ง",
					"outcome": "Noted",
				},
				{
					"part": "For Consideration",
					"subject": "แผนปฏิบัติการประจำปี",
					"background": "ร่างแผนปฏิบัติการ 8 กิจกรรม ตามเอกสารแนบ",
					"discussion": "เลขานุการเสนอร่างแผน ที่ประชุมอภิปรายกิจกรรมฝึกอบรมอาชีพและช่องทางการตลาด",
					"outcome": "Approved",
					"resolution": "เห็นชอบแผนปฏิบัติการประจำปี",
					"votes_for": 9,
					"votes_against": 1,
					"follow_up": "ส่งแผนปฏิบัติการให้สำนักงานพัฒนาชุมชนอำเภอ",
					"responsible": "นางสาวศิริพร ขยันยิ่ง",
					"due_date": add_days(today(), -3),
				},
				{
					"part": "For Consideration",
					"subject": "การจัดตั้งกองทุนสวัสดิการเครือข่าย",
					"discussion": "ข้อมูลสมาชิกกลุ่มยังไม่ครบ",
					"outcome": "Parked",
				},
			],
		)
	)
	return close(meeting, absent=(7, 9))


def hold_second(area: str, first) -> None:
	meeting = under_way(plan(area, -2, kind="Mobile Meeting", place="ศาลากลางบ้านหมู่ 7"))
	adoption = next(row for row in meeting.agenda if row.minutes_of == first.name)
	adoption.update({"outcome": "Adopted with Corrections", "resolution": "หน้า 1 แก้ “หมู่ 5” เป็น “หมู่ 7”"})
	carried = next(row for row in meeting.agenda if row.carried_from)
	carried.update(
		{
			"outcome": "Approved",
			"resolution": "เห็นชอบให้จัดตั้งกองทุน เงินแรกเข้าคนละ 100 บาท",
			"follow_up": "ร่างระเบียบกองทุนเสนอที่ประชุมครั้งต่อไป",
			"responsible": meeting.attendance[2].full_name,
			"due_date": add_days(today(), 20),
		}
	)
	meeting.follow_ups[0].update({"progress": "จัดทำรูปเล่มแล้ว รอประธานลงนาม"})
	close(meeting, absent=(4,), proxy=6)


def invite(area: str) -> None:
	meeting = frappe.get_doc(
		plan(area, 6, agenda=[{"part": "For Consideration", "subject": "ระเบียบกองทุนสวัสดิการเครือข่าย"}])
	).insert()
	meeting.convene()


def hold_without_quorum(area: str) -> None:
	meeting = under_way(
		plan(
			area,
			-5,
			agenda=[
				{
					"part": "For Consideration",
					"subject": "กำหนดวันจัดเวทีทบทวนแผนพัฒนาตำบล",
					"outcome": "Approved",
					"resolution": "เห็นชอบให้จัดเวทีในเดือนหน้า",
				}
			],
		)
	)
	close(meeting, absent=tuple(range(5, 12)))


def under_way(values: dict):
	meeting = frappe.get_doc(values).insert()
	meeting.convene()
	frappe.get_doc("Meeting", meeting.name).hold()
	return frappe.get_doc("Meeting", meeting.name)


def close(meeting, absent: tuple[int, ...] = (), proxy: int | None = None):
	"""Note who was there (rows count from 0), and close the meeting."""
	for n, row in enumerate(meeting.attendance):
		if n in absent:
			row.update({"status": "Excused", "reason": "ติดภารกิจ"} if n % 2 else {"status": "Absent"})
		elif n == proxy:
			row.update({"status": "Proxy", "proxy_name": "นางสมหมาย แทนใจ", "proxy_position": "กรรมการกลุ่ม"})
		else:
			row.status = "Present"
	meeting.append("guests", {"full_name": "นายอนุชา เพียรดี", "position": "เจ้าหน้าที่สำนักงานพัฒนาชุมชนอำเภอ"})
	meeting.update({"opened_at": "09:40", "closed_at": "12:05"})
	meeting.save()
	meeting.close()
	return meeting
