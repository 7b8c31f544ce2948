"""A center's year at a glance, and the workspaces, as each kind of user opens them."""

import re
import subprocess

import pytest
from playwright.sync_api import expect

WORKSPACES = ("/app/con-case-work", "/app/con-year")
REPORTS = (
	"Meetings by Area",
	"Plan and Budget",
	"Assessment Results",
	"Who Has Not Reported",
	"Progress Roll-up",
	"Success Measures",
	"Centers by Success Measure",
	"People with Public Spirit",
)
# whose areas lead to their parts
WALKED = (
	"Assessment Results",
	"Community Figures",
	"Disputes in Numbers",
	"Households and Help",
	"Meetings by Area",
	"Plan and Budget",
	"Success Measures",
)
LISTS = ("meeting", "meeting-task", "action-plan", "plan-project", "assessment", "progress-report")
LOGINS = ("officer", "district", "chief", "province", "governor", "central", "admin")
# the demo's center whose committee has outlived its term
EXPIRED = "340109"


@pytest.mark.parametrize("login", LOGINS)
def test_workspaces_open_without_errors(open_desk, pictures, login):
	desk = open_desk(login)
	for path in WORKSPACES:
		desk.open(path)
		expect(desk.title.first).to_have_text(re.compile("[ก-๙]"))
		expect(desk.view.locator(".widget").first).to_be_visible()
		desk.settle()
	if login == "district":
		desk.open(WORKSPACES[0])
		expect(desk.view.locator(".number-widget-box .number").last).to_have_text(re.compile(r"\d"))
		desk.picture(pictures.path("workspace.png"))
		pictures.for_docs("workspace.png")
	assert not desk.errors


def test_year_of_a_center_says_what_is_late(open_desk, pictures):
	desk = open_desk("officer")
	desk.open_form("CON Center", EXPIRED)
	year = desk.view.locator(".form-dashboard")
	expect(year).to_contain_text("ภาพรวมทั้งปี")
	for word in ("คณะกรรมการ", "การประชุม", "แผนปฏิบัติการ", "ผลการประเมิน", "ครบวาระแล้ว"):
		expect(year).to_contain_text(word)
	desk.picture(pictures.path("center-year.png"))
	pictures.for_docs("center-year.png")
	assert not desk.errors


@pytest.mark.parametrize("login", ("officer", "district", "province"))
def test_lists_and_reports_of_the_year_open_without_errors(open_desk, login):
	desk = open_desk(login)
	# a report of progress begins at the district
	for name in LISTS[: -1 if login == "officer" else None]:
		desk.open(f"/app/{name}")
		expect(desk.title.first).to_have_text(re.compile("[ก-๙]"))
	for name in REPORTS[: 3 if login == "officer" else None]:
		desk.open(f"/app/query-report/{name}")
		desk.page.wait_for_function("() => window.frappe?.query_report?.data && !frappe.request.ajax_count")
	desk.open("/app/meeting/view/calendar/default")
	expect(desk.view.locator(".fc-event, .fc-content").first).to_be_visible()
	assert not desk.errors


def test_an_area_in_a_report_leads_to_what_lies_in_it_and_back(open_desk):
	desk = open_desk("province")
	for name in WALKED:
		desk.open(f"/app/query-report/{name}")
		below = desk.view.locator(".dt-cell .con-drill").first
		code = below.get_attribute("data-area")
		assert len(code) == 4, name
		# a cell at the edge that gets the cursor is scrolled in between the button's going down and up
		below.evaluate("link => link.scrollIntoView({block: 'center'})")
		below.click()
		expect_area(desk, code)
		desk.click_button("ขึ้นไปหนึ่งระดับ")
		expect_area(desk, code[:2])
	assert not desk.errors


def expect_area(desk, code: str) -> None:
	desk.page.wait_for_function("code => frappe.query_report.get_filter_value('area') === code", arg=code)
	desk.settle()


