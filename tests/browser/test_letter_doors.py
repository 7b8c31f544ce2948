"""A secret letter and who does not read it, a letter by LINE, and a paper letter that is taken in by a phone's camera."""

import base64
import hashlib
import hmac
import io
import json
import re
import subprocess
import time
import uuid
from urllib.parse import quote

import pytest
from con_center.tests.line_server import ACCOUNT, TOKEN, LINEServer
from PIL import ExifTags, Image, ImageDraw
from playwright.sync_api import expect

from tests.browser.desk import email
from tests.browser.test_phone import look_over
from tests.served import on_site, this_day

LETTER, ENTRY = "Official Letter", "Incoming Letter"
DISTRICT, DISTRICT_NAME = "3401", "อ.เมืองอุบลราชธานี จ.อุบลราชธานี"
RECEIVER = "นายอำเภอเมืองอุบลราชธานี"

# what is secret

HIDDEN = "ผลการตรวจสอบข้อร้องเรียนที่ผู้อื่นต้องไม่รู้"
MARK = "ลับ"
COLLEAGUE = "province3"
# of the same office, of the office that gets it, of another one
STRANGERS = (COLLEAGUE, "district2", "khongchiam.district")


@pytest.fixture
def colleague(demo):
	"""A third officer of the province's office, who has nothing to do with the letter."""
	officer = (COLLEAGUE, "นางมาลี ไม่เกี่ยวข้อง", "เจ้าหน้าที่สำนักงานพัฒนาชุมชนจังหวัด", ("34",), None, None)
	on_site(f"from con_center.setup import demo; demo.make_officer(*{officer!r})")
	yield
	on_site(
		"[frappe.delete_doc('Officer Assignment', name) for name in"
		f" frappe.get_all('Officer Assignment', {{'user': {email(COLLEAGUE)!r}}}, pluck='name')]"
	)


def test_a_secret_letter_is_read_by_those_who_are_named_and_nobody_else(open_desk, pictures, colleague):
	name_for_secret_letters(open_desk("admin"), email("province"), pictures)
	writer = open_desk("province2")
	letter = write(writer, HIDDEN, secrecy="Confidential")
	writer.picture(pictures.path("secret-letter-draft.png"))
	send_on_its_way(open_desk, writer, letter)
	number = writer.value("number")
	reader = open_desk("chief")
	entry = receive(reader, letter, pictures)
	copy = reader.wait_for(lambda: reader.file_of(ENTRY, entry))

	see_the_mark(writer, letter, number, pictures)
	doors = [(writer, path) for path in (*doors_of(LETTER, letter), *issued_files(writer, letter))]
	doors += [(reader, path) for path in (*doors_of(ENTRY, entry), copy)]
	assert {path: desk.status_of(path) for desk, path in doors} == dict.fromkeys(
		(path for _desk, path in doors), 200
	)
	for login in (*STRANGERS, None):
		stranger = open_desk(login)
		assert not [path for _desk, path in doors if stranger.status_of(path) == 200], login
	for login in STRANGERS:
		find_nothing(open_desk(login), letter, entry, number, pictures)
	read_the_registers(open_desk, number, pictures)
	for desk in (writer, reader):
		assert not desk.errors


def name_for_secret_letters(admin, user: str, pictures) -> None:
	office = admin.context.request.get(
		"/api/resource/Office", params={"filters": json.dumps({"area": "34", "is_default": 1})}
	).json()["data"][0]["name"]
	admin.open_form("Office", office)
	if user not in [row["user"] for row in admin.value("secrecy_officers") or []]:
		admin.add_row("secrecy_officers", user=(user, user))
		admin.save()
	admin.field("secrecy_officers").scroll_into_view_if_needed()
	admin.picture(pictures.path("secret-office.png"))


def write(desk, subject: str, secrecy: str | None = None, **row) -> str:
	"""Write a letter to one district; row: what else is chosen of its receiver."""
	desk.open("/app/official-letter/new")
	expect(desk.field("office").locator("input")).not_to_have_value("")
	if secrecy:
		desk.field("secrecy").locator("select").select_option(secrecy)
	desk.fill("subject", subject)
	desk.add_row("receivers", receiver_area=(DISTRICT, DISTRICT_NAME))
	if row:
		form = desk.open_row("receivers", 1)
		desk.fill_row_form(form, **row)
		desk.close_row("receivers")
	desk.view.locator(".con-letter-text [data-do=add]").first.click()
	desk.view.locator(".con-letter-text textarea").first.fill("ด้วยจังหวัดขอแจ้งเรื่องดังกล่าวเพื่อทราบ")
	desk.open_tab("การลงนามและการส่ง")
	desk.fill("contact_name", "นายเกรียงไกร ชาญวิทย์")
	desk.save()
	return desk.form_name


