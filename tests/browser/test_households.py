"""A household in need: help is noted on a phone, a list of TPMAP is taken over, and above nobody reads a name."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.test_field import PHOTO
from tests.browser.test_phone import look_over

HOUSEHOLD = "Target Household"
AREA = "340101"
LIST = (
	"เลขรหัสประจำบ้าน,หมู่ที่,บ้านเลขที่,ชื่อ-สกุล,ด้านรายได้\n34019876543,6,606/1,นายใหม่ เพิ่งพบ,1\n,6,,นางไม่มี เลขที่,1\n"
).encode("utf-8-sig")


def open_cases(desk) -> list[dict]:
	return desk.documents(HOUSEHOLD, area=AREA, status="Open")


def test_help_is_noted_on_a_phone(open_desk, pictures):
	desk = open_desk("officer", phone=True)
	desk.open("/app/target-household")
	look_over(desk, pictures, "households")
	name = desk.documents(HOUSEHOLD, area=AREA, status="Open", check_result="Not Checked Yet")[0]["name"]
	desk.open_form(HOUSEHOLD, name)
	look_over(desk, pictures, "household")
	for tab in desk.view.locator(".form-tabs .nav-link:visible").all():
		tab.click()
		look_over(desk, pictures, "household-tab")
	desk.page.evaluate("frappe.new_doc('Help Log', { household: cur_frm.docname })")
	desk.page.wait_for_function("() => cur_frm?.doctype === 'Help Log' && cur_frm.is_new()")
	desk.settle()
	expect(desk.notes).to_contain_text("บ้านเลขที่")
	desk.field("dimension").locator("select").select_option("Income")
	desk.fill("by_whom", "ศอช.ต.ในเมือง")
	desk.fill("value", "1250.50")
	desk.fill("what", "มอบพันธุ์ผักและอุปกรณ์")
	look_over(desk, pictures, "help-log")
	desk.save()
	# nobody has seen yet whether it is as the list says
	desk.page.wait_for_function("() => window.cur_dialog?.display")
	look_over(desk, pictures, "help-log-check")
	desk.dialog.locator("select").select_option("Needs Differ")
	desk.dialog.locator(".btn-primary:visible").click()
	desk.page.wait_for_function("() => !cur_frm.custom_buttons[__('Note the Check')]")
	with desk.page.expect_file_chooser() as chooser:
		desk.page.evaluate("cur_frm.custom_buttons[__('Add Photos')].click()")
	chooser.value.set_files(PHOTO)
	desk.page.wait_for_function("() => cur_frm.doc.photos?.length === 1")
	look_over(desk, pictures, "help-log-photo")
	assert not desk.errors


def test_a_list_is_shown_before_it_is_taken_over(open_desk, pictures):
	desk = open_desk("officer")
	before = len(open_cases(desk))
	desk.open("/app/target-household")
	desk.view.get_by_role("button", name="นำเข้าบัญชี").click()
	desk.page.wait_for_function("() => window.cur_dialog?.display")
	desk.page.evaluate(f"cur_dialog.set_value('area', '{AREA}')")
	desk.dialog.locator("input[type=file]").set_input_files(
		{"name": "tpmap.csv", "mimeType": "text/csv", "buffer": LIST}
	)
	desk.dialog.locator(".btn-primary:visible").click()
	shown = desk.page.locator(".modal.show", has_text="แถวที่ไม่นำเข้า")
	expect(shown).to_contain_text("นายใหม่ เพิ่งพบ")
	expect(shown).to_contain_text("ไม่มีบ้านเลขที่")
	assert "34019876543" not in shown.inner_text()
	desk.picture(pictures.path("household-list.png"))
	pictures.for_docs("household-list.png")
	assert len(open_cases(desk)) == before
	with desk.page.expect_download() as saved:
		shown.get_by_role("button", name="บันทึกแถวเหล่านี้เป็นไฟล์").click()
	lines = Path(saved.value.path()).read_text(encoding="utf-8-sig").splitlines()
	assert saved.value.suggested_filename.endswith(".csv") and len(lines) == 2
	assert lines[1].startswith('"3","ไม่นำเข้า","ไม่มีบ้านเลขที่')
	desk.page.wait_for_timeout(500)
	shown.locator(".btn-primary:visible").click()
	expect(desk.dialog).to_contain_text(re.compile("ใหม่ 1"))
	assert len(open_cases(desk)) == before + 1
	desk.close_dialog()
	assert not desk.errors


def test_the_case_and_who_has_opened_it(open_desk, pictures):
	desk = open_desk("officer")
	name = open_cases(desk)[0]["name"]
	desk.open_form(HOUSEHOLD, name)
	desk.open_form(HOUSEHOLD, name)
	desk.open(f"/app/target-household/{name}")
	expect(desk.view.locator(".form-dashboard")).to_contain_text("ผู้ที่เปิดดู")
	desk.picture(pictures.path("household.png"))
	pictures.for_docs("household.png")
	text = desk.pdf_text(HOUSEHOLD, name, "Household Sheet", pictures.path("household.pdf"))
	assert "แบบบันทึกครัวเรือนเป้าหมาย" in text
	assert not desk.errors


def test_what_is_typed_of_people_stays_in_no_browser(open_desk):
	"""Who comes to this computer later reads what it keeps (test_unsaved): of a household that is nothing."""
	desk = open_desk("officer")
	desk.open_form(HOUSEHOLD, open_cases(desk)[0]["name"])
	desk.fill("village_name", "บ้านลับเฉพาะ")
	assert desk.page.evaluate("cur_frm.is_dirty()")
	desk.page.evaluate("con_center.unsaved.keep()")
	assert "บ้านลับเฉพาะ" not in desk.page.evaluate("JSON.stringify({ ...localStorage })")
	desk.page.evaluate("cur_frm.reload_doc()")
	assert not desk.errors


def test_above_there_are_numbers_and_what_is_referred(open_desk, pictures):
	near, desk = open_desk("officer"), open_desk("province")
	named = open_cases(near)
	referred = desk.documents(HOUSEHOLD)
	assert len(referred) == 1 and len(named) > 5
	foreign = next(row["name"] for row in named if row["name"] != referred[0]["name"])
	assert desk.status_of(f"/api/resource/{HOUSEHOLD}/{foreign}") == 403
	desk.open("/app/query-report/Households and Help?area=3401")
	desk.page.wait_for_function(
		"() => window.frappe?.query_report?.data?.length && !frappe.request.ajax_count"
	)
	expect(desk.view.locator(".report-wrapper")).to_contain_text("–")
	desk.picture(pictures.path("households-and-help.png"))
	assert not desk.errors
