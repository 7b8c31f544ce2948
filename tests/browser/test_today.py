"""The first page: what waits is decided there, one after another, on a desk and on a phone."""

import re

import pytest
from playwright.sync_api import expect

TODAY = ".con-today"
ORDER = "Appointment Order"


def open_today(desk):
	desk.open("/app")
	expect(desk.view.locator(TODAY)).to_be_visible()
	desk.settle()
	return desk.view.locator(TODAY)


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
@pytest.mark.parametrize(
	"login", ["officer", "district", "chief", "province", "governor", "central", "admin"]
)
def test_everybody_begins_with_today(open_desk, pictures, login, phone):
	desk = open_desk(login, phone=phone)
	open_today(desk)
	expect(desk.title.first).to_have_text("วันนี้")
	# nothing is wider than the window
	assert desk.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
	name = f"today-{login}{'-phone' if phone else ''}.png"
	desk.picture(pictures.path(name))
	if name == "today-officer.png":
		pictures.for_docs(name)
	assert not desk.errors


def test_an_order_is_sent_forwarded_signed_and_seen(open_desk, pictures):
	"""From page to page of today; who signs does so by two clicks on a phone, with the order's page before him."""
	officer = open_desk("officer")
	order = officer.documents(ORDER, workflow_state="Returned")[0]["name"]
	step(officer, order, "เสนอขึ้น")
	expect(officer.page.locator(".desk-alert").last).to_contain_text(re.compile(r"ขณะนี้อยู่ที่.*รอ.*ขั้นต่อไป"))
	officer.picture(pictures.path("today-sent.png"))
	step(open_desk("district"), order, "ตรวจสอบแล้วเสนอลงนาม")

	chief = open_desk("chief", phone=True)
	row = row_of(open_today(chief), order)
	chief.picture(pictures.path("today-chief-waiting.png"))
	pictures.for_docs("today-chief-waiting.png")
	row.get_by_role("button", name="ลงนาม").click()
	expect(chief.page.frame_locator(".con-today-page").locator(".print-format").first).to_be_visible()
	expect(chief.page.locator(".con-today-page")).to_have_attribute("sandbox", "allow-same-origin")
	chief.page.wait_for_timeout(500)
	chief.page.screenshot(path=pictures.path("today-sign-phone.png"))
	pictures.for_docs("today-sign-phone.png")
	chief.dialog.get_by_role("button", name="ลงนาม").click()
	expect(row).to_have_count(0)
	assert chief.documents(ORDER, name=order, workflow_state="Issued")

	sent = open_today(officer).locator(".con-today-sent", has=officer.page.locator(f'[data-to*="{order}"]'))
	expect(sent).to_contain_text("ออกแล้ว")
	for desk in (officer, chief):
		assert not desk.errors


def step(desk, order: str, action: str) -> None:
	row = row_of(open_today(desk), order)
	row.get_by_role("button", name=action).click()
	expect(row).to_have_count(0)


def row_of(today, name: str):
	return today.locator(f'.con-today-row[data-row$="{name}"]')
