"""The button on the login page leads to the office's provider, and from there to the desk, or to a page that says why not."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import email
from tests.served import Client
from tests.sign_in.provider import serving, social_login_key

NAME = "ThaID"
SIDEWAYS = "() => document.documentElement.scrollWidth - window.innerWidth"
phones = pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])


@pytest.fixture(scope="module")
def provider(demo):
	"""A provider that asks who comes to press a button, as ThaID asks for its app."""
	admin = Client()
	with serving() as provider:
		key = social_login_key(provider, NAME)
		admin.post(f"{admin.url}/api/resource/Social Login Key", json=key).raise_for_status()
		provider.asks = True
		yield provider
	admin.delete(f"{admin.url}/api/resource/Social Login Key/{NAME.lower()}").raise_for_status()


def press(desk) -> None:
	desk.page.goto("/login?redirect-to=/app/meeting")
	button = desk.page.get_by_role("link", name=f"เข้าสู่ระบบด้วย {NAME}").locator("visible=true")
	expect(button).to_have_count(1)
	button.click()
	desk.page.get_by_role("link", name="ยืนยัน").click()


@phones
def test_an_officer_lands_where_he_was_going(open_desk, provider, phone):
	provider.person = {"sub": "the officer", "email": email("officer"), "email_verified": True}
	desk = open_desk(phone=phone)
	press(desk)
	desk.page.wait_for_url(re.compile(r"/(app|desk)/meeting"))
	desk.settle()
	assert desk.page.evaluate("frappe.session.user") == email("officer")


@phones
def test_who_holds_no_post_is_told_so_in_thai(open_desk, provider, phone):
	admin, user = Client(), f"no-post-{phone}@con-center.example".lower()
	account = {"email": user, "first_name": "ไม่มีตำแหน่ง", "send_welcome_email": 0, "language": "th"}
	admin.post(f"{admin.url}/api/resource/User", json=account).raise_for_status()
	provider.person = {"sub": user, "email": user, "email_verified": True}
	desk = open_desk(phone=phone)
	press(desk)
	expect(desk.page.locator("body")).to_contain_text("ไม่มีการดำรงตำแหน่งที่มีผลในวันนี้")
	assert desk.page.evaluate(SIDEWAYS) <= 0
	# the browser's console tells of the refusal
	desk.errors.clear()
	desk.page.get_by_role("link", name="ไปหน้าเข้าสู่ระบบ").click()
	desk.page.wait_for_url(re.compile("/login"))
	assert desk.status_of("/api/method/frappe.auth.get_logged_user") == 403


def test_the_administrator_links_an_account(open_desk, provider):
	"""On the form of the User; what he types stands nowhere afterwards."""
	desk = open_desk("admin")
	desk.open_form("User", email("district"))
	desk.page.get_by_role("button", name="เชื่อมกับผู้ให้บริการยืนยันตัวตน").click()
	dialog = desk.page.locator(".modal.show")
	box = dialog.locator("[data-fieldname=provider] input")
	# not before the dialog stands still: it gives its first field the cursor then
	box.click()
	box.fill(NAME.lower())
	dialog.locator("[data-fieldname=provider]").locator("[role=option], .awesomplete li").first.click()
	dialog.locator("[data-fieldname=secret] input").fill("1100700123461")
	dialog.locator(".btn-modal-primary").click()
	expect(desk.page.locator(".desk-alert, .alert-message").first).to_contain_text("เชื่อมแล้ว")
	desk.settle()
	kept = desk.page.evaluate(
		"cur_frm.doc.social_logins.filter((row) => row.provider === 'thaid').map((row) => row.userid)"
	)
	assert len(kept) == 1 and re.fullmatch("hashed:[0-9a-f]{64}", kept[0])
	provider.person = {"sub": "1100700123461"}
	other = open_desk()
	press(other)
	other.page.wait_for_url(re.compile(r"/(app|desk)/meeting"))