def send_on_its_way(open_desk, writer, letter: str) -> None:
	writer.decide("เสนอขึ้น", "หัวหน้ากลุ่มงานตรวจ")
	for login, action, state in (
		("province", "ตรวจสอบแล้วเสนอลงนาม", "รอลงนาม"),
		("governor", "ลงนามและออก", "ออกแล้ว"),
	):
		desk = open_desk(login)
		desk.open_form(LETTER, letter)
		desk.decide(action, state, confirm=login == "governor")
		assert not desk.errors
	writer.open_form(LETTER, letter)
	writer.decide("ส่งหนังสือ", "ส่งแล้ว")


def receive(desk, letter: str, pictures) -> str:
	"""The head of the area finds it among what came in, by its mark, and receives it."""
	[found] = desk.documents(ENTRY, letter=letter)
	assert HIDDEN not in found["title"] and found["title"].endswith(f": {MARK}")
	desk.open_form(ENTRY, found["name"])
	expect(desk.field("subject")).to_contain_text(HIDDEN)
	desk.click_button("ลงรับ")
	desk.expect_state("ลงรับแล้ว")
	expect(desk.field("secrecy")).to_contain_text(MARK)
	expect(desk.view.locator(".title-area .con-secrecy:visible")).to_have_text(MARK)
	desk.picture(pictures.path("secret-received.png"))
	return found["name"]


def issued_files(desk, letter: str) -> list[str]:
	found = desk.context.request.get(
		"/api/resource/File",
		params={"filters": json.dumps({"attached_to_name": letter}), "fields": '["file_url"]'},
	)
	return [row["file_url"] for row in found.json()["data"]]


def doors_of(doctype: str, name: str) -> list[str]:
	kind = quote(doctype)
	printed = {LETTER: "packing", ENTRY: "receipt"}[doctype]
	return [
		f"/api/resource/{kind}/{name}",
		f"/printview?doctype={kind}&name={name}",
		f"/api/method/frappe.utils.print_format.download_pdf?doctype={kind}&name={name}",
		f"/api/method/con_center.correspondence.{printed}.download?name={name}",
	]


def see_the_mark(writer, letter: str, number: str, pictures) -> None:
	"""The one who may read it sees on the form and on each page that it is secret."""
	writer.open_form(LETTER, letter)
	expect(writer.title).to_contain_text(f"{number}: {MARK}")
	expect(writer.field("secrecy")).to_contain_text(MARK)
	expect(writer.field("subject")).to_contain_text(HIDDEN)
	writer.picture(pictures.path("secret-letter.png"))
	answer = writer.context.request.get(
		"/api/method/con_center.correspondence.packing.download", params={"name": letter}, timeout=90_000
	)
	pdf = pictures.path("secret-letter.pdf")
	pdf.write_bytes(answer.body())
	lines = text_of(pdf).split("\n")
	assert next(line.strip() for line in lines if line.strip()) == MARK
	assert sum(line.strip() == MARK for line in lines) >= 2
	assert HIDDEN in "".join(lines).replace(" ", "")


