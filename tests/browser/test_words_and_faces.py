"""What the desk says of where a document is, of areas at home, of rules; the guides in it, and what who is new does first."""

import re

import pytest
from playwright.sync_api import expect

STANDING = ".con-standing"


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_who_cannot_change_a_document_is_told_who_has_it(open_desk, pictures, phone):
	desk = open_desk("officer", phone=phone)
	order = desk.documents("Appointment Order", workflow_state="District Review")[0]["name"]
	desk.open_form("Appointment Order", order)
	told = desk.view.locator(STANDING)
	expect(told).to_contain_text(re.compile(r"ขณะนี้อยู่ที่ อ\.เมืองอุบลราชธานี.* รอ พัฒนาการอำเภอ .*ตั้งแต่ .+ขั้นต่อไป: “"))
	desk.picture(pictures.path(f"standing-{'phone' if phone else 'desk'}.png"))
	district = open_desk("district", phone=phone)
	district.open_form("Appointment Order", order)
	expect(district.view.locator(STANDING)).to_have_count(0)
	assert not desk.errors
	assert not district.errors


def test_what_is_done_says_so(open_desk, pictures):
	desk = open_desk("central")
	order = desk.documents("Appointment Order", workflow_state="Acknowledged by Province")[0]["name"]
	desk.open_form("Appointment Order", order)
	expect(desk.view.locator(STANDING)).to_contain_text("เสร็จสิ้นแล้ว")
	desk.picture(pictures.path("standing-done.png"))
	assert not desk.errors


@pytest.mark.parametrize("login", ["officer", "district", "chief", "province", "governor", "central"])
def test_the_sidebar_has_what_an_officer_can_use(open_desk, login):
	desk = open_desk(login)
	desk.open("/app/con-case-work")
	names = desk.page.evaluate("() => frappe.boot.allowed_workspaces.map((page) => page.name).sort()")
	assert names == [
		"CON Case Work",
		"CON Community",
		"CON Disputes",
		"CON Households",
		"CON Learning",
		"CON Letters",
		"CON Year",
	]
	assert not desk.errors


def test_names_of_areas_are_short_at_home(open_desk, pictures):
	for login, expected in (
		("district", r"ต\.ในเมือง"),
		("central", r"ต\.ในเมือง อ\.เมืองอุบลราชธานี จ\.อุบลราชธานี"),
	):
		desk = open_desk(login)
		desk.open_form("CON Center", "340101")
		box = desk.field("area").locator("input, .control-value").last
		shown = box.evaluate("box => box.value || box.textContent")
		assert re.fullmatch(expected, shown.strip()), shown
		desk.open("/app/con-center")
		row = desk.view.locator(".list-row:visible", has_text="ในเมือง").first
		expect(row).to_be_visible()
		assert (login == "district") != ("อ.เมือง" in row.inner_text())
		desk.picture(pictures.path(f"short-names-{login}.png"))
		assert not desk.errors


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_a_page_leads_to_its_chapter(open_desk, pictures, phone):
	desk = open_desk("officer", phone=phone)
	desk.open("/app/meeting")
	desk.view.locator(".con-guide-link").click()
	chapter = desk.view.locator(".con-guide h2", has_text="การประชุม").first
	expect(chapter).to_be_in_viewport()
	expect(desk.title).to_have_text("คู่มือพัฒนากร")
	picture = desk.view.locator(".con-guide img").first
	assert picture.evaluate("picture => picture.decode().then(() => picture.naturalWidth > 0)")
	desk.picture(pictures.path(f"guide-{'phone' if phone else 'desk'}.png"))
	desk.view.locator(".con-guide-others a", has_text="ผู้ลงนาม").click()
	expect(desk.title).to_have_text("คู่มือผู้ลงนาม")
	assert not desk.errors


def test_first_steps_are_put_away_for_good(open_desk, pictures):
	desk = open_desk("province2")
	desk.open("/app/con-today")
	card = desk.view.locator(".con-today-begin")
	expect(card.locator("li")).to_have_count(4)
	desk.picture(pictures.path("first-steps.png"))
	card.locator("[data-put-away]").click()
	expect(card).to_have_count(0)
	desk.page.reload()
	desk.settle()
	expect(desk.view.locator(".con-today")).to_be_visible()
	expect(card).to_have_count(0)
	assert not desk.errors


def test_axes_of_charts_count_in_whole_numbers(open_desk, pictures):
	for login in ("district", "central"):
		desk = open_desk(login)
		desk.open("/app/con-year")
		expect(desk.view.locator(".frappe-chart .y.axis text").first).to_be_visible()
		ticks = desk.view.locator(".frappe-chart .y.axis text").evaluate_all(
			"ticks => ticks.map((tick) => tick.textContent)"
		)
		assert all(re.fullmatch(r"\d+", tick.strip()) for tick in ticks), ticks
		desk.picture(pictures.path(f"charts-{login}.png"))
		assert not desk.errors


def test_where_a_rule_comes_from_is_a_mark(open_desk):
	desk = open_desk("officer")
	meeting = desk.documents("Meeting", workflow_state="Adopted", area="340101")[0]["name"]
	desk.open_form("Meeting", meeting)
	desk.open_tab("การมาประชุม")
	mark = desk.view.locator(".con-source:visible").first
	expect(desk.view).not_to_contain_text("ยังไม่ยืนยัน")
	mark.click()
	expect(desk.dialog).to_contain_text("ยังไม่ยืนยัน")
	assert not desk.errors
