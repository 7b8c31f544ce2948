"""The center's own affairs in a browser: somebody applies without an account, by-laws are compared, figures imported."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_accessible import violations

GROUP = "กลุ่มเพาะเห็ดบ้านทดสอบเว็บ"


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desk"])
def test_a_guest_applies_for_membership(open_desk, pictures, phone):
	guest = open_desk(phone=phone)
	page = guest.page
	page.goto("/join")
	expect(page.get_by_text("ยินยอมให้ศูนย์ประสานงานองค์การชุมชน")).to_be_visible()

	def control(name: str):
		return page.locator(f'.frappe-control[data-fieldname="{name}"]')

	control("organization_name").locator("input").fill(f"{GROUP} {'ก' if phone else 'ข'}")
	kind = control("organization_type").locator("input")
	# the list is longer than what is offered at first
	kind.press_sequentially("กลุ่มอาชีพ")
	page.locator(".awesomplete li:visible", has_text="กลุ่มอาชีพ").first.click()
	for name, place in (("province", "อุบลราชธานี"), ("district", "เมืองอุบลราชธานี"), ("center", "ในเมือง")):
		box = control(name).locator("select")
		expect(box.locator("option", has_text=place).first).to_be_attached()
		box.select_option(label=place)
	control("chair").locator("input").fill("นางทดสอบ ผ่านเว็บ")
	control("phone").locator("input").fill("081-000-9999")
	control("consent").locator("input.input-with-feedback").check()
	# what nobody sees is not filled in by people
	expect(page.locator("input[name=homepage]")).to_be_hidden()
	page.screenshot(path=pictures.path(f"join-{'phone' if phone else 'desk'}.png"), full_page=True)
	assert violations(guest, ".web-form-container") == []
	page.wait_for_timeout(5_500)
	page.locator(".submit-btn").click()
	expect(page.locator(".success-page")).to_be_visible()
	expect(page.locator(".success-title")).to_contain_text("ได้รับใบสมัครแล้ว")


def test_a_link_of_the_office_has_chosen_its_center(open_desk):
	page = open_desk().page
	page.goto("/join/new?of=340107")
	box = page.locator('.frappe-control[data-fieldname="center"] select')
	expect(box).to_have_value("340107")


def test_two_versions_of_by_laws_are_compared(open_desk, pictures):
	desk = open_desk("officer")
	later = desk.documents("By-law", workflow_state="By-law in Force")[0]["name"]
	desk.open_form("By-law", later)
	desk.click_button("เปรียบเทียบฉบับ")
	rows = desk.page.locator(".modal.show .con-versions tbody tr")
	expect(rows.first).to_be_visible()
	expect(desk.page.locator(".modal.show .con-version-changed")).to_have_count(2)
	expect(desk.page.locator(".modal.show ins").first).to_be_visible()
	desk.page.screenshot(path=pictures.path("by-law-versions.png"))
	assert not desk.errors


def test_figures_are_beside_a_plan(open_desk, pictures):
	desk = open_desk("officer")
	plan = desk.documents("Action Plan", area="340101")[0]["name"]
	desk.open_form("Action Plan", plan)
	table = desk.view.locator(".con-community-figures")
	expect(table).to_contain_text("ครัวเรือนเป้าหมายตาม TPMAP")
	expect(table).to_contain_text("หมู่")
	desk.page.screenshot(path=pictures.path("figures-beside-plan.png"), full_page=True)
	assert not desk.errors
