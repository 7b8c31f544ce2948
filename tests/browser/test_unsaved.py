"""Work that is not saved survives a closed tab and a lost connection, and is nobody else's."""

import pytest
from playwright.sync_api import expect

from tests.browser.desk import sign_in_quickly

MEETING, NOTE = "Meeting", "จดไว้แต่ยังไม่ได้บันทึก"
OFFER = ".con-unsaved"


@pytest.fixture
def meeting(open_desk) -> str:
	"""A meeting that its officer may write in."""
	desk = open_desk("officer")
	rows = desk.documents(MEETING, workflow_state="Minutes Draft") or desk.documents(MEETING)
	return rows[0]["name"]


KEPT = (
	"of => Object.keys(localStorage).filter(key => key.startsWith('con_center.unsaved') && key.endsWith(of))"
)


def kept(desk, of: str = "") -> list[str]:
	"""Return the keys of what is kept: of one document, or, as after a sign-out, of all."""
	return desk.page.evaluate(KEPT, of)


def wait_until_kept(desk, meeting: str) -> None:
	desk.page.wait_for_function(f"of => ({KEPT})(of).length", arg=meeting)


def type_note(desk, meeting: str, text: str = NOTE) -> None:
	desk.open_form(MEETING, meeting)
	desk.open_tab("รายงานการประชุม")
	desk.open_section("หมายเหตุ")
	desk.field("notes").locator("textarea").fill(text)


def test_a_closed_tab_loses_nothing(open_desk, pictures, meeting):
	first = open_desk("officer")
	type_note(first, meeting)
	# the cursor is still in the field
	first.page.close(run_before_unload=False)
	desk = open_desk("officer")
	desk.open_form(MEETING, meeting)
	offer = desk.view.locator(OFFER)
	expect(offer).to_contain_text("มีงานที่ยังไม่ได้บันทึกของ")
	desk.picture(pictures.path("unsaved-offer.png"))
	pictures.for_docs("unsaved-offer.png")
	# nothing is put back unasked
	assert not desk.value("notes") and not desk.page.evaluate("cur_frm.is_dirty()")
	offer.get_by_role("button", name="กู้คืน").click()
	assert desk.value("notes") == NOTE and desk.page.evaluate("cur_frm.is_dirty()")
	expect(offer).to_have_count(0)
	desk.save()
	assert kept(desk, meeting) == []
	desk.page.evaluate("cur_frm.set_value('notes', '')")
	desk.save()
	assert not desk.errors


def test_what_is_thrown_away_is_gone(open_desk, meeting):
	first = open_desk("officer")
	type_note(first, meeting)
	wait_until_kept(first, meeting)
	first.page.close(run_before_unload=False)
	desk = open_desk("officer")
	desk.open_form(MEETING, meeting)
	desk.view.locator(OFFER).get_by_role("button", name="ทิ้ง").click()
	assert kept(desk, meeting) == []
	desk.open_form(MEETING, meeting)
	expect(desk.view.locator(OFFER)).to_have_count(0)


def test_saving_without_a_connection_says_so_and_loses_nothing(open_desk, pictures, meeting):
	desk = open_desk("officer")
	type_note(desk, meeting)
	desk.context.set_offline(True)
	try:
		desk.page.keyboard.press("Control+s")
		expect(desk.dialog).to_contain_text("ยังไม่ได้บันทึกลงระบบ")
		desk.picture(pictures.path("unsaved-offline.png"))
		desk.close_dialog()
		assert desk.value("notes") == NOTE and desk.page.evaluate("cur_frm.is_dirty()")
	finally:
		desk.context.set_offline(False)
	desk.save()
	desk.open_form(MEETING, meeting)
	assert desk.value("notes") == NOTE
	desk.page.evaluate("cur_frm.set_value('notes', '')")
	desk.save()


def test_where_the_document_has_changed_both_versions_are_shown(open_desk, pictures, meeting):
	first = open_desk("officer")
	type_note(first, meeting)
	first.page.close(run_before_unload=False)
	district = open_desk("district")
	type_note(district, meeting, "อำเภอเขียน")
	district.save()
	desk = open_desk("officer")
	desk.open_form(MEETING, meeting)
	offer = desk.view.locator(OFFER)
	expect(offer).to_contain_text("อำเภอเขียน")
	expect(offer).to_contain_text(NOTE)
	desk.picture(pictures.path("unsaved-conflict.png"))
	# what somebody else has written is not ticked
	expect(offer.locator("input")).not_to_be_checked()
	offer.get_by_role("button", name="กู้คืน").click()
	assert desk.value("notes") == "อำเภอเขียน"
	desk.open_form(MEETING, meeting)
	desk.page.evaluate("cur_frm.set_value('notes', '')")
	desk.save()
	desk.page.evaluate("con_center.unsaved.clear()")


def begin_progress(desk, plan: str, number: str) -> None:
	desk.open("/app/activity-progress")
	# it would come in front of a form that is opened before
	desk.page.wait_for_function("() => window.cur_list?.doctype === 'Activity Progress'")
	desk.page.evaluate(
		"([plan, number]) => { frappe.new_doc('Activity Progress', { plan, activity_number: number }) }",
		[plan, number],
	)
	desk.page.wait_for_function("number => window.cur_frm?.doc?.activity_number === number", arg=number)
	desk.settle()


def test_what_was_typed_of_one_activity_comes_back_under_no_other(open_desk, pictures):
	first = open_desk("officer")
	first.open("/app")
	first.page.evaluate("con_center.unsaved.clear()")
	first.open("/app/action-plan")
	plan = first.documents("Action Plan", docstatus=1)[0]["name"]
	begin_progress(first, plan, "1")
	first.field("what_was_done").locator("textarea").click()
	first.page.keyboard.type("ของกิจกรรมแรก")
	wait_until_kept(first, "Activity Progress:new")
	first.page.close(run_before_unload=False)
	desk = open_desk("officer")
	begin_progress(desk, plan, "2")
	offer = desk.view.locator(OFFER)
	expect(offer).to_contain_text("เริ่มไว้สำหรับเรื่องอื่น")
	desk.picture(pictures.path("unsaved-of-another.png"))
	offer.get_by_role("button", name="กู้คืน").click()
	assert (desk.value("activity_number"), desk.value("what_was_done")) == ("1", "ของกิจกรรมแรก")
	desk.page.evaluate("con_center.unsaved.clear()")
	desk.page.evaluate("window.onbeforeunload = null")


def test_it_is_nobody_elses_and_goes_at_sign_out(contexts, open_desk, meeting):
	desk = open_desk()
	sign_in_quickly(desk.context, "officer")
	type_note(desk, meeting)
	wait_until_kept(desk, meeting)
	# another user in the same browser
	sign_in_quickly(desk.context, "district")
	desk.open_form(MEETING, meeting)
	expect(desk.view.locator(OFFER)).to_have_count(0)
	assert kept(desk) == []
	type_note(desk, meeting)
	wait_until_kept(desk, meeting)
	desk.page.evaluate("frappe.app.logout()")
	expect(desk.dialog).to_contain_text("ออกจากระบบหรือไม่")
	desk.dialog.locator(".btn-primary:visible").click()
	desk.page.wait_for_url("**/login**")
	assert kept(desk) == []
