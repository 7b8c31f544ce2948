"""A letter on its whole way: a province writes, another checks, the governor's deputy signs, districts receive and answer."""

import json
import re
import subprocess
from datetime import timedelta
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.served import this_day

LETTER, ENTRY = "Official Letter", "Incoming Letter"
SUBJECT = "ขอให้ส่งทะเบียนข้อมูลคณะกรรมการ ศอช. ประจำปี (ทดสอบหนังสือเวียน)"
WANTED = "ส่งทะเบียนข้อมูลคณะกรรมการ ศอช."
GROUP = "นายอำเภอทุกอำเภอ"
ANSWER = "ส่งทะเบียนทางไลน์กลุ่มแล้ว 19 ตำบล"
ORDER = "ดำเนินการให้ทันกำหนด"
PASSING = "ส่งย้อนหลังตามที่ตกลงในที่ประชุม"
DATED, DUE = this_day() - timedelta(days=6), this_day() - timedelta(days=2)
DISTRICTS = 25


def test_a_letter_is_written_signed_received_answered_and_reminded_of(open_desk, pictures):
	writer = open_desk("province2")
	letter = write(writer)
	writer.picture(pictures.path("letter.png"))
	pictures.for_docs("letter.png")
	writer.decide("เสนอขึ้น", "หัวหน้ากลุ่มงานตรวจ", passing=PASSING)

	checker = open_desk("province")
	checker.open_form(LETTER, letter)
	checker.decide("ตรวจสอบแล้วเสนอลงนาม", "รอลงนาม")

	signatory = open_desk("governor")
	signatory.open_form(LETTER, letter)
	signatory.decide("ลงนามและออก", "ออกแล้ว", confirm=True)
	assert re.fullmatch(r"อบ 0019/ว \d+", signatory.value("number"))

	writer.open_form(LETTER, letter)
	assert len(writer.value("receivers")) == DISTRICTS
	writer.decide("ส่งหนังสือ", "ส่งแล้ว")

	district = open_desk("district")
	receive_and_answer(district, letter, pictures)
	other = open_desk("khongchiam.district")
	entry = entry_of(other, letter)
	other.open_form(ENTRY, entry)
	expect(other.view.locator(".form-dashboard")).to_contain_text("เกินกำหนด 2 วัน")

	remind(writer, letter, pictures)
	read_copy(district, letter, pictures)
	for desk in (writer, checker, signatory, district, other):
		assert not desk.errors


def write(desk) -> str:
	desk.open("/app/official-letter/new")
	expect(desk.field("office").locator("input")).not_to_have_value("")
	desk.field("circular").locator("input").first.check()
	desk.fill_date("dated", DATED)
	desk.fill("subject", SUBJECT)
	desk.choose("receiver_group", GROUP, GROUP)
	for number, text in enumerate(("ด้วยจังหวัดกำหนดให้ส่งทะเบียน จึงขอให้ดำเนินการ ดังนี้", "จัดทำทะเบียนให้เป็นปัจจุบัน")):
		desk.view.locator(".con-letter-text [data-do=add]").first.click()
		desk.view.locator(".con-letter-text textarea").nth(number).fill(text)
	desk.open_tab("คำตอบ")
	desk.add_row("items", item=WANTED, due=desk.as_typed(DUE))
	desk.open_tab("การลงนามและการส่ง")
	desk.fill("contact_name", "นายเกรียงไกร ชาญวิทย์")
	desk.save()
	desk.expect_state("ร่าง")
	assert desk.value("addressed_to") == GROUP
	return desk.form_name


def entry_of(desk, letter: str) -> str:
	return desk.documents(ENTRY, letter=letter)[0]["name"]


def receive_and_answer(desk, letter: str, pictures) -> None:
	desk.open_form(ENTRY, entry_of(desk, letter))
	desk.expect_state("รอลงรับ")
	desk.click_button("ลงรับ")
	expect(desk.page.locator(".desk-alert").last).to_contain_text("รอมอบหมายเจ้าหน้าที่")
	desk.expect_state("ลงรับแล้ว")
	assert re.fullmatch(r"\d+/\d{4}", desk.value("number"))
	desk.click_button("มอบหมาย")
	desk.dialog.locator('[data-fieldname="user"] select').select_option(label="นายอนุชา เพียรดี")
	desk.dialog.locator(".btn-primary:visible").click()
	expect(desk.page.locator(".desk-alert").last).to_contain_text("ขณะนี้อยู่ที่ นายอนุชา เพียรดี")
	desk.expect_state("มอบหมายแล้ว")
	desk.click_button("เกษียน/สั่งการ")
	desk.dialog.locator('[data-fieldname="kind"] select').select_option("Order")
	desk.dialog.locator('[data-fieldname="text"] textarea').fill(ORDER)
	desk.dialog.locator(".btn-primary:visible").click()
	expect(desk.field("remarks")).to_contain_text(ORDER)
	desk.click_button("บันทึกการตอบ")
	desk.dialog.locator('[data-fieldname="note"] input').fill(ANSWER)
	desk.dialog.locator(".btn-primary:visible").click()
	desk.expect_state("ตอบแล้ว")
	expect(desk.view.locator(".form-dashboard")).to_contain_text("ตอบแล้ว ช้า 2 วัน")
	desk.picture(pictures.path("incoming-letter.png"))
	pictures.for_docs("incoming-letter.png")


