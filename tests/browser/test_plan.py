"""A center's action plan: written, returned for one line, corrected, approved; and a month of progress with evidence."""

from playwright.sync_api import expect

PLAN, PROGRESS = "Action Plan", "Activity Progress"
# the demo's center that has no plan this year, and its officer
AREA, CENTER = "340111", "ศอช.ต.หนองบ่อ อ.เมืองอุบลราชธานี จ.อุบลราชธานี"
MEETINGS, MARKET = "ประชุมคณะกรรมการ ศอช.ต. ทุกไตรมาส", "ออกร้านจำหน่ายผลิตภัณฑ์ชุมชน"
LOCAL, PROVINCE = "องค์กรปกครองส่วนท้องถิ่น", "จังหวัด"
# every month: whenever the tests run, the month at hand is planned
MONTHS = "october november december january february march april may june july august september".split()
NOTE = "ระบุสถานที่ออกร้านในแต่ละครั้ง"
PLACE = "ตลาดนัดชุมชนหน้าที่ว่าการอำเภอ"
DONE = "ประชุมครบองค์ประชุม พิจารณาแผนและแบ่งงานให้ผู้แทนหมู่บ้าน"


def test_plan_is_returned_for_a_line_corrected_approved_and_reported_on(open_desk, pictures, tmp_path):
	officer = open_desk("officer")
	plan = write_plan(officer, pictures)
	officer.decide("เสนอขึ้น", "อำเภอตรวจสอบ")

	district = open_desk("district")
	district.open_form(PLAN, plan)
	return_a_line(district, pictures)

	correct(officer, plan, pictures)
	officer.decide("เสนอขึ้น", "อำเภอตรวจสอบ")

	district.open_form(PLAN, plan)
	district.decide("ตรวจสอบแล้วเสนอจังหวัด", "จังหวัดตรวจสอบ")
	province = open_desk("province")
	province.open_form(PLAN, plan)
	province.decide("อนุมัติ", "อนุมัติแล้ว")

	record_progress(officer, plan, tmp_path, pictures)
	check_figures(officer, plan, pictures)
	for desk in (officer, district, province):
		assert not desk.errors


def write_plan(desk, pictures) -> str:
	desk.open("/app/action-plan/new")
	desk.choose("center", "หนองบ่อ", CENTER)
	for number, (kind, name, target) in enumerate(
		(("การประชุมเครือข่าย", MEETINGS, "12"), ("ประสานงานช่องทางการตลาด", MARKET, "4")), 1
	):
		desk.field("activities").locator(".grid-add-row").click()
		desk.set_cells("activities", number, kind=(kind, kind))
		row = desk.open_row("activities", number)
		desk.fill_row_form(row, activity_name=name, target_quantity=target, target_unit="ครั้ง")
		desk.fill_row_form(row, **dict.fromkeys(MONTHS if number == 1 else MONTHS[2::3], True))
		desk.fill_row_form(row, responsible="เลขานุการ ศอช.ต.")
		if number == 1:
			desk.picture(pictures.path("plan-activity.png"))
			pictures.for_docs("plan-activity.png")
		desk.close_row("activities")
	for number, (activity, source, amount) in enumerate(
		(("1", LOCAL, "6000"), ("2", PROVINCE, "9000.50")), 1
	):
		desk.field("budgets").locator(".grid-add-row").click()
		desk.set_cells("budgets", number, activity_number=activity, source=(source, source), amount=amount)
	desk.save()
	assert desk.value("planned_total") == 15000.5
	assert desk.page.evaluate("cur_frm.doc.activities.map(row => row.months)") == [
		"ต.ค.–ก.ย.",
		"ธ.ค., มี.ค., มิ.ย., ก.ย.",
	]
	return desk.form_name


def return_a_line(desk, pictures) -> None:
	"""What is to be corrected is written beside the line that it concerns."""
	desk.decide("ส่งคืน")
	line = desk.dialog.locator("tr", has_text=MARKET)
	line.locator("input").fill(NOTE)
	desk.picture(pictures.path("plan-return.png"))
	pictures.for_docs("plan-return.png")
	desk.dialog.get_by_role("button", name="ยืนยัน").click()
	desk.expect_state("ส่งคืนแก้ไข")


def correct(desk, plan: str, pictures) -> None:
	"""The officer finds the reason above the form and in the line."""
	desk.open_form(PLAN, plan)
	expect(desk.notes).to_contain_text(f"{MARKET}): {NOTE}")
	notes = desk.page.evaluate("cur_frm.doc.activities.map(row => row.return_note || '')")
	assert notes == ["", NOTE]
	desk.picture(pictures.path("plan-returned.png"), height=640)
	pictures.for_docs("plan-returned.png")
	row = desk.open_row("activities", 2)
	desk.fill_row_form(row, place=PLACE)
	desk.close_row("activities")
	desk.save()


def record_progress(desk, plan: str, folder, pictures) -> None:
	desk.open_form(PLAN, plan)
	desk.click_button("บันทึกความก้าวหน้า")
	desk.dialog.locator("select").select_option("1")
	desk.dialog.locator(".btn-modal-primary:visible, .btn-primary:visible").last.click()
	desk.page.wait_for_function(
		"() => window.cur_frm?.doctype === 'Activity Progress' && cur_frm.doc.activity_number === '1'"
	)
	desk.settle()
	desk.field("what_was_done").locator("textarea").fill(DONE)
	desk.fill("done_quantity", "1")
	desk.field("spending").locator(".grid-add-row").click()
	desk.set_cells("spending", 1, source=(LOCAL, LOCAL), amount="480.25")
	attach_evidence(desk, folder)
	assert desk.value("spent_total") == 480.25
	for file in desk.page.evaluate("cur_frm.doc.evidence.map(row => row.file)"):
		assert file.startswith("/private/files/") and desk.status_of(file) == 200
	desk.field("evidence").scroll_into_view_if_needed()
	desk.picture(pictures.path("progress.png"))
	pictures.for_docs("progress.png")


def attach_evidence(desk, folder) -> None:
	"""The button saves what was typed, takes the files, and makes a row of each."""
	papers = [folder / "record.txt", folder / "people.txt"]
	for paper in papers:
		paper.write_text(f"{paper.stem}\n", encoding="utf-8")
	desk.click_button("แนบหลักฐาน")
	desk.dialog.locator('input[type="file"]').first.set_input_files(papers)
	desk.dialog.locator(".btn-modal-primary:visible").click()
	desk.page.wait_for_function(
		"() => cur_frm.doc.evidence?.length === 2 && !cur_frm.is_dirty() && !cur_frm.is_new()"
	)
	desk.settle()


def check_figures(desk, plan: str, pictures) -> None:
	"""The plan's own form adds up what was done and spent."""
	desk.open_form(PLAN, plan)
	table = desk.view.locator(".con-center-plan")
	expect(table.locator("tbody tr").first).to_contain_text("480.25")
	assert desk.value("spent_total") == 480.25
	desk.picture(pictures.path("plan-progress.png"))
	pictures.for_docs("plan-progress.png")
