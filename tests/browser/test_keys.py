"""Fewer keys: members from a spreadsheet, fields that lose nothing, what stands already, the keyboard."""

import re
from datetime import timedelta

from playwright.sync_api import expect

from tests.served import this_day

CENTER, OFFICER = "340119", "officer2"
LIST = "ชื่อ-สกุล\tตำแหน่ง\tงานอดิเรก\r\nนายทดลอง หนึ่ง\tประธาน\tตกปลา\r\nนางทดลอง สอง\tผู้วิเศษ\t\r\n\tกรรมการ\t"


def new_committee(desk) -> None:
	desk.open(f"/app/con-center/{CENTER}")
	desk.view.get_by_role("button", name="เพิ่มคณะกรรมการ").click()
	desk.page.wait_for_function("() => window.cur_frm?.doctype === 'Committee' && cur_frm.doc.term_end")
	desk.settle()


def names(desk) -> list[str]:
	return desk.page.evaluate("cur_frm.doc.members.map(row => row.last_name).filter(Boolean)")


def test_what_is_pasted_is_shown_before_it_is_added(open_desk, pictures):
	desk = open_desk(OFFICER)
	new_committee(desk)
	# the next term, before anything is saved, and where it comes from
	assert desk.value("term_number") == 2
	expect(desk.field("term_end")).to_contain_text("ตามการตั้งค่า")
	desk.field("members").locator(".grid-add-row").click()
	expect(desk.grid_row("members", 1).locator('[data-fieldname="title"] input')).to_be_focused()
	desk.paste(LIST)
	dialog = desk.dialog
	expect(dialog).to_contain_text("งานอดิเรก")
	expect(dialog).to_contain_text("“ประธาน” ระบบถือเป็น ประธานกรรมการ")
	expect(dialog).to_contain_text("ไม่มีตำแหน่ง “ผู้วิเศษ”")
	expect(dialog).to_contain_text("ไม่พบชื่อ: กรรมการ")
	desk.picture(pictures.path("members-not-understood.png"))
	dialog.get_by_role("button", name="เพิ่ม 2 คน").click()
	assert names(desk) == ["หนึ่ง", "สอง"]
	# once more: they are there
	desk.paste(LIST)
	expect(desk.dialog).to_contain_text("อยู่ในรายชื่อแล้ว")
	desk.close_dialog()
	assert not desk.errors


def test_members_come_from_a_file_and_from_the_last_term(open_desk, pictures):
	desk = open_desk(OFFICER)
	new_committee(desk)
	desk.click_menu("เพิ่มกรรมการจาก…", "ไฟล์ (Excel หรือ CSV)")
	with desk.page.expect_download() as download:
		desk.dialog.get_by_role("button", name="ดาวน์โหลดไฟล์เปล่า").click()
	assert download.value.suggested_filename.endswith(".xlsx")
	file = {"name": "รายชื่อ.csv", "mimeType": "text/csv", "buffer": "ชื่อ,นามสกุล\nทดลอง,สาม\n".encode()}
	desk.dialog.locator('input[type="file"]').set_input_files([file])
	desk.dialog.get_by_role("button", name="เพิ่ม 1 คน").click()
	assert names(desk) == ["สาม"]
	desk.click_menu("เพิ่มกรรมการจาก…", "วาระก่อน")
	expect(desk.dialog).to_contain_text("กรรมการของ")
	desk.picture(pictures.path("members-last-term.png"))
	desk.dialog.get_by_role("button", name=re.compile(r"เพิ่ม \d+ คน")).click()
	expect(desk.page.locator(".modal.show")).to_have_count(0)
	assert len(names(desk)) >= 9
	assert not desk.errors


def test_a_role_is_found_by_its_name_and_nothing_typed_is_lost(open_desk, pictures):
	desk = open_desk(OFFICER)
	new_committee(desk)
	desk.add_row("members", first_name="ทดลอง", last_name="สี่")
	role = desk.grid_row("members", 1).locator('.grid-static-col[data-fieldname="role"]')
	role.click()
	box = role.locator("input")
	box.fill("กรรมการ")
	expect(desk.page.locator('.awesomplete [title="กรรมการ"]:visible')).to_have_count(1)
	offered = desk.page.locator(
		".awesomplete ul:visible [title], .awesomplete [role=listbox]:visible [title]"
	)
	assert offered.first.get_attribute("title") == "กรรมการ"
	box.fill("ผู้วิเศษ")
	box.press("Tab")
	expect(desk.page.locator(".desk-alert").last).to_contain_text("ไม่มี “ผู้วิเศษ” ในรายการ")
	desk.page.keyboard.press("Control+s")
	expect(desk.dialog).to_contain_text("แถวที่ 1 · ตำแหน่ง · “ผู้วิเศษ”")
	desk.picture(pictures.path("link-not-in-the-list.png"))
	desk.close_dialog()
	role.click()
	expect(role.locator("input")).to_have_value("ผู้วิเศษ")
	desk._pick(role.locator("input"), "กรรมการ", "กรรมการ")
	desk.save()
	assert not desk.errors


