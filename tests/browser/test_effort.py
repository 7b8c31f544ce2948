"""What the five tasks of every week take: clicks and fields, held to their aims (docs/performance.md has the table)."""

from datetime import timedelta

from playwright.sync_api import expect

from tests.browser.effort import Effort
from tests.served import this_day

ORDER = "Appointment Order"
# centers of the demo that no other test works on, and their officer
RENEWS, MEETS, OFFICER = "340112", "340116", "officer2"
FORUM = this_day() - timedelta(days=9)
GROUPS = "กลุ่มออมทรัพย์ กลุ่มสตรี กองทุนหมู่บ้าน กลุ่มทอผ้า กลุ่มผู้ใช้น้ำ กลุ่มจักสาน".split()
LEADING = ("ประธานกรรมการ", "รองประธานกรรมการ", "กรรมการและเลขานุการ", "เหรัญญิก")
FIRST = "สมคิด ลำไย บุญส่ง สายสุนีย์ ประเสริฐ อุไร สมพงษ์ นิภา วิเชียร สุดใจ ธงชัย พิกุล".split()
FAMILY = "เนื้อทอง แสนสุข ศรีเมือง บัวใหญ่ ทวีทรัพย์ วงศ์คำ โพธิ์ศรี สีหา บุญมาก ดวงแก้ว พรมลา ใจตรง".split()
HEADS = "ลำดับที่\tชื่อ-สกุล\tตำแหน่ง\tเป็นผู้แทนของ\tหมู่ที่\tโทรศัพท์"
WRONG, RIGHT = "กลุ่มจักสาน", "กลุ่มจักสานบ้านขามใหญ่"
REASON = "ลำดับที่ 6 โปรดเขียนชื่อกลุ่มให้เต็ม"


def rows_of_a_spreadsheet() -> str:
	"""Twelve members as an office keeps them in Excel, with what the clipboard makes of them."""
	rows = [
		"\t".join(
			(
				str(n + 1),
				f"{'นาง' if n % 2 else 'นาย'}{FIRST[n]} {FAMILY[n]}",
				LEADING[n] if n < len(LEADING) else "กรรมการ",
				GROUPS[n % len(GROUPS)],
				str(n % 5 + 1),
				f"08{n % 10}5550{100 + n}",
			)
		)
		for n in range(12)
	]
	return "\r\n".join([HEADS, *rows])


def test_a_committee_is_sent_returned_corrected_and_signed(open_desk, pictures, efforts):
	officer, district, chief = open_desk(OFFICER), open_desk("district"), open_desk("chief", phone=True)
	sending = Effort("A committee of twelve, entered and sent", 8)
	sending.watch(officer)
	officer.open(f"/app/con-center/{RENEWS}")
	with sending.counted():
		order = enter_and_send(officer, pictures)
	efforts.keep(sending, 15)

	returning = Effort("An order returned, corrected and forwarded", 9)
	returning.watch(officer, district)
	return_correct_forward(returning, officer, district, order)
	efforts.keep(returning, 17)

	signing = Effort("An order signed on a phone", 3)
	signing.watch(chief)
	chief.open("/app")
	row = waiting(chief, order)
	with signing.counted():
		row.get_by_role("button", name="ลงนาม").click()
		chief.dialog.get_by_role("button", name="ลงนาม").click()
		expect(row).to_have_count(0)
	assert chief.documents(ORDER, name=order, workflow_state="Issued")
	efforts.keep(signing, 7)
	for desk in (officer, district, chief):
		assert not desk.errors


