"""The case that the software is for: a committee is entered, announced, returned, corrected, signed, issued."""

import re
import subprocess
from datetime import date, timedelta

from playwright.sync_api import expect

from tests.served import this_day

ORDER = "Appointment Order"
FORUM = this_day() - timedelta(days=16)
TERM_START = this_day() + timedelta(days=10)
MONTHS = "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม".split()
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
CENTER = "ศอช.ต.หนองบ่อ อ.เมืองอุบลราชธานี จ.อุบลราชธานี"
REASON = "ลำดับที่ 9 ยังไม่ระบุกลุ่มหรือองค์กรที่เป็นผู้แทน โปรดเพิ่มเติม"
PASSING = "ตำบลนี้ไม่ใช้เลขหมู่บ้านในทะเบียนกรรมการ"
GROUP = "กลุ่มอาชีพจักสานบ้านหนองบ่อ"
MEMBERS = (
	("นาย", "บุญเลิศ", "ศรีสมบูรณ์", "ประธานกรรมการ", "กลุ่มออมทรัพย์"),
	("นาง", "สุภาพ", "ทองดี", "รองประธานกรรมการ", "กลุ่มสตรี"),
	("นางสาว", "กัลยา", "แสงจันทร์", "กรรมการและเลขานุการ", "กองทุนหมู่บ้าน"),
	("นาย", "อุดม", "พิมพ์ทอง", "เหรัญญิก", "กลุ่มฌาปนกิจ"),
	("นาย", "สำราญ", "ใจกล้า", "กรรมการ", "กลุ่มผู้ใช้น้ำ"),
	("นาง", "ประนอม", "บุญช่วย", "กรรมการ", "กลุ่มทอผ้า"),
	("นาย", "วีระ", "คำมูล", "กรรมการ", "วิสาหกิจชุมชน"),
	("นาง", "ลำดวน", "สุขใจ", "กรรมการ", "อาสาพัฒนาชุมชน"),
	("นาย", "ถาวร", "ผาสุก", "กรรมการ", ""),
)


def test_committee_is_announced_by_three_offices(open_desk, pictures):
	officer = open_desk()
	officer.login = "officer"
	officer.sign_in()
	committee = enter_committee(officer)
	officer.picture(pictures.path("committee.png"))
	pictures.for_docs("committee.png")
	order = make_announcement(officer)
	stop_at_a_blank(officer, order)
	officer.decide("เสนอขึ้น", "อำเภอตรวจสอบ", passing=PASSING)

	district = open_desk("district")
	open_from_waiting_list(district, order)
	expect(district.view.locator(".con-passed", has_text=PASSING)).to_be_visible()
	return_with_reason(district)

	correct(officer, committee, order)
	officer.decide("เสนอขึ้น", "อำเภอตรวจสอบ")

	district.open_form(ORDER, order)
	expect(district.view.locator(".con-changes")).to_contain_text(GROUP)
	district.decide("ตรวจสอบแล้วเสนอลงนาม", "รอลงนาม")

	chief = open_desk("chief")
	chief.open("/app/query-report/Waiting%20for%20Me")
	expect(chief.view.get_by_text(order)).to_be_visible()
	chief.picture(pictures.path("waiting.png"), height=360)
	open_from_waiting_list(chief, order)
	chief.picture(pictures.path("order.png"))
	chief.decide("ลงนามและออก", "ออกแล้ว", confirm=True)

	check_pdf(chief, order, pictures)

	province = open_desk("province")
	open_from_waiting_list(province, order)
	province.decide("รับทราบ", "จังหวัดรับทราบแล้ว")
	check_log(province)
	province.picture(pictures.path("acknowledged.png"))
	officer.open_form("Committee", committee)
	# its term has not begun
	officer.expect_state("รอเริ่มวาระ")
	for desk in (officer, district, chief, province):
		assert not desk.errors


def enter_committee(desk) -> str:
	desk.open("/app/con-center/340111")
	desk.view.get_by_role("button", name="เพิ่มคณะกรรมการ").click()
	expect(desk.field("center").locator("input")).to_have_value(CENTER.split()[0])
	# until the term is proposed the form is being drawn, and will take the focus to its first field
	desk.page.wait_for_function("() => cur_frm.doc.term_start")
	desk.fill_date("term_start", TERM_START)
	desk.open_section("การคัดเลือก")
	desk.fill_date("forum_date", FORUM)
	desk.fill("forum_place", "ศาลาประชาคมบ้านหนองบ่อ")
	desk.fill("forum_attendance", "64")
	for title, first, last, role, group in MEMBERS:
		desk.add_row(
			"members",
			title=title,
			first_name=first,
			last_name=last,
			role=(role, role),
			organization_name=group,
		)
	desk.save()
	desk.expect_state("ร่าง")
	assert desk.value("sitting_members") == len(MEMBERS)
	return desk.form_name


