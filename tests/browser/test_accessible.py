"""No serious or critical violation (axe-core) on the pages that the product adds."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

WEIGHTY = ("serious", "critical")
# boxes in the grids of every form of Frappe's
FRAPPES = re.compile("grid-row-check|disabled-(de)?selected")


def violations(desk, area: str) -> list[str]:
	found = Axe().run(desk.page, context=area, options={"resultTypes": ["violations"]}).response
	return [
		f"{each['id']} ({each['impact']}): {node['html'][:160]}"
		for each in found["violations"]
		if each["impact"] in WEIGHTY
		for node in each["nodes"]
		if not FRAPPES.search(node["html"])
	]


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
@pytest.mark.parametrize("login", ["officer", "district", "chief", "central"])
def test_today(open_desk, login, phone):
	desk = open_desk(login, phone=phone)
	desk.open("/app")
	expect(desk.view.locator(".con-today")).to_be_visible()
	desk.settle()
	assert violations(desk, ".con-today") == []


def test_a_year(open_desk):
	desk = open_desk("district")
	desk.open_form("CON Center", "340101")
	desk.page.wait_for_selector(".con-year", state="attached")
	assert violations(desk, ".con-year") == []


def test_the_grid(open_desk):
	desk = open_desk("district")
	desk.open("/app/assessment-grid")
	expect(desk.view.locator(".con-table-grid")).to_be_visible()
	assert violations(desk, ".con-grid") == []


def test_the_field(open_desk):
	desk = open_desk("officer", phone=True)
	desk.page.goto("/con-field")
	expect(desk.page.locator("[data-connection]")).to_contain_text("สัญญาณ")
	for box in desk.page.locator("summary").all():
		box.click()
	assert violations(desk, "body") == []


def test_the_letter_before_signing(open_desk):
	desk = open_desk("chief", phone=True)
	desk.open("/app")
	desk.view.locator("[data-read]").first.click()
	expect(desk.dialog).to_be_visible()
	desk.page.wait_for_timeout(500)
	assert violations(desk, ".con-today-letter .modal-footer") == []


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_writing_a_letter(open_desk, phone):
	desk = open_desk("province2", phone=phone)
	desk.open("/app/official-letter/new")
	text = desk.view.locator(".con-letter-text")
	expect(text.locator("[data-do=add]").first).to_be_visible()
	text.locator("[data-do=add]").first.click()
	desk.settle()
	assert violations(desk, ".con-letter-text") == []


def test_what_is_lacking_can_be_read(open_desk):
	desk = open_desk("province")
	desk.open("/app/query-report/Meetings by Area")
	expect(desk.view.locator(".dt-cell .text-danger").first).to_be_visible()
	assert violations(desk, ".dt-cell .text-danger") == []
