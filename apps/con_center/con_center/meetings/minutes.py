"""What the printed invitation and minutes say of a meeting, worked out from its document.

Order of parts of the minutes: domain.md 6.7 (form 11 of the rules on correspondence). The wording is ours.
"""

import re

import frappe
from frappe.utils import cint, get_time

from con_center.approval.meaning import CANCELLED
from con_center.meetings import agenda
from con_center.meetings.workflow import LOCKED
from con_center.organization.doctype.area.area import long_name
from con_center.thai import thai_date

KIND_IN_LETTERS = {
	"Ordinary": "",
	"Extraordinary": "วิสามัญ",
	"Forum": "เวที",
	"Mobile Meeting": "สัญจร",
}
OUTCOME_IN_LETTERS = {
	"Noted": "รับทราบ",
	"Approved": "เห็นชอบ",
	"Not Approved": "ไม่เห็นชอบ",
	"Adopted": "รับรองรายงานการประชุม",
	"Adopted with Corrections": "รับรองรายงานการประชุม โดยมีการแก้ไข ดังนี้",
	"Parked": "เลื่อนไปพิจารณาในการประชุมครั้งต่อไป",
	"Withdrawn": "ถอนเรื่องออกจากวาระ",
}
STATE_IN_LETTERS = {"Open": "อยู่ระหว่างดำเนินการ", "Done": "ดำเนินการแล้ว", "Cancelled": "ยกเลิก"}
OPENING = "ประธานกล่าวเปิดประชุมและดำเนินการประชุมตามระเบียบวาระ ดังนี้"
NOT_ADOPTED = "ร่าง ยังไม่ได้รับรอง"


def minutes_of(meeting) -> frappe._dict:
	"""Return what the formats print: names, people and parts of the meeting. Called from the templates."""
	chair, secretary = officers_of(meeting)
	return frappe._dict(
		body=body_name(meeting),
		kind=KIND_IN_LETTERS[meeting.kind],
		when=thai_date(meeting.meeting_date or meeting.starts_on, weekday=True, thai=False),
		begins=clock(meeting.starts_on),
		when_begun=clock(meeting.opened_at) or f"{clock(meeting.starts_on)} (ตามกำหนด)",
		opened=clock(meeting.opened_at),
		closed=clock(meeting.closed_at),
		place=place_of(meeting),
		present=[present_line(row) for row in meeting.attendance if row.status in ("Present", "Proxy")],
		absent=[absent_line(row) for row in meeting.attendance if row.status in ("Excused", "Absent")],
		guests=[guest_line(row) for row in meeting.guests],
		quorum=quorum_line(meeting),
		opening="" if "เปิดประชุม" in (meeting.preliminary or "") else OPENING,
		parts=parts_of(meeting),
		chair=chair,
		secretary=secretary,
		state=standing(meeting),
		checked=bool(cint(frappe.db.get_single_value("CON Settings", "minutes_name_checker"))),
		receivers=[
			frappe._dict(name=row.full_name, position=row.get("committee_role") or row.get("position") or "")
			for row in (*meeting.attendance, *meeting.guests)
		],
		office=office_of(meeting),
		to=meeting.invitation_to or f"{body_name(meeting)}ทุกท่าน",
	)


def standing(meeting) -> str:
	"""Return what stands on minutes that are not adopted; nothing on those that are."""
	if meeting.get_meaning() == CANCELLED:
		return "ยกเลิกแล้ว"
	return "" if meeting.get_meaning() in LOCKED else NOT_ADOPTED


def body_name(meeting) -> str:
	names = [row.committee_name for row in meeting.committees if row.committee_name]
	if names:
		return " ร่วมกับ".join(names)
	return f"ศูนย์ประสานงานองค์การชุมชน{long_name(meeting.area)}"


def place_of(meeting) -> str:
	video = "ประชุมทางไกลผ่านระบบวีดิทัศน์ (Video Conference)"
	if meeting.held_by == "Video Conference":
		return video
	if meeting.held_by == "At a Place and by Video":
		return f"{meeting.place or ''} และ{video}"
	return meeting.place or ""


def clock(value) -> str:
	"""Return the time of the day as letters write it: "09.30 น."."""
	return f"{get_time(str(value)):%H.%M} น." if value else ""


