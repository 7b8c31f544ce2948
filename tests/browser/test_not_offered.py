"""What the server refuses to officers is not offered to them; what is offered is called in Thai."""

from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

BOARDS, RULES = "กระดานงาน", "ใช้กฎการมอบหมาย"
OFFERED = '.awesomplete :is(li, [role="option"]):visible'


def first_meeting(desk) -> str:
	return sorted(row["name"] for row in desk.documents("Meeting"))[0]


@pytest.fixture(params=[False, True], ids=["desktop", "phone"])
def officer(open_desk, request):
	return open_desk("officer", phone=request.param)


def test_lists_and_forms_offer_nothing_that_is_refused(officer, pictures):
	officer.open("/app/meeting")
	expect(officer.view.locator(".list-row").first).to_be_visible()
	menus = officer.page.locator(".page-head .dropdown-menu")
	assert not any(word in text for text in menus.all_text_contents() for word in (RULES, "เพิ่มแท็ก", BOARDS))
	assert not officer.page.locator(".list-sidebar .list-tags").count()
	officer.open_form("Meeting", first_meeting(officer))
	assert not officer.page.locator(".form-sidebar .form-tags").count()
	assert not officer.page.locator('[onclick*="show_about"]').count()
	with officer.page.expect_response(lambda answer: "linked_with" in answer.url) as linked:
		officer.page.evaluate("() => void cur_frm.toolbar.show_linked_with()")
	assert linked.value.ok
	officer.page.keyboard.press("Escape")
	officer.page.evaluate("() => void cur_frm.email_doc()")
	box = officer.dialog.locator('[data-fieldname="recipients"] input').first
	box.fill("someone@example.com")
	officer.settle()
	expect(officer.dialog).to_have_count(1)
	assert not officer.errors


def test_who_runs_the_system_keeps_them(open_desk):
	admin = open_desk("admin")
	admin.open_form("Meeting", first_meeting(admin))
	assert admin.page.locator(".form-sidebar .form-tags").count()


def test_a_reminder_is_set_for_a_time_of_ones_own(officer):
	officer.open_form("Meeting", first_meeting(officer))
	officer.page.evaluate(
		"""() => $('.menu-item-label').filter((_, item) => item.textContent.includes('เตือนฉัน')).last().click()"""
	)
	choice = officer.dialog.locator('[data-fieldname="remind_me_in"] select')
	expect(choice).to_be_visible()
	assert "กำหนดเอง" in choice.locator("option").all_text_contents()


def test_the_page_to_print_speaks_thai(officer, pictures):
	officer.open(f"/app/print/Meeting/{first_meeting(officer)}")
	choose = officer.page.locator('.frappe-control[data-fieldname="print_format"] input').first
	expect(choose).to_have_value("รายงานการประชุม")
	expect(officer.page.locator('.frappe-control[data-fieldname="language"] input').first).to_have_value(
		"ไทย"
	)
	assert not officer.page.locator('a[href*="frappecloud"]').count()
	choose.click()
	choose.fill("")
	with officer.page.expect_request(lambda asked: "get_html_and_style" in asked.url) as printed:
		officer.page.locator(OFFERED, has_text="หนังสือเชิญและระเบียบวาระ").click()
	assert parse_qs(printed.value.post_data)["print_format"] == ["Meeting Invitation"]
	expect(choose).to_have_value("หนังสือเชิญและระเบียบวาระ")
	officer.settle()
	sheet = officer.view.frame_locator("iframe.print-format-container")
	expect(sheet.locator("body")).to_contain_text("ขอเชิญประชุม")
	assert not officer.errors


def test_a_substitute_is_another_officer(open_desk, pictures):
	district = open_desk("district")
	district.open("/app/substitution/new")
	district.choose("post", "พรพิมล", "นางสาวพรพิมล ตั้งมั่น")
	district.page.wait_for_function("() => cur_frm.con_away === 'officer2@con-center.example'")
	box = district.field("substitute_post").locator("input").first
	box.click()
	box.fill("พัฒนากร")
	offered = district.page.locator(OFFERED)
	expect(offered.filter(has_text="ต.หัวเรือ อ.เมืองอุบลราชธานี").first).to_be_visible()
	expect(offered.filter(has_text="พรพิมล")).to_have_count(0)
	expect(offered.filter(has_text="not set")).to_have_count(0)
	district.page.screenshot(path=pictures.path("substitute-offered.png"))
	admin = open_desk("admin")
	admin.open("/app/substitution/new")
	admin.settle()
	assert not admin.value("post")