def test_a_lookup_that_is_never_answered_holds_up_no_saving(open_desk):
	desk = open_desk(OFFICER)
	new_committee(desk)
	desk.add_row("members", first_name="ทดลอง", last_name="หก")
	role = desk.grid_row("members", 1).locator('.grid-static-col[data-fieldname="role"]')
	role.click()
	desk.context.set_offline(True)
	role.locator("input").fill("กรรม")
	role.locator("input").press("Tab")
	desk.page.wait_for_timeout(300)
	desk.context.set_offline(False)
	role.click()
	desk._pick(role.locator("input"), "กรรมการ", "กรรมการ")
	desk.save()


def test_emptying_a_link_empties_the_document_too(open_desk):
	desk = open_desk(OFFICER)
	new_committee(desk)
	field = desk.field("center")
	box, x = field.locator("input"), field.locator(".btn-clear")
	if x.count():
		box.hover()
		x.click()
	else:
		# the desk of 2023 has none
		box.fill("")
		box.press("Tab")
	desk.page.wait_for_function("() => !cur_frm.doc.center")


def test_the_term_of_another_committee_is_not_left_standing(open_desk):
	desk = open_desk(OFFICER)
	new_committee(desk)
	proposed = [desk.value(field) for field in ("term_number", "term_start")]
	assert all(proposed)
	# of this kind the center has had none
	desk.page.evaluate("cur_frm.set_value('kind', 'Promoting Working Group')")
	desk.page.wait_for_function("() => cur_frm.doc.term_number === 1 && !cur_frm.doc.term_start")


def test_what_stands_already_is_told_on_choosing(open_desk, pictures):
	desk = open_desk(OFFICER)
	plan = desk.documents("Action Plan", area="340116")[0]["name"]
	desk.open_form("Action Plan", plan)
	year = desk.value("fiscal_year")
	desk.page.evaluate("year => frappe.new_doc('Action Plan', { center: '340116', fiscal_year: year })", year)
	desk.page.wait_for_function("() => cur_frm.is_new()")
	told = desk.view.locator(".con-stands")
	expect(told).to_contain_text("มีอยู่แล้ว")
	desk.picture(pictures.path("stands-already.png"))
	told.locator("a").first.click()
	desk.page.wait_for_function("name => window.cur_frm?.doc?.name === name", arg=plan)
	assert not desk.errors


def test_one_shortcut_saves_and_goes_on(open_desk):
	desk = open_desk(OFFICER)
	new_committee(desk)
	desk.fill_date("forum_date", this_day() - timedelta(days=3))
	desk.paste("\n".join(f"นายทดลอง{n} ห้า" for n in range(9)))
	desk.dialog.get_by_role("button", name="เพิ่ม 9 คน").click()
	desk.page.keyboard.press("Control+Shift+Enter")
	desk.page.wait_for_function("() => !cur_frm.is_new() && !cur_frm.is_dirty()")
	desk.settle()
	button = desk.view.locator(".page-actions").get_by_role("button", name="จัดทำประกาศ/คำสั่ง")
	expect(button).to_have_attribute("title", re.compile("Ctrl\\+Shift\\+Enter"))
	desk.page.keyboard.press("Control+Shift+Enter")
	desk.page.wait_for_function("() => cur_frm.doctype === 'Appointment Order' && cur_frm.is_new()")
	assert not desk.errors


def test_digits_go_through_the_grid(open_desk, pictures):
	desk = open_desk(OFFICER)
	desk.open("/app/assessment-grid")
	expect(desk.view.locator(".con-indicator")).to_have_count(23)
	expect(desk.view.locator(".con-grid-legend")).to_contain_text("ต่างจากที่ระบบพบ")
	expect(desk.view.get_by_label("ปีงบประมาณ")).to_be_visible()
	boxes = desk.view.locator(".con-table-grid input")
	if not boxes.count():
		desk.view.get_by_role("button", name=re.compile("เริ่ม")).click()
	boxes.first.focus()
	desk.page.keyboard.type("10")
	expect(boxes.nth(2)).to_be_focused()
	assert [boxes.nth(n).input_value() for n in (0, 1)] == ["1", "0"]
	desk.page.keyboard.press("ArrowLeft")
	expect(boxes.nth(1)).to_be_focused()
	desk.picture(pictures.path("grid-head.png"))
	desk.page.evaluate("window.onbeforeunload = null")
	assert not desk.errors
