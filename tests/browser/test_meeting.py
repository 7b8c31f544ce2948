"""A center that has not met holds its meetings: invited, held, decided, minuted, adopted at the next one."""

import re
from datetime import timedelta

from playwright.sync_api import expect

from tests.served import this_day

MEETING = "Meeting"
# the demo's center that has not met, and its officer
AREA, OFFICER = "340113", "officer2"
FIRST, SECOND = this_day() - timedelta(days=12), this_day()
DUE = this_day() + timedelta(days=14)
PLACE = "ศาลากลางบ้านกระโสบ หมู่ที่ 1"
SUBJECT = "แผนปฏิบัติการประจำปีงบประมาณ"
DISCUSSION = "เลขานุการเสนอร่างแผน ที่ประชุมขอให้เพิ่มกิจกรรมด้านการตลาด"
RESOLUTION = "เห็นชอบแผนปฏิบัติการ โดยเพิ่มกิจกรรมออกร้านไตรมาสละครั้ง"
TASK = "เสนอแผนปฏิบัติการต่ออำเภอ"
CORRECTION = "วาระ 4.1 แก้ “ปีละครั้ง” เป็น “ไตรมาสละครั้ง”"
RESPONSIBLE = "นางสาวพรพิมล ตั้งมั่น"
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def test_meeting_is_invited_held_and_its_minutes_adopted(open_desk, pictures):
	officer = open_desk(OFFICER)
	first = invite(officer, pictures)
	check_invitation(officer, first, pictures)
	note_attendance(officer, pictures)
	decide(officer, pictures)
	correct_minutes(officer)
	second = hold_next(officer, first)
	officer.open_form(MEETING, first)
	officer.expect_state("รับรองแล้ว")
	assert officer.value("adopted_at") == second
	officer.open_tab("รายงานการประชุม")
	officer.picture(pictures.path("meeting-adopted.png"))
	check_minutes(officer, first, second, pictures)
	task = officer.documents("Meeting Task", meeting=first)[0]["name"]
	officer.open_form("Meeting Task", task)
	assert officer.value("status") == "Done"
	assert not officer.errors


def invite(desk, pictures) -> str:
	"""From the committee's form: when, where, what about; the agenda's parts come from the template."""
	committee = desk.documents("Committee", area=AREA, status="Current", kind="Center Committee")[0]["name"]
	desk.open_form("Committee", committee)
	expect(desk.view.locator(".form-dashboard")).to_contain_text("0 จาก 2 ครั้ง")
	desk.click_button("นัดประชุม")
	new_form(desk)
	assert desk.value("center") == AREA
	# the last field before a table: Tab would open the row below
	desk.field("place").locator("input").fill(PLACE)
	desk.fill_moment("starts_on", FIRST, "09:30")
	desk.save()
	desk.expect_state("ร่าง")
	desk.open_tab("ระเบียบวาระ")
	assert desk.value("agenda_template") == "ระเบียบวาระปกติ"
	desk.field("agenda").locator(".grid-add-row").click()
	desk.set_cells("agenda", 1, part="For Consideration", subject=SUBJECT)
	desk.save()
	assert desk.page.evaluate("cur_frm.doc.agenda[0].number") == "4.1"
	step(desk, "ออกหนังสือเชิญประชุม", "เชิญประชุมแล้ว")
	desk.picture(pictures.path("meeting-agenda.png"), height=620)
	pictures.for_docs("meeting-agenda.png")
	return desk.form_name


def check_invitation(desk, name: str, pictures) -> None:
	text = desk.pdf_text(MEETING, name, "Meeting Invitation", pictures.path("invitation.pdf"))
	for part in ("เรื่องขอเชิญประชุม", PLACE, SUBJECT, "ระเบียบวาระที่๔", "เวลา๐๙.๓๐น."):
		assert part.replace(" ", "").translate(THAI_DIGITS) in text, part


def note_attendance(desk, pictures) -> None:
	"""The quorum is told while it is counted."""
	step(desk, "ได้ประชุมแล้ว", "ประชุมแล้ว")
	desk.open_tab("การมาประชุม")
	quorum = desk.view.locator(".con-quorum .indicator-pill")
	expect(quorum).to_have_text("ไม่ครบองค์ประชุม")
	desk.set_cells("attendance", 2, status="Excused", reason="ติดราชการ")
	expect(quorum).to_have_text("ไม่ครบองค์ประชุม")
	desk.click_button("ที่เหลือมาประชุม")
	expect(quorum).to_have_text("ครบองค์ประชุม")
	desk.picture(pictures.path("meeting-attendance.png"), height=720)
	pictures.for_docs("meeting-attendance.png")
	desk.save()
	assert desk.value("has_quorum") == 1
	assert not desk.value("opened_at") and not desk.value("closed_at")