def read_copy(desk, letter: str, pictures) -> None:
	"""The letter has come in as a PDF."""
	name = entry_of(desk, letter)
	address = desk.wait_for(lambda: desk.file_of(ENTRY, name))
	copy = desk.context.request.get(address)
	assert copy.ok and copy.body()[:4] == b"%PDF"
	pictures.path("copy.pdf").write_bytes(copy.body())


def remind(desk, letter: str, pictures) -> None:
	"""The list of answers says who is late; one click makes the letter that reminds them."""
	desk.open(f"/app/query-report/Answers%20to%20Letters?letter={letter}")
	rows = desk.view.locator(".dt-row[data-row-index]:not(.dt-row-header)")
	expect(rows.filter(has_text="ตอบแล้ว")).to_have_count(1)
	desk.picture(pictures.path("answers.png"))
	pictures.for_docs("answers.png")
	desk.click_button("ทำหนังสือเตือนผู้ที่เกินกำหนด")
	desk.page.wait_for_function("first => window.cur_frm?.doc?.reminds_of === first", arg=letter)
	desk.settle()
	assert len(desk.value("receivers")) == DISTRICTS - 1
	assert desk.value("kind") == "Stamped"


# the rows of a day stand below its date
DAY = ("วันที่", "เดือน", f"พ.ศ.{this_day().year + 543}".translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")))
REGISTERS = (
	# report, filters, and what the form says, cancelled numbers too
	(
		"Register of Letters Sent",
		"?run=Letter",
		("ทะเบียนหนังสือส่ง", "หมายเหตุ", "อบ๐๐๑๙/๐๐๐๐๑", "ออกซ้ำ", *DAY),
	),
	(
		"Register of Letters Received",
		"?area=3401",
		("ทะเบียนหนังสือรับ", "หมายเหตุ", "อบ๗๐๐๐๑/๔๕", "การปฏิบัติ", *DAY),
	),
)


@pytest.mark.parametrize(("report", "filters", "words"), REGISTERS)
def test_the_registers_are_read_printed_and_exported(open_desk, pictures, report, filters, words):
	desk = open_desk("province2")
	desk.open(f"/app/query-report/{report}{filters}")
	desk.page.wait_for_function(
		"() => window.frappe?.query_report?.data?.length && !frappe.request.ajax_count"
	)
	name = report.lower().replace(" ", "-")
	desk.picture(pictures.path(f"{name}.png"))
	html = desk.page.evaluate(
		"""async () => {
			const render = frappe.render_pdf;
			let html;
			frappe.render_pdf = (made) => (html = made);
			await frappe.query_report.pdf_report({ orientation: "Landscape", with_letter_head: 0 });
			frappe.render_pdf = render;
			return html;
		}"""
	)
	answer = desk.context.request.post(
		"/api/method/frappe.utils.print_format.report_to_pdf",
		form={"html": html, "orientation": "Landscape"},
		headers={"X-Frappe-CSRF-Token": desk.page.evaluate("frappe.csrf_token")},
		timeout=90_000,
	)
	assert answer.ok, answer.status
	pdf = pictures.path(f"{name}.pdf")
	pdf.write_bytes(answer.body())
	text = subprocess.run(
		["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True
	).stdout
	text = re.sub(r"\s+", "", text)
	for word in words:
		assert word in text, word
	asked = {
		"report_name": report,
		"filters": json.dumps(dict(parse_qsl(filters[1:]))),
		"file_format_type": "Excel",
		# as the desk says which rows it shows
		"visible_idx": json.dumps(list(range(100))),
	}
	sheet = desk.context.request.get("/api/method/frappe.desk.query_report.export_query", params=asked)
	assert sheet.ok and sheet.body()[:2] == b"PK", sheet.text()[:300]
	assert not desk.errors


def test_letters_on_a_phone(open_desk, pictures):
	desk = open_desk("governor")
	desk.page.set_viewport_size(PHONE)
	letter = desk.documents(LETTER, docstatus=1)[0]["name"]
	desk.open_form(LETTER, letter)
	assert desk.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
	desk.picture(pictures.path("letter-phone.png"))
	assert not desk.errors