def text_of(pdf) -> str:
	return subprocess.run(
		["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True
	).stdout


def find_nothing(desk, letter: str, entry: str, number: str, pictures) -> None:
	"""Neither a list, nor a search, nor the form, nor a notice tells that there is such a letter."""
	for doctype, name in ((LETTER, letter), (ENTRY, entry)):
		assert not desk.documents(doctype, name=name)
		desk.page.goto(f"/app/{doctype.lower().replace(' ', '-')}/{name}")
		expect(desk.page.get_by_text("ท่านไม่มีสิทธิ").first).to_be_visible()
		assert HIDDEN not in desk.page.content()
	desk.picture(pictures.path(f"secret-refused-{desk.login}.png"))
	for method, values in (
		("frappe.utils.global_search.search", {"text": HIDDEN}),
		("frappe.desk.search.search_link", {"doctype": LETTER, "txt": number}),
		("frappe.desk.search.search_link", {"doctype": ENTRY, "txt": number}),
		("frappe.desk.doctype.notification_log.notification_log.get_notification_logs", {"limit": 50}),
	):
		answer = desk.context.request.get(f"/api/method/{method}", params=values)
		assert answer.ok, method
		assert not [word for word in (HIDDEN, letter, entry, number) if word in answer.text()], method


def read_the_registers(open_desk, number: str, pictures) -> None:
	"""The register misses no number: of a secret letter it has number, day and mark, and no more."""
	for login, report, filters in (
		(COLLEAGUE, "Register of Letters Sent", "?run=Letter"),
		("district2", "Register of Letters Received", f"?area={DISTRICT}"),
	):
		desk = open_desk(login)
		desk.open(f"/app/query-report/{report}{filters}")
		desk.page.wait_for_function(
			"() => window.frappe?.query_report?.data?.length && !frappe.request.ajax_count"
		)
		rows = desk.page.evaluate("frappe.query_report.data")
		[row] = [row for row in rows if row.get("subject") == MARK]
		assert not row.get("name") and not row.get("sender") and not row.get("addressed_to")
		assert HIDDEN not in json.dumps(rows, ensure_ascii=False)
		expect(desk.view.locator(".dt-row[data-row-index]").filter(has_text=MARK).first).to_be_visible()
		desk.picture(pictures.path(f"secret-register-{login}.png"))
		if login == COLLEAGUE:
			assert row["number"] == number


# by LINE

SECRET, GROUP, GROUP_ID = "secret-of-the-channel", "สพจ. อุบลราชธานี", "C" + uuid.uuid4().hex
BY_LINE = "ขอเชิญประชุมเตรียมงานวันพัฒนาชุมชน"


# seconds after which Frappe 16, which remembers a site's configuration, has read it again
REMEMBERED = 61


@pytest.fixture(scope="module", autouse=True)
def line_server(demo):
	"""A server in LINE's place, of which the served site is told before the first test of this file."""
	config = "from frappe.installer import update_site_config"
	with LINEServer() as server:
		on_site(f"{config}; update_site_config('con_center_line_api', {server.address!r})")
		yield server, time.monotonic() + REMEMBERED
	on_site(f"{config}; update_site_config('con_center_line_api', 'None')")


@pytest.fixture
def line(line_server):
	server, known_from = line_server
	time.sleep(max(0, known_from - time.monotonic()))
	server.taken.clear()
	yield server
	on_site("[frappe.db.delete(kind) for kind in ('LINE Contact', 'LINE Channel')]")


def test_a_letter_goes_to_a_group_in_line_and_its_row_says_so(open_desk, pictures, line):
	admin = open_desk("admin")
	invite(admin, open_desk(), set_up(admin, pictures), pictures)

	writer = open_desk("province2")
	letter = write(writer, BY_LINE, way="LINE", line_group=GROUP)
	writer.picture(pictures.path("line-letter.png"))
	assert writer.value("receivers")[0]["line_to"] == GROUP
	send_on_its_way(open_desk, writer, letter)

	title, link = message_to(writer, line, GROUP_ID)
	assert BY_LINE in title
	open_the_link(open_desk, link, pictures)
	see_that_it_went(writer, letter, pictures)
	for desk in (admin, writer):
		assert not desk.errors


def test_what_line_refuses_stands_with_the_receiver(open_desk, pictures, line):
	admin = open_desk("admin")
	invite(admin, open_desk(), set_up(admin, pictures), pictures)
	writer = open_desk("province2")
	letter = write(writer, BY_LINE, way="LINE", line_group=GROUP)
	line.answers.append(400)
	send_on_its_way(open_desk, writer, letter)
	writer.wait_for(lambda: not line.answers)
	row = row_of_receiver(writer, letter)
	expect(row.locator('[data-fieldname="failure"]')).to_contain_text("LINE ไม่รับข้อความ")
	writer.picture(pictures.path("line-refused.png"))
	assert not writer.errors


def set_up(admin, pictures) -> str:
	"""An administrator enters the office's account; the form tells what LINE's console asks for."""
	admin.open("/app/line-channel/new")
	admin.fill("title", "สพจ.อุบลราชธานี")
	admin.choose("office", "34", "จ.อุบลราชธานี")
	admin.fill("add_friend", "@ubon.example")
	admin.fill("channel_secret", SECRET)
	admin.fill("channel_token", TOKEN)
	# LINE's own are longer than what Frappe's box takes unless it is told
	expect(admin.field("channel_token").locator("input")).to_have_value(TOKEN)
	expect(admin.view).not_to_contain_text("เดาง่าย")
	admin.field("enabled").locator("input").first.check()
	admin.save()
	assert SECRET not in admin.page.content() and TOKEN not in admin.page.content()
	expect(admin.field("webhook")).to_contain_text("/api/method/con_center.notices.webhook.receive?channel=")
	admin.click_button("ตรวจกับ LINE")
	expect(admin.page.locator(".desk-alert").last).to_contain_text(ACCOUNT["displayName"])
	admin.picture(pictures.path("line-channel.png"))
	return admin.value("webhook")


def invite(admin, outside, webhook: str, pictures) -> None:
	"""LINE, without a session, tells that a group has invited the account; the administrator lets it be written to."""
	event = {
		"type": "join",
		"webhookEventId": uuid.uuid4().hex,
		"timestamp": int(time.time() * 1000),
		"source": {"type": "group", "groupId": GROUP_ID},
	}
	body = json.dumps({"destination": "U0", "events": [event]}).encode()
	signature = base64.b64encode(hmac.new(SECRET.encode(), body, hashlib.sha256).digest()).decode()
	headers = {"X-Line-Signature": signature, "Content-Type": "application/json"}
	path = webhook[webhook.index("/api/") :]
	assert outside.context.request.post(path, data=body, headers=headers).ok
	(found,) = admin.wait_for(lambda: admin.documents("LINE Contact", line_id=GROUP_ID))
	admin.open_form("LINE Contact", found["name"])
	assert found["title"] == GROUP and not admin.value("allowed")
	admin.field("allowed").locator("input").first.check()
	admin.save()
	admin.picture(pictures.path("line-contact.png"))


def message_to(desk, line, to: str) -> list[str]:
	found = desk.wait_for(lambda: [body for _path, body in line.taken if body["to"] == to] or line.wrong)
	assert not line.wrong
	return found[0]["messages"][0]["text"].split("\n")


def open_the_link(open_desk, link: str, pictures) -> None:
	"""On a phone: the receiving office comes to its entry, whoever is not signed in to the page for that."""
	reader = open_desk("district", phone=True)
	reader.page.goto(link)
	reader.page.wait_for_function("() => window.cur_frm?.doctype === 'Incoming Letter'")
	reader.settle()
	expect(reader.field("subject")).to_contain_text(BY_LINE)
	look_over(reader, pictures, "line-entry")
	guest = open_desk(phone=True)
	guest.page.goto(link)
	# or, in Frappe of 2023, a page that leads there
	expect(guest.page.locator("#login_email, main a[href='/login']").first).to_be_visible()
	assert BY_LINE not in guest.page.content()
	assert not reader.errors


def see_that_it_went(writer, letter: str, pictures) -> None:
	row = row_of_receiver(writer, letter)
	expect(row.locator('[data-fieldname="sent_on"]')).to_contain_text(str(this_day().year + 543))
	expect(row.locator('[data-fieldname="line_to"]')).to_contain_text(GROUP)
	writer.picture(pictures.path("line-sent.png"))


def row_of_receiver(writer, letter: str):
	"""Open the row of the first receiver, once the job that runs every few minutes has looked at it."""
	on_site("from con_center.correspondence import by_line; by_line.note()")
	writer.open_form(LETTER, letter)
	return writer.open_row("receivers", 1)


# from paper, by a phone's camera

PAPER = "ขอความอนุเคราะห์ใช้ศาลาประชาคม"


def photo(name: str = "IMG_2569.jpg") -> dict:
	"""A sheet of paper on a table, taken by a phone that was held upright: the lines lie, and the file says so."""
	table = Image.new("RGB", (3000, 4000), (120, 90, 60))
	pen = ImageDraw.Draw(table)
	pen.rectangle((200, 200, 2800, 3800), fill=(245, 243, 235))
	for line in range(900, 3000, 130):
		pen.rectangle((500, line, 2500, line + 40), fill=(60, 60, 70))
	exif, file = Image.Exif(), io.BytesIO()
	exif[ExifTags.Base.Orientation] = 6
	table.rotate(90, expand=True).save(file, "JPEG", quality=80, exif=exif)
	return {"name": name, "mimeType": "image/jpeg", "buffer": file.getvalue()}


def test_a_paper_letter_is_entered_on_a_phone_with_its_photo(open_desk, pictures):
	desk = open_desk("district", phone=True)
	name = enter(desk, pictures)
	assert len(pages_of(stamped(desk, pictures))) == 1
	add_a_page(desk, pictures)
	pdf = stamped(desk, pictures)
	number = desk.value("number").split("/")[0]
	assert pages_of(pdf) == ["595.276 x 841.89 pts (A4)"] * 2
	assert longest_side(pdf) >= 2000, "nobody can read the letter"
	text = re.sub(r"\s", "", text_of(pdf))
	assert f"เลขรับ{number.translate(THAI_DIGITS)}" in text
	see_in_the_register(desk, name)
	look_over(desk, pictures, "paper-register")
	assert not desk.errors


THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def enter(desk, pictures) -> str:
	desk.open("/app/incoming-letter/new")
	expect(desk.field("area").locator("input")).not_to_have_value("")
	desk.page.screenshot(path=pictures.path("phone-paper-new.png"), full_page=True)
	desk.fill("subject", PAPER)
	desk.fill("sender", "วัดป่าตัวอย่าง")
	desk.fill("their_number", "พิเศษ 12/2569")
	desk.fill_date("their_date", this_day())
	desk.field("file").locator(".btn-attach").click()
	desk.page.wait_for_timeout(500)
	desk.page.screenshot(path=pictures.path("phone-paper-attach.png"))
	desk.dialog.locator('input[type="file"]').first.set_input_files([photo()])
	desk.page.wait_for_timeout(500)
	desk.page.screenshot(path=pictures.path("phone-paper-chosen.png"))
	desk.dialog.locator(".btn-modal-primary:visible").click()
	# Frappe saves a form when something is attached to it
	desk.page.wait_for_function("() => cur_frm.doc.file && !cur_frm.is_new() && !cur_frm.is_dirty()")
	desk.expect_state("ลงรับแล้ว")
	look_over(desk, pictures, "paper-entered")
	return desk.form_name


def add_a_page(desk, pictures) -> None:
	"""The second page of the paper, by the menu."""
	desk.view.locator(".page-actions .menu-btn-group button").click()
	desk.view.locator(".page-actions .menu-btn-group").get_by_text("เพิ่มหน้าที่ถ่ายภาพ").click()
	desk.dialog.locator('input[type="file"]').first.set_input_files([photo("second.jpg")])
	desk.dialog.locator(".btn-modal-primary:visible").click()
	expect(desk.page.locator(".desk-alert").last).to_contain_text("ขณะนี้หนังสือมี 2 หน้า")
	desk.page.wait_for_function("() => /\\.pdf$/.test(cur_frm.doc.file) && !cur_frm.is_dirty()")
	look_over(desk, pictures, "paper-pages")


def stamped(desk, pictures):
	"""Ask for the print with the stamp, as a phone does; return the file."""
	desk.view.locator(".page-actions .menu-btn-group button").click()
	desk.page.screenshot(path=pictures.path("phone-paper-menu.png"))
	asked = re.compile(r"receipt\.download")
	with desk.context.expect_event("request", lambda request: asked.search(request.url)) as request:
		desk.view.locator(".page-actions .menu-btn-group").get_by_text("พิมพ์พร้อมตราลงรับ").click()
	answer = desk.context.request.get(request.value.url, timeout=90_000)
	assert answer.ok and answer.body()[:4] == b"%PDF", answer.text()[:300]
	pdf = pictures.path("paper-stamped.pdf")
	pdf.write_bytes(answer.body())
	return pdf


def pages_of(pdf) -> list[str]:
	said = subprocess.run(["pdfinfo", "-l", "-1", pdf], capture_output=True, text=True, check=True).stdout
	return re.findall(r"Page +\d+ size: +(.*)", said)


def longest_side(pdf) -> int:
	"""Return how many pixels the picture in a PDF has on its longest side."""
	said = subprocess.run(["pdfimages", "-list", pdf], capture_output=True, text=True, check=True).stdout
	return max(map(int, re.findall(r" image +(\d+) +(\d+)", said)[0]))


def see_in_the_register(desk, name: str) -> None:
	desk.open(f"/app/query-report/Register%20of%20Letters%20Received?area={DISTRICT}")
	desk.page.wait_for_function(
		"() => window.frappe?.query_report?.data?.length && !frappe.request.ajax_count"
	)
	rows = desk.page.evaluate("frappe.query_report.data")
	[row] = [row for row in rows if row.get("name") == name]
	assert row["subject"] == PAPER and row["their_number"] == "พิเศษ 12/2569"
