"""A training from its list of people to the day: a list is looked at and registered, somebody signs in on his phone."""

import re

from playwright.sync_api import expect

from tests.browser.test_accessible import violations

TRAINING, PARTICIPANT = "Training", "Training Participant"
PEOPLE, THE_DAY = "ผู้เข้าร่วม", "ในวันอบรม"
LIST = (
	"คำนำหน้า\tชื่อ\tนามสกุล\tตำบล\tกลุ่ม\n"
	"นาย\tเอกชัย\tลงชื่อก่อน\tในเมือง\tกรรมการ\n"
	"นาง\tเพียงใจ\tลงชื่อก่อน\tไม่มีตำบลนี้\tกรรมการ"
)


def test_a_list_is_registered_and_somebody_signs_in(open_desk, pictures):
	district = open_desk("district2")
	district.open("/app/con-learning")
	name = district.page.evaluate(
		"() => frappe.db.get_value('Training', { area: '3401', workflow_state: 'Registration Open' }, 'name')"
		".then((answer) => answer.message.name)"
	)
	register(district, name, pictures)
	note_who_came(district, pictures)
	sign_in(district, open_desk, name, pictures)
	assert not district.errors


def register(desk, name: str, pictures):
	desk.open_form(TRAINING, name)
	desk.click_menu(PEOPLE, "ลงทะเบียนจากรายชื่อ")
	desk.dialog.locator("textarea").fill(LIST)
	desk.dialog.get_by_role("button", name="ตรวจรายชื่อ").click()
	expect(desk.dialog).to_contain_text("ไม่รู้จัก “ไม่มีตำบลนี้”")
	desk.settle()
	desk.picture(pictures.path("training-list.png"))
	assert violations(desk, ".modal.show") == []
	desk.dialog.get_by_role("button", name="ลงทะเบียน 1 คน เว้น 1 แถว").click()
	expect(desk.page.locator(".desk-alert", has_text="1 คน")).to_be_visible()
	desk.settle()
	assert len(desk.documents(PARTICIPANT, training=name, last_name="ลงชื่อก่อน")) == 1


def note_who_came(desk, pictures):
	desk.click_menu(THE_DAY, "บันทึกผู้มาเข้าร่วม")
	expect(desk.dialog.locator("select")).to_have_value("1")
	row = desk.dialog.locator(".con-training-person").first
	row.click()
	expect(desk.dialog.locator("[data-here]")).to_have_text("1")
	desk.settle()
	desk.picture(pictures.path("training-people.png"))
	assert violations(desk, ".modal.show") == []
	row.click()
	expect(desk.dialog.locator("[data-here]")).to_have_text("0")
	note_a_walk_in(desk)
	desk.close_dialog()


def note_a_walk_in(desk):
	desk.dialog.get_by_role("button", name="ผู้ที่ไม่มีในรายชื่อ").click()
	asked = desk.page.locator(".modal.show").last
	# it takes the cursor once it has come up
	expect(asked.locator('[data-fieldname="title"] input')).to_be_focused()
	for field, value in (("first_name", "มาเอง"), ("last_name", "ไม่ได้ลงทะเบียน")):
		asked.locator(f'[data-fieldname="{field}"] input').fill(value)
	group = asked.locator('[data-fieldname="participant_group"] input')
	group.fill("ภาคี")
	asked.locator(
		".awesomplete li:visible, .awesomplete [role=option]:visible", has_text="ภาคีเครือข่าย"
	).first.click()
	# the dialog has what was chosen a moment later than the field
	desk.page.wait_for_function("() => cur_dialog.get_value('participant_group')")
	asked.get_by_role("button", name="ลงทะเบียนและบันทึก").click()
	expect(desk.page.locator(".desk-alert", has_text="ลงทะเบียนและบันทึกแล้ว")).to_be_visible()
	expect(desk.page.locator("[data-here]")).to_have_text("1")
	assert len(desk.documents(PARTICIPANT, last_name="ไม่ได้ลงทะเบียน", came=1)) == 1


def sign_in(desk, open_desk, name: str, pictures):
	(person,) = desk.documents(PARTICIPANT, training=name, last_name="ลงชื่อก่อน")
	code = desk.page.evaluate(
		"name => frappe.db.get_value('Training Participant', name, 'code').then((r) => r.message.code)",
		person["name"],
	)
	desk.click_menu(THE_DAY, "แสดงภาพให้ลงชื่อ")
	expect(desk.dialog.locator("select")).to_have_value("1")
	shown = desk.dialog.locator(".con-training-code img")
	expect(shown).to_be_visible()
	desk.picture(pictures.path("training-code.png"))
	address = shown.get_attribute("alt")
	guest = open_desk(phone=True)
	guest.page.goto(re.sub(r"^https?://[^/]+", "", address))
	assert violations(guest, "body") == []
	guest.page.locator("#code").fill("XXXXXX")
	guest.page.get_by_role("button", name="ลงชื่อ").click()
	expect(guest.page.get_by_role("alert")).to_contain_text("ไม่มีผู้เข้าร่วมที่ใช้รหัสนี้")
	guest.page.locator("#code").fill(code)
	guest.page.screenshot(path=pictures.path("training-attend.png"))
	guest.page.get_by_role("button", name="ลงชื่อ").click()
	expect(guest.page.get_by_role("alert")).to_contain_text("ลงชื่อแล้ว")
	assert "ลงชื่อก่อน" not in guest.page.content()
	desk.close_dialog()
	(person,) = desk.documents(PARTICIPANT, training=name, last_name="ลงชื่อก่อน", came=1)


def test_a_lesson_is_found_by_its_words(open_desk, pictures):
	district = open_desk("khuangnai.district")
	district.open("/app/query-report/Find%20Lessons?words=ไกล่เกลี่ย")
	found = district.view.get_by_role("link", name=re.compile("ขับเคลื่อนการดำเนินงานศูนย์ประสานงานองค์การชุมชน"))
	expect(found).to_be_visible()
	district.picture(pictures.path("find-lessons.png"))
	found.click()
	expect(district.view.get_by_text("ขุมความรู้").first).to_be_visible()
	district.picture(pictures.path("lesson.png"))
	# who is not told what was written on it writes nothing on it either
	expect(district.view.locator(".new-timeline")).to_be_visible()
	expect(district.view.locator(".comment-box")).to_be_hidden()
	own_province = open_desk("thathan.province", phone=True)
	own_province.open_form("Lesson", district.form_name)
	expect(own_province.view.locator(".comment-box")).to_be_visible()
	assert not district.errors + own_province.errors
