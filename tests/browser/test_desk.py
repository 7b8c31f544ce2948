"""The desk in both languages, on a phone, and without errors in the browser's console."""

import re

import pytest
from playwright.sync_api import expect

PAGES = {
	"officer": (
		"/app/con-case-work",
		"/app/committee",
		"/app/appointment-order",
		"/app/con-center",
		"/app/community-organization",
		"/app/query-report/Waiting%20for%20Me",
	),
	"province": (
		"/app/approval-log",
		"/app/document-number",
		"/app/number-counter",
		"/app/officer-assignment",
	),
	"admin": (
		"/app/con-settings",
		"/app/order-template",
		"/app/position",
		"/app/area/view/tree",
		"/app/committee-role",
	),
}
NOT_FOUND = re.compile("ไม่พบหน้า|not found", re.IGNORECASE)


@pytest.mark.parametrize("login", PAGES)
def test_pages_open_in_thai_without_errors(open_desk, login):
	desk = open_desk(login)
	for path in PAGES[login]:
		desk.open(path)
		expect(desk.title.first).to_have_text(re.compile("[ก-๙]"))
		assert not NOT_FOUND.search(desk.view.inner_text()), path
	assert not desk.errors


@pytest.mark.parametrize("path", ["/login", "/app"])
def test_thai_has_a_face_of_its_own(open_desk, path):
	"""A machine without a Thai font shows no boxes."""
	desk = open_desk(None if path == "/login" else "officer")
	desk.page.goto(path)
	desk.page.wait_for_load_state("networkidle")
	loaded = desk.page.evaluate(
		"""() => [...document.fonts].filter((face) => face.unicodeRange.includes("E00") && face.status === "loaded")
			.map((face) => face.weight)"""
	)
	assert "100 599" in loaded
	assert not desk.errors


def test_tree_of_areas_opens_level_by_level(open_desk):
	desk = open_desk("officer")
	desk.open("/app/area/view/tree")
	for area in ("อุบลราชธานี", "เขื่องใน"):
		desk.view.locator(".tree .tree-label", has_text=re.compile(f"^\\s*{area}\\s*$")).click()
	expect(desk.view.locator(".tree .tree-label", has_text="สร้างถ่อ")).to_be_visible()
	assert not desk.errors


def test_calendar_of_a_date_speaks_thai(open_desk):
	desk = open_desk("officer")
	desk.open("/app/meeting/new")
	desk.field("starts_on").locator("input").click()
	calendar = desk.page.locator(".datepicker.active")
	expect(calendar.locator(".datepicker--nav-title")).to_have_text(re.compile("คม|ยน|พันธ์"))
	expect(calendar.locator(".datepicker--day-name").first).to_have_text(re.compile(r"^อา\.?$"))
	assert not desk.errors


def test_form_with_a_comment_shows_it(open_desk):
	desk = open_desk("district")
	center = "340101"
	desk.open_form("CON Center", center)
	box = desk.view.locator(".comment-input-container .ql-editor")
	box.click()
	box.press_sequentially("โทรถามประธานแล้ว")
	desk.view.locator(".comment-input-wrapper .btn-comment").click()
	expect(desk.view.locator(".new-timeline")).to_contain_text("โทรถามประธานแล้ว")
	desk.open_form("CON Center", center)
	expect(desk.view.locator(".new-timeline")).to_contain_text("โทรถามประธานแล้ว")
	expect(desk.field("center_name")).to_be_visible()
	assert not desk.errors


@pytest.mark.parametrize("doctype", ("committee", "action-plan", "assessment", "meeting", "reporting-round"))
def test_rows_of_a_list_are_chosen_and_opened(open_desk, doctype):
	desk = open_desk("district")
	desk.open(f"/app/{doctype}")
	row = desk.view.locator(".list-row:visible").first
	expect(row.locator(".list-row-checkbox")).to_be_visible()
	row.locator(".list-subject a").first.click()
	desk.page.wait_for_url(re.compile(rf"/(app|desk)/{doctype}/[^/]+$"))
	desk.settle()
	assert not desk.errors