def enter_and_send(desk, pictures) -> str:
	desk.view.get_by_role("button", name="เพิ่มคณะกรรมการ").click()
	# what is proposed follows the committee before
	expect(desk.field("term_number").locator("input")).to_have_value("2")
	assert desk.value("term_start") and desk.value("term_end")
	desk.fill_date("forum_date", FORUM)
	desk.fill("forum_place", "ศาลาประชาคมบ้านขามใหญ่")
	desk.fill("forum_attendance", "71")
	desk.paste(rows_of_a_spreadsheet())
	expect(desk.dialog.locator(".con-added-rows tbody tr")).to_have_count(12)
	desk.picture(pictures.path("members-pasted.png"))
	pictures.for_docs("members-pasted.png")
	desk.dialog.get_by_role("button", name="เพิ่ม 12 คน").click()
	desk.save()
	assert desk.value("sitting_members") == 12
	desk.click_menu("จัดทำประกาศ/คำสั่ง", "รับรองผลการคัดเลือก")
	expect(desk.title).to_contain_text("เพิ่มประกาศและคำสั่งแต่งตั้ง")
	desk.save()
	desk.decide("เสนอขึ้น", "อำเภอตรวจสอบ")
	return desk.form_name


def return_correct_forward(effort, officer, district, order: str) -> None:
	"""From page to page of today, as each is met when somebody comes to his desk."""
	district.open("/app")
	row = waiting(district, order)
	with effort.counted():
		row.get_by_role("button", name="ส่งคืน").click()
		district.dialog.locator("textarea").fill(REASON)
		district.dialog.get_by_role("button", name="ยืนยัน").click()
		expect(row).to_contain_text("ส่งคืนแก้ไข")
	officer.open("/app")
	row = waiting(officer, order)
	with effort.counted():
		row.get_by_role("button", name="แก้ไข").click()
		officer.field("committee").locator("a:visible").first.click()
		officer.page.wait_for_function("() => window.cur_frm?.doctype === 'Committee' && !cur_frm.is_new()")
		officer.settle()
		officer.change_cell("members", 6, "organization_name", RIGHT)
		officer.page.keyboard.press("Control+s")
		officer.page.wait_for_function("() => !cur_frm.is_dirty()")
		officer.settle()
		officer.go_home()
		waiting(officer, order).get_by_role("button", name="เสนอขึ้น").click()
		expect(waiting(officer, order)).to_have_count(0)
	district.open("/app")
	row = waiting(district, order)
	with effort.counted():
		row.get_by_role("button", name="ตรวจสอบแล้วเสนอลงนาม").click()
		expect(row).to_have_count(0)


def waiting(desk, name: str):
	row = desk.view.locator(f'.con-today-row[data-row$="{name}"]')
	desk.settle()
	return row


def test_a_meeting_is_held_and_minuted(open_desk, efforts):
	desk = open_desk(OFFICER)
	effort = Effort("A meeting, from held to its minutes", 10)
	effort.watch(desk)
	desk.open("/app")
	desk.open_form("Meeting", convened_meeting(desk))
	with effort.counted():
		desk.decide("ได้ประชุมแล้ว", "ประชุมแล้ว")
		desk.click_button("ที่เหลือมาประชุม")
		desk.click_button("ประชุมตามกำหนดเวลา")
		desk.open_tab("ระเบียบวาระ")
		items = desk.page.evaluate("cur_frm.doc.agenda.map(row => row.part)")
		row = desk.open_row("agenda", 1)
		for number, part in enumerate(items, 1):
			decide_item(desk, row, part)
			leave = "เสร็จ" if number == len(items) else "แถวถัดไป"
			desk.field("agenda").locator(".grid-row-open").get_by_role("button", name=leave).click()
		save_by_key(desk)
		desk.decide("ปิดการประชุม", "ร่างรายงาน")
	efforts.keep(effort, 18)
	assert not desk.errors


def convened_meeting(desk) -> str:
	"""The next meeting of a committee, called as it usually is: its last minutes wait to be adopted."""
	begins = f"{this_day() - timedelta(days=1)} 09:30:00"
	meeting = {
		"doctype": "Meeting",
		"center": MEETS,
		"starts_on": begins,
		"ends_on": begins.replace("09:30", "12:00"),
		"place": "ศาลาประชาคม",
		"agenda": [{"part": "For Consideration", "subject": "แผนปฏิบัติการไตรมาสที่ 2"}],
	}
	return desk.page.evaluate(
		"""async meeting => {
			const headers = { 'Content-Type': 'application/json', 'X-Frappe-CSRF-Token': frappe.csrf_token };
			const sent = { method: 'POST', headers, body: JSON.stringify(meeting) };
			const doc = (await (await fetch('/api/resource/Meeting', sent)).json()).data;
			await frappe.xcall('frappe.model.workflow.apply_workflow', { doc, action: 'Convene' });
			return doc.name;
		}""",
		meeting,
	)


