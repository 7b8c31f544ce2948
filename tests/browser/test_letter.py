"""A letter on its whole way: a province writes, another checks, the governor's deputy signs, districts receive and answer."""

import re
from datetime import timedelta

from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.desk import this_day

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
	for desk in (writer, checker, signatory, district, other):
		assert not desk.errors


def write(desk) -> str:
	desk.open("/app/official-letter/new")
	expect(desk.field("office").locator("input")).not_to_have_value("")
	desk.field("circular").locator("input").first.check()
	desk.fill_date("dated", DATED)
	desk.fill("subject", SUBJECT)
	desk.choose("receiver_group", GROUP, GROUP)
	for number, text in enumerate(("ด้วยจังหวัดกำหนดให้ส่งทะเบียน จึงขอให้ดำเนินการ ดังนี้", "จัดทำทะเบียนให้เป็นปัจจุบัน"), 1):
		desk.field("body").locator(".grid-add-row").click()
		form = desk.open_row("body", number)
		desk.fill_row_form(form, text=text)
		desk.close_row("body")
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
	desk.expect_state("ลงรับแล้ว")
	assert re.fullmatch(r"\d+/\d{4}", desk.value("number"))
	desk.click_button("มอบหมาย")
	desk.dialog.locator('[data-fieldname="user"] select').select_option(label="นายอนุชา เพียรดี")
	desk.dialog.locator(".btn-primary:visible").click()
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


def test_the_registers_are_read_and_printed(open_desk, pictures):
	desk = open_desk("province2")
	for report, place in (("Register of Letters Sent", "sent"), ("Register of Letters Received", "received")):
		desk.open(f"/app/query-report/{report}")
		desk.page.wait_for_function("() => window.frappe?.query_report?.data && !frappe.request.ajax_count")
		desk.picture(pictures.path(f"register-{place}.png"))
	assert not desk.errors


def test_letters_on_a_phone(open_desk, pictures):
	desk = open_desk("governor")
	desk.page.set_viewport_size(PHONE)
	letter = desk.documents(LETTER, docstatus=1)[0]["name"]
	desk.open_form(LETTER, letter)
	assert desk.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
	desk.picture(pictures.path("letter-phone.png"))
	assert not desk.errors
