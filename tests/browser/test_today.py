"""The first page: what waits is decided there, one after another, on a desk and on a phone."""

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
	expect(desk.view.locator(".page-head .title-text").first).to_have_text("วันนี้")
	# nothing is wider than the window
	assert desk.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
	desk.picture(pictures.path(f"today-{login}{'-phone' if phone else ''}.png"))
	assert not desk.errors


def test_an_order_is_forwarded_signed_and_seen(open_desk, pictures):
	"""Three clicks on the phone of who signs: open the page, sign it; the officer sees what became of it."""
	district = open_desk("district")
	order = district.documents(ORDER, workflow_state="District Review")[0]["name"]
	row = row_of(open_today(district), order)
	row.get_by_role("button", name="ตรวจแล้ว ส่งต่อ").click()
	expect(row).to_have_count(0)
	expect(district.page.locator(".desk-alert").last).to_contain_text("ขณะนี้รอการดำเนินการของ")
	district.picture(pictures.path("today-forwarded.png"))

	chief = open_desk("chief", phone=True)
	row = row_of(open_today(chief), order)
	row.get_by_role("button", name="ลงนาม").click()
	page = chief.page.frame_locator(".con-today-page")
	expect(page.locator(".print-format").first).to_be_visible()
	chief.page.wait_for_timeout(500)
	chief.page.screenshot(path=pictures.path("today-sign-phone.png"))
	chief.dialog.get_by_role("button", name="ลงนาม").click()
	expect(row).to_have_count(0)
	assert chief.documents(ORDER, name=order, workflow_state="Issued")
	for desk in (district, chief):
		assert not desk.errors


def row_of(today, name: str):
	return today.locator(f'.con-today-row[data-row$="{name}"]')