def make_announcement(desk) -> str:
	desk.click_menu("จัดทำประกาศ/คำสั่ง", "รับรองผลการคัดเลือก")
	expect(desk.title).to_contain_text("เพิ่มประกาศและคำสั่งแต่งตั้ง")
	desk.save()
	desk.expect_state("ร่าง")
	assert "ศาลาประชาคมบ้านหนองบ่อ มีผู้เข้าร่วมประชุม 64 คน" in desk.value("body")
	return desk.form_name


def open_from_waiting_list(desk, order: str) -> None:
	desk.open("/app/query-report/Waiting%20for%20Me")
	# at the lower edge, Frappe's table moves away while it is being clicked
	desk.view.locator(".dt-cell__content a", has_text=order).first.dispatch_event("click")
	desk.page.wait_for_function("name => window.cur_frm?.doc?.name === name", arg=order)
	desk.settle()


def stop_at_a_blank(desk, order: str) -> None:
	"""A text with a blank is not sent; the list of what was found leads to the field."""
	body = desk.value("body")
	desk.fill("body", body + "\nณ ………………")
	desk.save()
	desk.decide("เสนอขึ้น")
	expect(desk.dialog).to_contain_text("ยังเว้นว่างไว้")
	desk.dialog.locator(".con-findings a").first.click()
	expect(desk.page.locator(".modal.show")).to_have_count(0)
	desk.fill("body", body)
	desk.save()


def return_with_reason(desk) -> None:
	desk.decide("ส่งคืน")
	expect(desk.dialog).to_contain_text("ระบุสิ่งที่ต้องแก้ไข")
	desk.dialog.locator("textarea").fill(REASON)
	desk.dialog.get_by_role("button", name="ยืนยัน").click()
	desk.expect_state("ส่งคืนแก้ไข")


def correct(desk, committee: str, order: str) -> None:
	"""The officer reads the reason at the top of the document, and corrects the row in the committee."""
	desk.open_form(ORDER, order)
	expect(desk.notes).to_contain_text(REASON)
	desk.open_form("Committee", committee)
	desk.change_cell("members", 9, "organization_name", GROUP)
	desk.save()
	desk.open_form(ORDER, order)


def check_pdf(desk, order: str, pictures) -> None:
	"""Download the PDF by the button of the print view; its text can be read, page 1 is kept as a picture."""
	desk.open(f"/app/print/Appointment%20Order/{order}")
	expect(desk.view.locator('.frappe-control[data-fieldname="print_format"] input')).to_have_value(
		re.compile(r"Official Appointment|ประกาศ/คำสั่ง")
	)
	with desk.context.expect_event(
		"response", lambda response: "download_pdf" in response.url, timeout=60_000
	) as answered:
		desk.view.get_by_role("button", name="PDF").click()
	url = answered.value.url
	answer = desk.context.request.get(url)
	assert answer.ok and answer.headers["content-type"] == "application/pdf"
	pdf = pictures.path("order.pdf")
	pdf.write_bytes(answer.body())
	text = subprocess.run(
		["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True
	).stdout
	text = re.sub(r"\s+", "", text)
	for part in (
		"ประกาศอำเภอเมืองอุบลราชธานี",
		"รับรองผลการคัดเลือกคณะกรรมการศูนย์ประสานงานองค์การชุมชนตำบลหนองบ่อ",
		"เมื่อวันที่ " + in_thai(FORUM),
		"(นายประสิทธิ์ เมืองงาม)",
		"นายอำเภอเมืองอุบลราชธานี",
		*(title + first for title, first, *_rest in MEMBERS),
		GROUP[:12],
	):
		assert part.replace(" ", "") in text, part
	page = pictures.path("document")
	subprocess.run(
		[
			"pdftoppm",
			"-r",
			"80",
			"-f",
			"1",
			"-l",
			"1",
			"-singlefile",
			"-png",
			pdf,
			page,
		],
		check=True,
	)
	pictures.for_docs("document.png")


def check_log(desk) -> None:
	rows = desk.view.locator(".con-center-decisions tr")
	for n, (action, person) in enumerate(
		(
			("เสนอขึ้น", "นางสาวศิริพร ขยันยิ่ง"),
			("ส่งคืน", "นางสาวกนกวรรณ ใจซื่อ"),
			("เสนอขึ้น", "นางสาวศิริพร ขยันยิ่ง"),
			("ตรวจสอบแล้วเสนอลงนาม", "นางสาวกนกวรรณ ใจซื่อ"),
			("ลงนามและออก", "นายประสิทธิ์ เมืองงาม"),
			("รับทราบ", "นางสุดารัตน์ พัฒนะ"),
		)
	):
		expect(rows.nth(n)).to_contain_text(action)
		expect(rows.nth(n)).to_contain_text(person)
	expect(rows.nth(1)).to_contain_text(REASON)
	expect(rows).to_have_count(6)


def in_thai(day: date) -> str:
	return f"{day.day} {MONTHS[day.month - 1]} {day.year + 543}".translate(THAI_DIGITS)