def test_a_measure_of_success_leads_to_what_it_counts(open_desk, pictures):
	desk = open_desk("district")
	desk.open("/app/query-report/Success Measures")
	number = desk.view.locator(".dt-row").last.locator('.con-measured[data-to*="Joint Activity"]')
	expect(number).to_have_text(re.compile(r"[1-9]"))
	desk.picture(pictures.path("success-measures.png"))
	counted = int(number.inner_text())
	number.click()
	desk.page.wait_for_function("() => cur_list?.doctype === 'Joint Activity' && cur_list.data?.length")
	desk.settle()
	assert desk.page.evaluate("() => cur_list.data.length") == counted
	desk.open("/app/query-report/Success Measures")
	desk.view.locator('.con-drill[data-area="340101"]').first.click()
	desk.page.wait_for_function("() => frappe.query_report.get_filter_value('area') === '340101'")
	desk.settle()
	assert not desk.errors


def test_a_center_shows_its_measures_of_success(open_desk, pictures):
	desk = open_desk("officer")
	desk.open_form("CON Center", "340101")
	year = desk.view.locator(".form-dashboard")
	expect(year).to_contain_text("ตัวชี้วัดความสำเร็จ")
	desk.picture(pictures.path("center-measures.png"))
	year.locator("a[data-to]", has_text="งาน/กิจกรรมที่ทำร่วมกับภาคี").first.click()
	desk.page.wait_for_function("() => cur_list?.doctype === 'Joint Activity' && cur_list.data?.length")
	assert not desk.errors


def test_a_number_of_a_progress_report_leads_to_what_it_counts(open_desk):
	desk = open_desk("province")
	report = sorted(row["name"] for row in desk.documents("Progress Report", district="3401"))[0]
	desk.open_form("Progress Report", report)
	desk.view.locator(".con-number").first.click()
	# what it counted when it was sent may have changed since: the list is of the same, as it is today
	desk.page.wait_for_function(
		"() => window.cur_list?.filter_area?.get().length > 1 && Number.isInteger(cur_list.total_count)"
	)
	assert not desk.errors


def test_the_roll_up_of_all_provinces_prints_on_clean_pages(open_desk, pictures):
	"""76 provinces with the numbers of the whole country are too many to be legible on one page: two, each with the heads of the table."""
	desk = open_desk("central")
	desk.open("/app/query-report/Progress Roll-up?live=1")
	desk.page.wait_for_function(
		"() => window.frappe?.query_report?.data?.length > 76 && !frappe.request.ajax_count"
	)
	html = desk.page.evaluate(
		"""async () => {
			const report = frappe.query_report;
			for (const row of report.data)
				for (const column of report.columns)
					if (column.fieldtype === "Int") row[column.fieldname] = !row.is_total ? 4321
							: column.fieldname.endsWith("_people") ? 205225 : 7255;
			const render = frappe.render_pdf;
			let html;
			frappe.render_pdf = (made) => (html = made);
			await report.pdf_report({ orientation: "Portrait", with_letter_head: 0 });
			frappe.render_pdf = render;
			return html;
		}"""
	)
	names = desk.page.evaluate("frappe.query_report.data.map((row) => row.area_name)")
	answer = desk.context.request.post(
		"/api/method/frappe.utils.print_format.report_to_pdf",
		form={"html": html, "orientation": "Portrait"},
		headers={"X-Frappe-CSRF-Token": desk.page.evaluate("frappe.csrf_token")},
		timeout=90_000,
	)
	assert answer.ok, answer.status
	pdf = pictures.path("roll-up.pdf")
	pdf.write_bytes(answer.body())
	text = subprocess.run(
		["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True
	).stdout
	pages = [re.sub(r"\s+", "", page) for page in text.split("\f") if page.strip()]
	assert len(pages) == 2
	for page in pages:
		assert "จังหวัดสถานะ" in page or "(๑)ฐานข้อมูลคณะกรรมการ" in page
	everything = "".join(pages)
	assert not [name for name in names if re.sub(r"\s+", "", name) not in everything]
	assert (everything.count("๒๐๕๒๒๕"), everything.count("๗๒๕๕")) == (6, 19)
	assert not desk.errors
