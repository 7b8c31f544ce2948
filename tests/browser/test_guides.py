"""Pages that the guides (public/guides of the app) show and no other test passes: each opens as the guide says, for whom it says."""

import re

import pytest
from playwright.sync_api import expect

# picture, path, a word that the page shows, height
ADMIN_PAGES = (
	("admin-settings", "/app/con-settings", "เกณฑ์ตามระดับ", 700),
	("admin-form", "/app/customize-form?doc_type=Meeting", "งานตามมติที่ประชุม", 620),
	("admin-criteria", "/app/assessment-template", "ตัวอย่าง", 420),
	("admin-rounds", "/app/reporting-round", "รอบรายงาน", 460),
	("admin-post", "/app/officer-assignment/new", "ตำแหน่ง", 500),
)


@pytest.mark.parametrize(("picture", "path", "word", "height"), ADMIN_PAGES, ids=[p[0] for p in ADMIN_PAGES])
def test_admin_finds_his_page(open_desk, pictures, picture, path, word, height):
	desk = open_desk("admin")
	desk.open(path)
	expect(desk.view).to_contain_text(word)
	# the list of the first field hangs open
	desk.page.keyboard.press("Escape")
	keep(desk, pictures, picture, height)
	assert not desk.errors


def test_admin_reads_a_workflow(open_desk, pictures):
	desk = open_desk("admin")
	desk.open_form("Workflow", "Action Plan Approval")
	table = desk.field("transitions")
	table.scroll_into_view_if_needed()
	expect(table).to_contain_text("เสนอขึ้น")
	keep(desk, pictures, "admin-workflow")
	assert not desk.errors


def test_district_finds_what_waits(open_desk, pictures):
	desk = open_desk("district")
	desk.open("/app/query-report/Waiting%20for%20Me")
	expect(desk.view.locator(".dt-cell__content a").first).to_be_visible()
	keep(desk, pictures, "waiting-district", 520)
	assert not desk.errors


def test_district_reads_its_progress_report(open_desk, pictures):
	desk = open_desk("district")
	report = desk.documents("Progress Report", area="3401")[0]["name"]
	desk.open_form("Progress Report", report)
	text = desk.view.get_by_text("ผลการดำเนินงาน").first
	text.scroll_into_view_if_needed()
	expect(desk.view).to_contain_text(re.compile(r"จำนวน\s+\d+\s+ตำบล"))
	keep(desk, pictures, "progress-report")
	assert not desk.errors


def test_province_sees_who_has_not_reported(open_desk, pictures):
	desk = open_desk("province")
	desk.open("/app/query-report/Who%20Has%20Not%20Reported")
	expect(desk.view.locator(".dt-row[data-row-index]").first).to_be_visible()
	keep(desk, pictures, "who-has-not-reported", 760)
	assert not desk.errors


def keep(desk, pictures, name: str, height: int | None = None) -> None:
	desk.picture(pictures.path(f"{name}.png"), height=height)
	pictures.for_docs(f"{name}.png")
