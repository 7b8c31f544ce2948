"""The map from the country down to a sub-district, by mouse and keyboard; and a province's yearly report."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_accessible import violations

MAP = ".con-map"
UBON, MUEANG = "34", "3401"


def open_map(desk, area: str = ""):
	desk.open(f"/app/con-map/{area}".rstrip("/"))
	expect(desk.view.locator(".con-map-tile").first).to_be_visible()
	return desk.view.locator(MAP)


def choose(desk, name: str, value: str):
	desk.view.locator(f"{MAP} [name={name}]").select_option(value)
	desk.settle()


def test_from_the_country_to_a_sub_district(open_desk, pictures):
	desk = open_desk("central")
	shown = open_map(desk)
	expect(shown.locator(".con-map-shape")).to_have_count(77)
	expect(shown.locator(".con-map-tile")).to_have_count(77)
	expect(shown).to_contain_text("CC BY 4.0")
	choose(desk, "layer", "plans")
	desk.picture(pictures.path("map-country.png"))
	assert violations(desk, MAP) == []
	# the outline opens the level below, as the tiles do
	shown.locator(f".con-map-shape[data-area='{UBON}']").dispatch_event("click")
	expect(shown.locator(".con-map-tile")).to_have_count(25)
	expect(shown.locator(".con-map-shape")).to_have_count(0)
	desk.settle()
	desk.picture(pictures.path("map-province.png"))
	assert violations(desk, MAP) == []
	# by keyboard
	desk.view.locator(f".con-map-tile [data-area='{MUEANG}']").focus()
	desk.page.keyboard.press("Enter")
	expect(shown.locator(".con-map-way")).to_contain_text("เมืองอุบลราชธานี")
	expect(shown.locator(".con-map-tile [data-area='340101']")).to_be_visible()
	shown.locator(".con-map-way [data-area='34']").click()
	expect(shown.locator(".con-map-tile")).to_have_count(25)
	shown.locator(".con-map-tile [data-area='3401']").click()
	shown.locator(".con-map-tile [data-area='340101']").click()
	desk.page.wait_for_function("() => window.cur_frm?.doc?.name === '340101'")
	assert not desk.errors


def test_what_it_is_coloured_by(open_desk, pictures):
	desk = open_desk("province")
	shown = open_map(desk)
	expect(shown.locator(".con-map-tile")).to_have_count(25)
	said = shown.locator(".con-map-tile", has_text="เมืองอุบลราชธานี")
	expect(said).to_contain_text(re.compile(r"\d+ / \d+"))
	choose(desk, "group", "measures")
	expect(shown.locator("[name=layer] option")).to_have_count(5)
	choose(desk, "layer", "joint_activities")
	expect(shown.locator(".con-source")).to_be_visible()
	desk.picture(pictures.path("map-measures.png"))
	assert violations(desk, MAP) == []
	years = shown.locator("[name=fiscal_year] option").all_inner_texts()
	assert years == sorted(years, reverse=True) and all(2560 < int(year) < 2700 for year in years)
	choose(desk, "fiscal_year", years[1])
	choose(desk, "group", "states")
	choose(desk, "layer", "plans")
	shown.locator(".con-map-tile", has_text="เมืองอุบลราชธานี").locator("[data-to]").click()
	desk.page.wait_for_function("() => window.cur_list?.doctype === 'Action Plan'")
	desk.settle()
	assert not desk.errors


@pytest.mark.parametrize("login", ["officer", "central"])
def test_on_a_phone(open_desk, pictures, login):
	desk = open_desk(login, phone=True)
	open_map(desk)
	desk.picture(pictures.path(f"map-phone-{login}.png"))
	assert violations(desk, MAP) == []
	wide = desk.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
	assert wide <= 0
	assert not desk.errors


def test_a_yearly_report_is_edited(open_desk, pictures):
	desk = open_desk("province2")
	[report] = desk.documents("Yearly Report", area=UBON)
	desk.open_form("Yearly Report", report["name"])
	expect(desk.view.locator(".con-key-figures")).to_contain_text(re.compile(r"\d+ / \d+"))
	desk.picture(pictures.path("yearly-report.png"))
	desk.page.evaluate(
		"""() => { const [row] = cur_frm.doc.parts;
			return frappe.model.set_value(row.doctype, row.name, "text", "ปีนี้เป็นไปตามแผน"); }"""
	)
	desk.view.get_by_role("button", name="เขียนใหม่จากตัวเลข").click()
	desk.page.wait_for_function("() => !cur_frm.is_dirty() && cur_frm.doc.parts[0].edited")
	desk.settle()
	assert desk.page.evaluate("cur_frm.doc.parts[0].text") == "ปีนี้เป็นไปตามแผน"
	desk.view.get_by_role("button", name="ใช้ข้อความที่เสนอ").click()
	desk.dialog.locator("select").select_option(index=0)
	desk.dialog.locator(".btn-modal-primary").click()
	desk.page.wait_for_function("() => !cur_frm.doc.parts[0].edited")
	desk.settle()
	assert desk.page.evaluate("cur_frm.doc.parts[0].text").startswith("ในปีงบประมาณ")
	assert not desk.errors


def test_a_button_is_pressed_while_the_form_is_loaded_anew(open_desk):
	"""As after another's change: for that moment Frappe has no document that could be sent."""
	desk = open_desk("province2")
	[report] = desk.documents("Yearly Report", area=UBON)
	desk.open_form("Yearly Report", report["name"])
	button = desk.view.get_by_role("button", name="เขียนใหม่จากตัวเลข")
	expect(button).to_be_visible()
	with desk.page.expect_response(lambda answer: "run_doc_method" in answer.url) as asked:
		button.evaluate("button => { cur_frm.reload_doc(); button.click(); }")
	assert asked.value.ok
	desk.settle()
	assert not desk.errors


def test_a_form_that_cannot_be_loaded_anew_keeps_no_other_from_being_saved(open_desk):
	desk = open_desk("province2")
	[report] = desk.documents("Yearly Report", area=UBON)
	desk.open_form("Yearly Report", report["name"])
	button = desk.view.get_by_role("button", name="เขียนใหม่จากตัวเลข")
	expect(button).to_be_visible()
	desk.page.route("**/frappe.desk.form.load.getdoc?*", lambda route: route.fulfill(status=403, json={}))
	with desk.page.expect_response(lambda answer: "getdoc" in answer.url):
		button.click()
	desk.page.wait_for_function("() => !frappe.ui.form.is_saving")
