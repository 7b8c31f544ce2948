"""A dispute: who keeps it reads and prints it, and hands it over; a colleague, a superior and an administrator do not reach it."""

from playwright.sync_api import expect

from tests.browser.test_phone import look_over

DISPUTE = "Dispute Case"
AREA = "340101"
PARTY = "ไพรสณฑ์"


def the_case(desk) -> dict:
	return desk.documents(DISPUTE, area=AREA)[0]


def test_the_keeper_reads_and_prints_it(open_desk, pictures):
	desk = open_desk("officer")
	case = the_case(desk)
	desk.open_form(DISPUTE, case["name"])
	desk.open_form(DISPUTE, case["name"])
	expect(desk.view.locator(".form-message").first).to_contain_text("ไม่มีผู้ใดอ่านได้เพราะตำแหน่ง")
	# what could do nothing is not offered
	for part in (".form-shared", ".form-assignments"):
		expect(desk.view.locator(part)).to_be_hidden()
	expect(desk.view.locator(".form-attachments")).to_be_visible()
	desk.picture(pictures.path("dispute.png"))
	pictures.for_docs("dispute.png")
	for tab in desk.view.locator(".form-tabs .nav-link:visible").all():
		tab.click()
		desk.settle()
	for name, words in (
		("Dispute Record", "บันทึกข้อพิพาทและการไกล่เกลี่ย"),
		("Mediation Agreement", "บันทึกข้อตกลงระงับข้อพิพาท"),
		("Consent to Mediation", "หนังสือยินยอมเข้าสู่การไกล่เกลี่ย"),
		("Invitation to Mediation", "ขอเชิญเข้าร่วมการไกล่เกลี่ยข้อพิพาท"),
	):
		text = desk.pdf_text(DISPUTE, case["name"], name, pictures.path(f"{name}.pdf"))
		assert words in text and PARTY in text
	desk.open(f"/app/dispute-case/{case['name']}")
	expect(desk.view.locator(".form-dashboard").first).to_contain_text("ผู้ที่เปิดดู")
	assert not desk.errors


def test_on_a_phone(open_desk, pictures):
	desk = open_desk("officer", phone=True)
	desk.open("/app/dispute-case")
	look_over(desk, pictures, "disputes")
	desk.open_form(DISPUTE, the_case(desk)["name"])
	look_over(desk, pictures, "dispute")
	for tab in desk.view.locator(".form-tabs .nav-link:visible").all():
		tab.click()
		look_over(desk, pictures, "dispute-tab")
	assert not desk.errors


def test_others_do_not_reach_it(open_desk):
	name = the_case(open_desk("officer"))["name"]
	for login in ("officer2", "district", "chief", "province", "admin"):
		desk = open_desk(login)
		assert desk.status_of(f"/api/resource/{DISPUTE}/{name}") in (403, 404)
		assert desk.status_of(f"/printview?doctype={DISPUTE}&name={name}&format=Dispute Record") in (403, 404)


def test_the_head_of_the_office_sees_number_and_kind(open_desk, pictures):
	desk = open_desk("chief")
	desk.open("/app/query-report/Disputes and Who Keeps Them")
	desk.page.wait_for_function(
		"() => window.frappe?.query_report?.data?.length && !frappe.request.ajax_count"
	)
	shown = desk.view.locator(".report-wrapper")
	expect(shown).to_contain_text("ที่ดินและแนวเขต")
	assert PARTY not in desk.page.content()
	desk.view.locator(".con-dispute-hand-over").first.click()
	expect(desk.dialog).to_contain_text("เหตุผล")
	desk.picture(pictures.path("disputes-kept.png"))
	desk.close_dialog()
	assert not desk.errors


def test_numbers_are_hidden_where_they_are_small(open_desk, pictures):
	desk = open_desk("province")
	desk.open("/app/query-report/Disputes in Numbers")
	desk.page.wait_for_function(
		"() => window.frappe?.query_report?.data?.length && !frappe.request.ajax_count"
	)
	expect(desk.view.locator(".report-wrapper")).to_contain_text("–")
	desk.picture(pictures.path("disputes-in-numbers.png"))
	assert not desk.errors