def test_history_of_a_form_speaks_thai(open_desk):
	desk = open_desk("officer")
	meeting = desk.documents("Meeting", workflow_state="Adopted", area="340101")[0]["name"]
	desk.open_form("Meeting", meeting)
	history = desk.view.locator(".new-timeline")
	expect(history).to_contain_text("สถานะ จาก ร่าง เป็น เชิญประชุมแล้ว")
	expect(history).to_contain_text(re.compile(r"มติที่ จาก – เป็น \d+/\d+ ในแถวที่ [1-9]"))
	assert not re.search(r"\bnull\b|You |row #", history.inner_text())
	expect(desk.field("starts_on")).not_to_contain_text("Asia")
	orders = desk.documents("Appointment Order", workflow_state="Acknowledged by Province", area="340101")
	desk.open_form("Appointment Order", orders[0]["name"])
	history = desk.view.locator(".new-timeline")
	expect(history).to_contain_text("สถานะ จาก ออกแล้ว เป็น จังหวัดรับทราบแล้ว")
	expect(history).not_to_contain_text("@")
	assert not desk.errors


def test_number_card_counts_what_waits(open_desk):
	desk = open_desk("chief")
	desk.open("/app/con-case-work")
	card = desk.view.locator(".number-widget-box", has_text="เรื่องที่รอท่านดำเนินการ")
	expect(card.locator(".number")).to_have_text(re.compile(r"^\s*[1-9]\d*\s*$"))


def test_a_dialog_is_answered_once_and_gone(open_desk):
	desk = open_desk("officer")
	desk.open("/app")
	desk.page.evaluate("""() => {
		window.answers = 0;
		window.asked = new frappe.ui.Dialog({
			title: "Asked",
			primary_action: () => {
				answers += 1;
				asked.hide();
			},
		});
		asked.show();
		asked.get_primary_btn().click();
		asked.get_primary_btn().click();
	}""")
	is_gone(desk)
	assert desk.page.evaluate("() => answers") == 1
	desk.page.evaluate("() => void asked.show()")
	desk.page.wait_for_function("() => asked.display")
	desk.page.locator(".modal.show .btn-primary").dblclick()
	is_gone(desk)
	assert desk.page.evaluate("() => answers") == 2
	assert not desk.errors


def is_gone(desk) -> None:
	desk.page.wait_for_function(
		"() => !asked.$wrapper.is(':visible') && !document.querySelector('.modal-backdrop')"
	)


def test_a_template_whose_counters_are_words_of_the_language_is_compiled_again(open_desk):
	desk = open_desk("officer")
	desk.open("/app")
	made = desk.page.evaluate(
		"""() => {
			const { get_random } = frappe.utils;
			const drawn = ["new", "var"];
			frappe.utils.get_random = (length) => drawn.shift() || get_random(length);
			const made = frappe.render("{% for row in rows %}{{ row.text }}{% endfor %}", { rows: [{ text: "ก" }, { text: "ข" }] });
			frappe.utils.get_random = get_random;
			return made;
		}"""
	)
	assert made == "กข"


def test_english_is_one_click_away(open_desk):
	desk = open_desk("province2")
	desk.open("/app/appointment-order")
	try:
		desk.choose_for_oneself("English")
		expect(desk.title).to_have_text("Appointment Order")
		expect(desk.view.get_by_text("Awaiting Signature").first).to_be_visible()
	finally:
		desk.choose_for_oneself("ไทย")
	expect(desk.title).to_have_text("ประกาศและคำสั่งแต่งตั้ง")
	expect(desk.view.get_by_text("รอลงนาม").first).to_be_visible()


def test_form_can_be_used_on_a_phone(open_desk, pictures):
	desk = open_desk("chief", phone=True)
	orders = desk.documents("Appointment Order", area="340105", workflow_state="Awaiting Signature")
	order = orders[0]["name"]
	desk.open_form("Appointment Order", order)
	desk.picture(pictures.path("phone.png"))
	# the head of the page is Frappe's; in the older one a long title pushes the status aside
	beyond = desk.page.evaluate(
		"""[...document.querySelectorAll(".layout-main-section .form-column:not(:empty)")]
			.filter((part) => part.getBoundingClientRect().right > window.innerWidth + 1).length"""
	)
	assert beyond == 0, "the form is wider than the screen"
	assert {"ลงนามและออก", "ส่งคืน"} <= set(desk.decisions())
	assert not desk.errors
