"""Meetings for the demo site, through the doors that users have: each step as the officer who takes it.

Last fiscal year every center of the district met twice, but for one. This year ในเมือง (340101) has met twice and
invited to the next meeting, หัวเรือ (340104) met without a quorum, หนองขอน (340105) plans a forum; some of the others
have met, too, and have adopted what was left to adopt.
"""

import datetime

import frappe
from frappe.utils import add_days, add_to_date, get_datetime, getdate, today

from con_center.approval.decision import take
from con_center.meetings.agenda import ADOPTED
from con_center.meetings.workflow import CONVENED, HELD, WRITTEN
from con_center.setup.demo_areas import AREAS, DISTRICT, EXPIRED, NOT_ASSESSED, NOT_MET, chance, officer_of
from con_center.thai import fiscal_year, fiscal_year_start

OFFICER = "officer"
# these show what is under way this year in ways of their own
BUSY = ("340101", "340104", "340105")
# their last minutes still wait for the next meeting
NOT_MET_THIS_YEAR = (EXPIRED, NOT_ASSESSED)
NOTICE = {
	"part": "Chair's Notices",
	"subject": "แนวทางการดำเนินงานศูนย์ประสานงานองค์การชุมชน ประจำปีงบประมาณ",
	"discussion": "ประธานแจ้งแนวทางของจังหวัด ให้ทุกระดับประชุมอย่างน้อยปีละ 2 ครั้ง",
	"outcome": "Noted",
}
# what the first, second and third meeting decided: subject, discussion, resolution, what is to be done, in days
TOPICS = (
	(
		("แผนปฏิบัติการประจำปี", "เลขานุการเสนอร่างแผน ที่ประชุมเห็นว่ากิจกรรมครบทั้ง 8 ด้าน", "เห็นชอบแผนปฏิบัติการประจำปี", "ส่งแผนให้สำนักงานพัฒนาชุมชนอำเภอ", 15),
		("การทบทวนข้อมูลกลุ่มและองค์กร", "ทะเบียนกลุ่มของหมู่ 3 และหมู่ 6 ยังไม่ครบ", "ให้ผู้แทนหมู่บ้านส่งข้อมูลเพิ่ม", "รวบรวมทะเบียนกลุ่มทุกหมู่บ้าน", 45),
	),
	(
		("ผลการประเมินรอบที่ 1 และการปรับปรุง", "ยังขาดหลักฐานระเบียบข้อบังคับและแผนผังคณะกรรมการ", "ให้จัดทำระเบียบข้อบังคับให้แล้วเสร็จ", "ยกร่างระเบียบข้อบังคับของ ศอช.ต.", 40),
		("โครงการที่เสนอเข้าแผนพัฒนาตำบล", "ประชาคมเสนอ 5 โครงการ จัดลำดับตามความเดือดร้อน", "เห็นชอบตามลำดับที่ประชาคมเสนอ", None, 0),
	),
	(
		("สรุปผลการดำเนินงานปีที่ผ่านมา", "ดำเนินกิจกรรมได้เป็นส่วนใหญ่ กิจกรรมการตลาดล่าช้า", "รับทราบผล และให้นำไปปรับแผนปีใหม่", None, 0),
		("ปฏิทินงานปีงบประมาณใหม่", "กำหนดประชุมทุกไตรมาส", "เห็นชอบปฏิทินงาน", "แจ้งปฏิทินให้ทุกหมู่บ้าน", 20),
	),
)  # fmt: skip


def load(signed_in, _take=None) -> None:
	"""Load the meetings of Mueang Ubon Ratchathani. signed_in: `con_center.setup.demo.signed_in`."""
	for number, area in enumerate((*AREAS, DISTRICT)):
		with signed_in(officer_of(area)):
			for nth, day in enumerate(days_of_meetings(area, number)):
				hold(area, day, TOPICS[min(nth, 2)])
	with signed_in(OFFICER):
		first = hold_first("340101")
		hold_second("340101", first)
		invite("340101")
		hold_without_quorum("340104")
	with signed_in("district"):
		frappe.get_doc(plan("340105", 12, kind="Forum", place="วัดกลาง หมู่ 4")).insert()


def days_of_meetings(area: str, number: int) -> list[datetime.date]:
	"""Return when the center met: in December and June of each fiscal year, and some weeks ago."""
	if area == NOT_MET:
		return []
	year = fiscal_year(getdate())
	usual = [
		weekday(add_days(fiscal_year_start(of), after + 4 * number))
		for of in (year - 1, year)
		for after in (63, 248)
	]
	if area in BUSY or area in NOT_MET_THIS_YEAR:
		return usual[:2]
	recent = weekday(getdate(add_days(today(), 2 * number - 33)))
	return [day for day in usual if day < recent - datetime.timedelta(days=20)] + [recent]