def present_line(row) -> frappe._dict:
	if row.status == "Proxy":
		position = f"{row.proxy_position or ''} มาประชุมแทน {row.full_name} {row.committee_role}".strip()
		return frappe._dict(name=row.proxy_name, position=position)
	return frappe._dict(name=row.full_name, position=row.committee_role)


def absent_line(row) -> frappe._dict:
	reason = row.reason or ("ลา" if row.status == "Excused" else "ขาดประชุม")
	return frappe._dict(name=row.full_name, position=row.committee_role, reason=reason)


def guest_line(row) -> frappe._dict:
	position = " ".join(part for part in (row.position, row.organization_name) if part)
	return frappe._dict(name=row.full_name, position=position)


def quorum_line(meeting) -> str:
	if not meeting.committees:
		return ""
	result = "ครบองค์ประชุม" if meeting.has_quorum else "ไม่ครบองค์ประชุม"
	return f"มีกรรมการมาประชุม {meeting.present_members} คน จากทั้งหมด {meeting.sitting_members} คน {result}"


def parts_of(meeting) -> list[frappe._dict]:
	"""Return the parts of the agenda in their order: number, heading, items and tasks reported under it."""
	return [
		frappe._dict(
			number=number,
			heading=heading,
			entries=[item(row) for row in meeting.agenda if row.part == part],
			tasks=[task_line(row) for row in meeting.follow_ups] if part == "Matters Arising" else [],
		)
		for number, (part, heading) in enumerate(agenda.headings(meeting).items(), 1)
	]


def item(row) -> frappe._dict:
	return frappe._dict(
		number=row.number,
		subject=row.subject,
		background=row.background,
		discussion=row.discussion,
		resolution=resolution_line(row),
		noted=row.outcome == "Noted",
		resolution_number=row.resolution_number,
		votes=votes_line(row),
		follow_up=follow_up_line(row),
		without_quorum=bool(row.without_quorum),
	)


def resolution_line(row) -> str:
	# "มติที่ประชุม" stands before it on paper
	text = re.sub(r"^(มติ)?ที่ประชุม(มีมติ)?[ :]*", "", row.resolution or "")
	return once(OUTCOME_IN_LETTERS.get(row.outcome or "", ""), text)


def once(words: str, text: str) -> str:
	"""Return the words and the text after them, without what one of them says of the other."""
	if words in text:
		return text
	return words if text.strip() in words else f"{words} {text}"


def votes_line(row) -> str:
	if not (row.votes_for or row.votes_against or row.votes_abstain):
		return ""
	return (
		f"คะแนนเสียง เห็นชอบ {row.votes_for or 0} เสียง ไม่เห็นชอบ {row.votes_against or 0} เสียง "
		f"งดออกเสียง {row.votes_abstain or 0} เสียง"
	)


def follow_up_line(row) -> str:
	if not row.follow_up:
		return ""
	return f"{row.follow_up} มอบหมาย {row.responsible} ภายในวันที่ {thai_date(row.due_date, thai=False)}"


def task_line(row) -> str:
	number = f" (มติที่ {row.resolution_number})" if row.resolution_number else ""
	progress = once(STATE_IN_LETTERS[row.status or "Open"], row.progress or "")
	return f"{row.subject}{number} ผู้รับผิดชอบ {row.responsible}: {progress}"


def officers_of(meeting) -> tuple[frappe._dict, frappe._dict]:
	"""Return who presides and who takes the minutes: as entered, else the first by rank and the secretary."""
	first = meeting.attendance[0] if meeting.attendance else None
	writer = next((row for row in meeting.attendance if "เลขานุการ" in (row.committee_role or "")), None)
	return (
		_officer(meeting.chair_name, meeting.chair_position, first),
		_officer(meeting.secretary_name, meeting.secretary_position, writer),
	)


def _officer(name: str | None, position: str | None, member) -> frappe._dict:
	if name or not member:
		return frappe._dict(name=name or "", position=position or "")
	return frappe._dict(name=member.full_name, position=position or member.committee_role)


def office_of(meeting) -> frappe._dict:
	center = frappe.db.get_value(
		"CON Center", meeting.center, ["office_place", "address", "phone"], as_dict=True
	)
	return frappe._dict(
		name=f"ศูนย์ประสานงานองค์การชุมชน{long_name(meeting.area)}",
		lines=[line for line in (center.office_place, center.address) if line],
		phone=center.phone,
	)
