"""Who was handed an issued document checks it, without an account: on a phone, and at a desk."""

import json
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.test_accessible import violations

ORDER, FORMAT = "Appointment Order", "Official Appointment"
PDF = "/api/method/frappe.utils.print_format.download_pdf"


@pytest.fixture(scope="module")
def issued(contexts) -> dict:
	"""An order in force of the demo: its name, its file, and what is on record of that."""
	request = contexts.of("chief", False).request
	order = request.get(
		f"/api/resource/{quote(ORDER)}",
		params={
			"filters": json.dumps({"docstatus": 1, "purpose": "Certify Selection"}),
			"fields": '["name", "subject"]',
			"limit_page_length": 1,
		},
	).json()["data"][0]
	answer = request.get(
		PDF, params={"doctype": ORDER, "name": order["name"], "format": FORMAT}, timeout=90_000
	)
	assert answer.ok and answer.headers["content-type"] == "application/pdf"
	record = request.get(
		"/api/resource/Issued File",
		params={"filters": json.dumps({"reference_name": order["name"]}), "fields": '["code", "issuer"]'},
	).json()["data"][0]
	return {**order, **record, "pdf": answer.body()}


def file_of(data: bytes) -> dict:
	return {"name": "order.pdf", "mimeType": "application/pdf", "buffer": data}


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desk"])
def test_a_guest_checks_a_paper_and_its_file(open_desk, issued, pictures, phone):
	guest = open_desk(phone=phone)
	sent = []
	guest.page.on("request", lambda request: sent.append((request.method, request.url)))
	guest.page.goto(f"/check?code={issued['code']}")
	expect(guest.page.get_by_role("heading", name="มีผลใช้บังคับ")).to_be_visible()
	facts = guest.page.locator("dl")
	expect(facts).to_contain_text(issued["issuer"])
	expect(facts).to_contain_text("ประกาศ")
	assert "bundle" not in " ".join(url for _method, url in sent)
	assert violations(guest, "body") == []

	asked = len(sent)
	result = guest.page.locator("[data-result]")
	guest.page.set_input_files("#file", file_of(issued["pdf"]))
	expect(result).to_contain_text("ตรงกับไฟล์ที่ออกทุกประการ")
	guest.page.set_input_files("#file", file_of(issued["pdf"] + b" "))
	expect(result).to_contain_text("ไม่ใช่ไฟล์ที่ออก")
	assert sent[asked:] == [], "the file stays on the device"
	assert violations(guest, "body") == []
	width = guest.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
	assert width[0] <= width[1]
	guest.page.screenshot(path=pictures.path(f"check-{'phone' if phone else 'desk'}.png"), full_page=True)


def test_a_code_is_typed_and_a_wrong_one_is_told(open_desk, issued):
	guest = open_desk(phone=True)
	guest.page.goto("/check")
	box = guest.page.get_by_label("รหัสท้ายเอกสาร")
	box.fill("AAAAA-BBBBB-CCCCC-DDDDD-EEEEE-F")
	guest.page.get_by_role("button", name="ตรวจสอบ").click()
	expect(guest.page.get_by_role("alert")).to_contain_text("ไม่มีเอกสารที่ออกด้วยรหัสนี้")
	assert violations(guest, "body") == []
	box.fill("-".join(issued["code"][n : n + 5] for n in range(0, 26, 5)).lower())
	guest.page.get_by_role("button", name="ตรวจสอบ").click()
	expect(guest.page.get_by_role("heading", name="มีผลใช้บังคับ")).to_be_visible()
	for path in (
		f"/api/resource/Issued%20File?filters={quote(json.dumps({'code': issued['code']}))}",
		f"{PDF}?doctype={quote(ORDER)}&name={issued['name']}",
	):
		assert guest.status_of(path) in (401, 403)


def test_print_opens_the_file_that_is_kept(open_desk, issued):
	desk = open_desk("chief")
	desk.open(f"/app/print/{quote(ORDER)}/{issued['name']}")
	with desk.context.expect_event(
		"response", lambda response: "download_pdf" in response.url, timeout=60_000
	) as answered:
		desk.view.get_by_role("button", name="พิมพ์", exact=True).click()
	assert desk.context.request.get(answered.value.url).body() == issued["pdf"]
