"""The center's own affairs in a browser: somebody applies without an account, by-laws are compared, money is entered."""

from datetime import date

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


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desk"])
def test_money_of_a_fund_is_entered_and_what_it_does_not_have_is_refused(open_desk, pictures, phone):
	desk = open_desk("officer", phone=phone)
	fund = desk.names("Center Fund", workflow_state="Fund in Force")[0]
	desk.open_form("Center Fund", fund)
	expect(desk.notes).to_contain_text("กองทุนมีเงิน")
	expect(desk.notes).to_contain_text("(2 ราย)")
	desk.picture(pictures.path(f"fund-{'phone' if phone else 'desk'}.png"))
	before = desk.page.evaluate("cur_frm.doc.__onload.left")
	# in a window that has not seen a fund: its states are known all the same
	if phone:
		desk.open(f"/app/fund-entry/new?fund={fund}")
		desk.page.wait_for_function("() => window.cur_frm?.doc?.fund")
	else:
		desk.open("/app/fund-entry/new")
		desk.choose("fund", "กองทุนสวัสดิการ", "กองทุนสวัสดิการเครือข่าย ศอช.ต.")
	assert desk.value("fund") == fund
	desk.fill("what", "เงินสมทบเดือนนี้")
	desk.field("kind").locator("select").select_option("Money Out")
	desk.fill("amount", "9999999")
	with desk.refused("จำนวนเงิน", "บันทึกเงินเข้าก่อน"):
		desk.view.get_by_role("button", name="บันทึก", exact=True).click()
	desk.field("kind").locator("select").select_option("Money In")
	desk.fill("amount", "100.50")
	desk.picture(pictures.path(f"fund-entry-{'phone' if phone else 'desk'}.png"))
	desk.save()
	desk.open_form("Center Fund", fund)
	assert desk.page.evaluate("cur_frm.doc.__onload.left") == before + 100.50
	assert not desk.errors


def test_a_list_on_a_phone_tells_more_than_titles(open_desk, pictures):
	desk = open_desk("officer", phone=True)
	desk.open("/app/fund-entry")
	row = desk.view.locator(".list-row", has_text="ค่านอนโรงพยาบาล").first
	told = row.locator(".con-second-line, .mobile-layout").first
	expect(told).to_be_visible()
	desk.picture(pictures.path("fund-entries-phone.png"))
	assert not desk.errors


def test_the_account_of_a_fund_is_printed_and_how_benefits_are_shared(open_desk, pictures):
	desk = open_desk("officer")
	fund = desk.names("Center Fund", workflow_state="Fund in Force")[0]
	desk.open(f"/app/fund-account/new?fund={fund}")
	desk.page.wait_for_function("() => window.cur_frm?.doc?.fund")
	year = desk.page.evaluate("con_center.fiscal_year()")
	desk.fill("fiscal_year", str(year))
	desk.fill("told", "ป้ายหน้าที่ทำการ")
	desk.save()
	assert desk.value("closing") > 0
	desk.picture(pictures.path("fund-account.png"))
	account = desk.pdf_text("Fund Account", desk.form_name, "Fund Account", pictures.path("fund-account.pdf"))
	for part in ("บัญชีรับจ่าย", "ยอดยกไป", "ค่านอนโรงพยาบาล", "เหรัญญิก"):
		assert part in account, part
	sharing = desk.names("Benefit Agreement", workflow_state="Sharing Agreed")[0]
	desk.open_form("Benefit Agreement", sharing)
	desk.picture(pictures.path("benefit-agreement.png"))
	printed = desk.pdf_text("Benefit Agreement", sharing, "Benefit Agreement", pictures.path("sharing.pdf"))
	assert "เฉลี่ยคืนสมาชิกตามยอดซื้อ" in printed
	assert not desk.errors


def test_a_visit_begins_with_what_was_agreed_last_time(open_desk, pictures):
	desk = open_desk("district")
	desk.open_form("Support Visit", desk.names("Support Visit")[0])
	center = desk.value("center")
	desk.open(f"/app/support-visit/new?center={center}")
	expect(desk.field("agreed_before")).to_contain_text("กองทุน")
	desk.fill("became", "จัดตั้งกองทุนแล้ว")
	desk.fill("found", "บันทึกรับจ่ายเป็นปัจจุบัน")
	desk.save()
	desk.picture(pictures.path("support-visit.png"))
	assert desk.value("visited_by")
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


def test_who_is_developed_by_the_standard_and_how_it_ends(open_desk, pictures):
	desk = open_desk("officer")
	entry = desk.names("Community Standard Entry")[0]
	desk.open_form("Community Standard Entry", entry)
	expect(desk.field("findings")).to_contain_text("โครงสร้างและกระบวนการทำงาน")
	desk.picture(pictures.path("standard-entry.png"))
	printed = desk.pdf_text(
		"Community Standard Entry", entry, "Community Standard Entry", pictures.path("standard-entry.pdf")
	)
	assert "สิ่งที่พบ" in printed
	center = desk.value("center")
	desk.open(f"/app/community-standard-entry/new?center={center}&standard_type=Leader")
	desk.page.wait_for_function("() => window.cur_frm?.doc?.fiscal_year")
	# somebody whom no register has
	desk.fill("subject_name", "นางทดสอบ นำทาง")
	desk.picture(pictures.path("standard-entry-new.png"))
	desk.save()
	assert desk.value("subject_name") == "นางทดสอบ นำทาง"
	desk.field("status").locator("select").select_option("Passed")
	desk.picture(pictures.path("standard-entry-passed.png"))
	# without a Tab, which in Frappe would go on into a new row of the table below
	desk.field("certified_by").locator("input").fill("จังหวัดทดสอบ")
	desk.fill("certificate_number", "12/2569")
	desk.fill_date("certificate_date", date(2025, 10, 1))
	desk.save()
	expect(desk.notes).to_contain_text("สิ้นสุดแล้ว")
	assert desk.page.evaluate("cur_frm.fields_dict.subject_name.disp_status") == "Read"
	offered = desk.page.evaluate("[...cur_frm.fields_dict.status.$input[0].options].map(o => o.value)")
	assert offered == ["Passed", "Withdrawn"]
	desk.picture(pictures.path("standard-entry-ended.png"))
	desk.open("/app/community-standard-entry")
	desk.picture(pictures.path("standard-entries.png"))
	assert not desk.errors
