"""A district's assessment: the officer scores and sends, the district goes over it in the grid, the province confirms."""

from playwright.sync_api import expect

from tests.served import this_day

ASSESSMENT, CONFIRMATION = "Assessment", "District Assessment Confirmation"
# the demo's sub-district whose assessment was returned, its officer, and its district
AREA, NAME, OFFICER, DISTRICT = "340120", "ปะอาว", "officer2", "3401"
today = this_day()
YEAR = today.year + 543 + (today.month >= 10) - 1
ROUND = 2
EVIDENCE = "ระเบียบข้อบังคับ ฉบับ พ.ศ. 2569 แฟ้มที่ 2"
REASON = "ตำบลปะอาวส่งหลักฐานเพิ่มเติมหลังยืนยันผล"


def test_assessment_goes_from_the_center_to_the_confirmed_district(open_desk, pictures):
	officer = open_desk(OFFICER)
	assessment = assess(officer, pictures)

	district = open_desk("district")
	score_in_grid(district, pictures)

	province = open_desk("province")
	confirm_and_unlock(province, assessment, pictures)
	for desk in (officer, district, province):
		assert not desk.errors


def assess(desk, pictures) -> str:
	"""The officer finds why it came back, scores what was missing, gives the evidence, and sends it."""
	name = next(row["name"] for row in desk.documents(ASSESSMENT, area=AREA, fiscal_year=YEAR, round=ROUND))
	desk.open_form(ASSESSMENT, name)
	desk.expect_state("ส่งคืนแก้ไข")
	expect(desk.notes).to_contain_text("ยังไม่มีหลักฐาน")
	expect(desk.notes).to_contain_text("ตัวอย่าง")
	row = desk.view.locator(".con-sheet tr", has_text="มีระเบียบข้อบังคับของ ศอช.ต.")
	yes, no = row.locator(".con-score button").nth(0), row.locator(".con-score button").nth(1)
	no.click()
	expect(row.locator(".con-score button").nth(1)).to_have_attribute("aria-pressed", "true")
	yes.click()
	expect(row.locator(".con-score button").nth(0)).to_have_attribute("aria-pressed", "true")
	row.get_by_role("button", name="กรอกหลักฐาน").click()
	desk.dialog.locator("textarea").fill(EVIDENCE)
	desk.dialog.get_by_role("button", name="ตกลง").click()
	expect(row).to_contain_text(EVIDENCE)
	expect(desk.page.locator(".modal.show")).to_have_count(0)
	row.scroll_into_view_if_needed()
	desk.picture(pictures.path("assessment-sheet.png"))
	pictures.for_docs("assessment-sheet.png")
	desk.save()
	desk.decide("ส่งให้อำเภอ", "อำเภอกำลังให้คะแนน")
	desk.open_tab("ผลการประเมิน")
	expect(desk.view.locator(".con-radar")).to_be_visible()
	desk.picture(pictures.path("assessment-result.png"))
	return name


def score_in_grid(desk, pictures) -> None:
	"""The grid opens on the user's own district; a whole row is taken over, a cell corrected, the step taken."""
	desk.open("/app/assessment-grid")
	expect(desk.view.locator(".con-table-grid")).to_be_visible()
	for field, value in (("fiscal_year", YEAR), ("round", ROUND)):
		box = desk.view.locator(f'.page-form [data-fieldname="{field}"] input')
		box.fill(str(value))
		box.press("Tab")
		desk.settle()
	row = desk.view.locator(".con-table-grid tbody tr", has_text=NAME)
	cells = row.locator("input")
	expect(cells).to_have_count(23)
	desk.view.get_by_role("button", name="เติมช่องว่างจากคะแนนขั้นก่อน").click()
	assert {box.input_value() for box in cells.all()} <= {"0", "1"}
	cells.nth(3).fill("2")
	desk.view.get_by_role("button", name="บันทึก", exact=True).click()
	expect(desk.view.locator(".con-failed")).to_contain_text(NAME)
	cells.nth(3).fill("1")
	cells.nth(3).focus()
	desk.picture(pictures.path("assessment-grid.png"), height=640)
	pictures.for_docs("assessment-grid.png")
	desk.view.get_by_role("button", name="บันทึก", exact=True).click()
	expect(row.locator(".con-changed")).to_have_count(0)
	desk.settle()
	desk.view.locator(".page-actions").get_by_role("button", name="ขั้นต่อไป").click()
	desk.view.locator(".page-actions .dropdown-menu.show").get_by_text("ให้คะแนนครบแล้ว", exact=True).click()
	expect(desk.dialog.locator('input[type="checkbox"]')).to_have_count(1)
	desk.dialog.locator(".btn-modal-primary:visible").click()
	expect(row).to_contain_text("ครบแล้ว รอจังหวัดยืนยัน")
	desk.settle()


def confirm_and_unlock(desk, assessment: str, pictures) -> None:
	"""The district is confirmed as a whole, and locked; unlocking takes a reason, and is kept."""
	name = f"DAC-{DISTRICT}-{YEAR}-{ROUND}"
	desk.open_form(CONFIRMATION, name)
	assert desk.value("lacking") == 0
	desk.picture(pictures.path("assessment-confirm.png"))
	pictures.for_docs("assessment-confirm.png")
	desk.decide("ยืนยันผลของอำเภอ", "ยืนยันแล้ว")
	assert desk.documents(ASSESSMENT, name=assessment, workflow_state="Confirmed")

	desk.decide("เปิดให้อำเภอแก้ไข")
	desk.dialog.get_by_role("button", name="ยืนยัน").click()
	# without a reason nothing is decided
	missing = desk.page.locator(".modal.show", has=desk.page.locator(".msgprint"))
	expect(missing).to_contain_text("เหตุผล")
	desk.close(missing)
	expect(desk.page.locator(".modal.show")).to_have_count(1)
	desk.dialog.locator("textarea").fill(REASON)
	desk.picture(pictures.path("assessment-unlock.png"))
	desk.dialog.get_by_role("button", name="ยืนยัน").click()
	desk.expect_state("เปิดให้แก้ไข")
	expect(desk.view.locator(".con-center-decisions tr").last).to_contain_text(REASON)
	assert desk.documents(ASSESSMENT, name=assessment, workflow_state="Scoring Complete")