def weekday(day) -> datetime.date:
	"""Return the day, or the Monday after it."""
	day = getdate(day)
	return getdate(add_days(day, (7 - day.weekday()) % 7)) if day.weekday() > 4 else day


def committee_on(area: str, day: datetime.date) -> str:
	"""Return the center's committee that was in office on this day."""
	found = frappe.get_all(
		"Committee",
		filters={
			"center": area,
			"kind": "Center Committee",
			"status": ("!=", "Draft"),
			"term_start": ("<=", day),
		},
		order_by="term_start desc",
		limit=1,
		pluck="name",
	)
	return found[0]


def plan(area: str, in_days: int, **values) -> dict:
	return {
		"doctype": "Meeting",
		"center": area,
		"kind": "Ordinary",
		"starts_on": add_to_date(get_datetime(today()), days=in_days, hours=9, minutes=30),
		"place": "ห้องประชุมที่ว่าการอำเภอ" if area == DISTRICT else "ห้องประชุมองค์การบริหารส่วนตำบล",
		**values,
	}


def hold(area: str, day: datetime.date, topics) -> None:
	"""Hold a meeting as it usually goes: some are excused, what was left is reported, the minutes adopted."""
	agenda = [
		{
			"part": "For Consideration",
			"subject": subject,
			"discussion": discussion,
			"outcome": "Approved",
			"resolution": resolution,
			"follow_up": follow_up,
			"responsible": follow_up and "เลขานุการ ศอช.",
			"due_date": follow_up and add_days(day, days),
		}
		for subject, discussion, resolution, follow_up, days in topics
	]
	meeting = under_way(
		plan(
			area,
			(day - getdate()).days,
			committees=[{"committee": committee_on(area, day)}],
			agenda=[NOTICE, *agenda],
		)
	)
	for row in meeting.follow_ups:
		if chance(area, row.subject) < 80:
			row.update({"status": "Done", "progress": "ดำเนินการแล้ว"})
	absent = tuple(n for n in range(2, len(meeting.attendance)) if chance(area, day, n) < 18)
	close(meeting, absent)


def hold_first(area: str):
	meeting = under_way(
		plan(
			area,
			-14,
			agenda=[
				NOTICE,
				{
					"part": "For Consideration",
					"subject": "แผนปฏิบัติการประจำปี",
					"background": "ร่างแผนปฏิบัติการ 8 กิจกรรม ตามเอกสารแนบ",
					"discussion": "เลขานุการเสนอร่างแผน ที่ประชุมอภิปรายกิจกรรมฝึกอบรมอาชีพและช่องทางการตลาด",
					"outcome": "Approved",
					"resolution": "เห็นชอบแผนปฏิบัติการประจำปี",
					"votes_for": 7,
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
	meeting.follow_ups[-1].update({"progress": "จัดทำรูปเล่มแล้ว รอประธานลงนาม"})
	close(meeting, absent=(4,), proxy=6)


def invite(area: str) -> None:
	meeting = frappe.get_doc(
		plan(area, 6, agenda=[{"part": "For Consideration", "subject": "ระเบียบกองทุนสวัสดิการเครือข่าย"}])
	).insert()
	take(meeting, CONVENED)


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
	close(meeting, absent=tuple(range(5, len(meeting.attendance))))


def under_way(values: dict):
	meeting = frappe.get_doc(values).insert()
	take(meeting, CONVENED)
	return take(meeting, HELD)


def close(meeting, absent: tuple[int, ...] = (), proxy: int | None = None):
	"""Note who was there (rows count from 0), adopt the minutes still open, and close the meeting."""
	for n, row in enumerate(meeting.attendance):
		if n in absent:
			row.update({"status": "Excused", "reason": "ติดภารกิจ"} if n % 2 else {"status": "Absent"})
		elif n == proxy:
			row.update({"status": "Proxy", "proxy_name": "นางสมหมาย แทนใจ", "proxy_position": "กรรมการกลุ่ม"})
		else:
			row.status = "Present"
	for row in meeting.agenda:
		if row.minutes_of and not row.outcome:
			row.outcome = ADOPTED[0]
	meeting.append("guests", {"full_name": "นายอนุชา เพียรดี", "position": "เจ้าหน้าที่สำนักงานพัฒนาชุมชนอำเภอ"})
	meeting.update({"opened_at": "09:40", "closed_at": "12:05"})
	meeting.save()
	return take(meeting, WRITTEN)


# what shows that a part is there, and the part
PARTS = (("Meeting", {"district": "3401"}, load),)