def decide_item(desk, row, part: str) -> None:
	form = desk.field("agenda").locator(".grid-row-open .form-in-grid")
	outcome = form.locator('[data-fieldname="outcome"] select')
	# the row opens at what is to be filled in
	expect(outcome).to_be_focused()
	outcome.select_option("Adopted" if part == "Adoption of Minutes" else "Approved")
	if part == "For Consideration":
		form.locator('[data-fieldname="resolution"] textarea').fill("เห็นชอบตามที่เสนอ")


def save_by_key(desk) -> None:
	desk.page.keyboard.press("Control+s")
	desk.page.wait_for_function("() => !cur_frm.is_dirty()")
	desk.settle()


def test_a_district_scores_its_twelve_sub_districts(open_desk, efforts):
	year = next_fiscal_year()
	for login in ("officer", "officer2"):
		assess_and_send(open_desk(login), year)
	desk = open_desk("district")
	effort = Effort("The grid of twelve sub-districts, scored and completed", 6)
	effort.watch(desk)
	desk.open("/app/assessment-grid")
	expect(desk.view.locator(".con-table-grid")).to_be_visible()
	with effort.counted():
		box = desk.view.locator('.page-form [data-fieldname="fiscal_year"] input')
		box.fill(str(year))
		box.press("Tab")
		desk.settle()
		expect(desk.view.locator(".con-state", has_text="✎")).to_have_count(12)
		desk.view.get_by_role("button", name="เติมช่องว่างจากคะแนนขั้นก่อน").click()
		desk.view.get_by_role("button", name="บันทึก", exact=True).click()
		# twelve documents, each saved by its own rules
		expect(desk.view.locator("td .con-changed")).to_have_count(0, timeout=90_000)
		desk.settle()
		desk.view.locator(".page-actions").get_by_role("button", name="ขั้นต่อไป").click()
		step = "ให้คะแนนครบแล้ว"
		desk.view.locator(".page-actions .dropdown-menu.show").get_by_text(step, exact=True).click()
		expect(desk.dialog.locator('input[type="checkbox"]:checked')).to_have_count(12)
		desk.dialog.locator(".btn-modal-primary:visible").click()
		expect(desk.view.locator(".con-state", has_text="ครบแล้ว รอจังหวัดยืนยัน")).to_have_count(
			12, timeout=90_000
		)
	efforts.keep(effort, None)
	assert not desk.errors


def next_fiscal_year() -> int:
	"""A year in which nobody has assessed anything yet."""
	today = this_day()
	return today.year + 543 + (today.month >= 10) + 1


def assess_and_send(desk, year: int) -> None:
	"""What the officers of the sub-districts do before, as the grid does it: begin, answer, send."""
	desk.open("/app")
	sent = desk.page.evaluate(
		"""async year => {
			const bulk = (method, args) => frappe.xcall(`con_center.assessments.bulk.${method}`, args);
			const asked = { district: '3401', fiscal_year: year, round: 1 };
			const mine = async () => (await bulk('load', asked)).rows.filter((row) => row.stage === 'self');
			await bulk('create_missing', asked);
			const changes = (await mine()).map(({ name, modified, scores, limits }) => ({
				name,
				modified,
				scores: Object.fromEntries(Object.keys(limits).map((code) => [code, scores.self[code] || '0'])),
			}));
			await bulk('save', { changes });
			const rows = (await mine()).map(({ name, modified }) => ({ name, modified }));
			return bulk('take_step', { rows, action: 'Send to the District' });
		}""",
		year,
	)
	assert sent["done"] and not sent["failed"], sent