def note_hours(desk) -> None:
	"""No hour stands in the minutes that nobody has given: the meeting is not closed without; planned ones are at hand."""
	desk.decide("ปิดการประชุม")
	expect(desk.dialog).to_contain_text("ยังไม่ได้กรอกเวลา")
	desk.close_dialog()
	desk.click_button("ประชุมตามกำหนดเวลา")
	desk.save()
	assert desk.value("opened_at").startswith(("09:30", "9:30"))


def decide(desk, pictures) -> None:
	"""A meeting closes when every item is decided; who is to do something gets a task."""
	note_hours(desk)
	with desk.refused("4.1"):
		desk.decide("ปิดการประชุม")
	desk.open_tab("ระเบียบวาระ")
	row = desk.open_row("agenda", 1)
	desk.fill_row_form(
		row,
		outcome="Approved",
		discussion=DISCUSSION,
		resolution=RESOLUTION,
		votes_for="10",
		follow_up=TASK,
		responsible=RESPONSIBLE,
		due_date=desk.as_typed(DUE),
	)
	desk.picture(pictures.path("meeting-resolution.png"))
	pictures.for_docs("meeting-resolution.png")
	desk.close_row("agenda")
	desk.save()
	step(desk, "ปิดการประชุม", "ร่างรายงาน")
	number = desk.page.evaluate("cur_frm.doc.agenda[0].resolution_number")
	assert re.fullmatch(r"\d+/25\d\d", number)
	assert [row["title"] for row in desk.documents("Meeting Task", meeting=desk.form_name)] == [TASK]


def correct_minutes(desk) -> None:
	desk.decide("แก้ไขรายงาน")
	desk.dialog.locator("textarea").fill(CORRECTION)
	desk.dialog.get_by_role("button", name="ยืนยัน").click()
	desk.expect_state("รายงานแก้ไขแล้ว")


def hold_next(desk, first: str) -> str:
	"""The next meeting finds the minutes to adopt and the task to report on."""
	desk.click_button("นัดประชุมครั้งต่อไป")
	new_form(desk)
	desk.fill_moment("starts_on", SECOND, "00:01")
	desk.save()
	second = desk.form_name
	assert desk.page.evaluate("cur_frm.doc.agenda.map(row => row.minutes_of)") == [first]
	assert desk.page.evaluate("cur_frm.doc.follow_ups.map(row => row.subject)") == [TASK]
	step(desk, "ออกหนังสือเชิญประชุม", "เชิญประชุมแล้ว")
	step(desk, "ได้ประชุมแล้ว", "ประชุมแล้ว")
	desk.open_tab("ระเบียบวาระ")
	desk.set_cells("agenda", 1, outcome="Adopted")
	desk.set_cells("follow_ups", 1, status="Done", progress="เสนอแล้ว")
	add_empty_row(desk)
	desk.click_button("ที่เหลือมาประชุม")
	# hours that have come, whenever this runs
	desk.page.evaluate("cur_frm.set_value({ opened_at: '00:01:00', closed_at: '00:02:00' })")
	desk.save()
	step(desk, "ปิดการประชุม", "ร่างรายงาน")
	return second


def check_minutes(desk, first: str, second: str, pictures) -> None:
	text = desk.pdf_text(MEETING, first, "Meeting Minutes", pictures.path("minutes.pdf"))
	for part in (
		"รายงานการประชุมคณะกรรมการศูนย์ประสานงานองค์การชุมชนตำบลกระโสบ",
		PLACE,
		"ครบองค์ประชุม",
		"๔.๑" + SUBJECT,
		DISCUSSION,
		RESOLUTION,
		"มอบหมาย" + RESPONSIBLE,
	):
		assert part.replace(" ", "").translate(THAI_DIGITS) in text, part
	assert "ร่างยังไม่ได้รับรอง" not in text
	told = desk.pdf_text(MEETING, second, "Meeting Minutes", pictures.path("minutes-2.pdf"))
	assert "มติที่ประชุมรับรองรายงานการประชุม" in told


# helpers


def add_empty_row(desk) -> None:
	"""Tab in the last row adds an empty one, which saving drops; the desk adds it, and looks for it, a moment later."""
	desk.grid_row("follow_ups", 1).locator('[data-fieldname="progress"] textarea').press("Tab")
	desk.page.wait_for_timeout(500)


def new_form(desk) -> None:
	desk.page.wait_for_function("() => window.cur_frm?.doctype === 'Meeting' && cur_frm.is_new()")
	desk.settle()


def step(desk, action: str, state: str) -> None:
	desk.decide(action, state)
