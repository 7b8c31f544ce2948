"""A letter is written from a template, in paragraphs beside its page, on a desktop and on a phone."""

import re
import subprocess

from playwright.sync_api import expect

LETTER = "Official Letter"
TEMPLATE = "ขอขอบคุณ"
SUBJECT = "ขอขอบคุณที่สนับสนุนการประชุม"
OWN_WORDS = "ตามที่ท่านได้ให้ความอนุเคราะห์ห้องประชุม ดังนี้"
PASTED = "๑. ห้องประชุมใหญ่\n๒. เครื่องเสียง\nรายการ\tจำนวน\nเก้าอี้\t๑๒๐"


def test_a_letter_is_written_beside_its_page(open_desk, pictures):
	desk = open_desk("province")
	name = begin(desk)
	blocks = desk.view.locator(".con-letter-text .con-block")
	page = desk.view.frame_locator("iframe.con-sheet")
	expect(page.locator(".con-letter")).to_contain_text(SUBJECT)

	# one's own words, shown before they are saved
	first = blocks.nth(0).locator("textarea")
	first.fill(OWN_WORDS)
	expect(page.locator(".con-letter")).to_contain_text(OWN_WORDS)

	# a list and a table are pasted, and stand as such
	blocks.nth(0).get_by_role("button", name="เพิ่มถัดจากนี้").click()
	blocks.nth(1).locator("textarea").focus()
	desk.paste(PASTED)
	expect(page.locator(".con-letter")).to_contain_text("๑. ห้องประชุมใหญ่")
	expect(page.locator("table.con-table")).to_contain_text("เก้าอี้")
	expect(blocks.nth(1).locator(".con-block-number")).to_have_text("1.")

	# numbers follow their items
	blocks.nth(1).get_by_role("button", name="เลื่อนลง").click()
	expect(page.locator(".con-letter")).to_contain_text("๑. เครื่องเสียง")
	fill_cell(blocks, "๑๒๐", "๑๕๐")
	expect(page.locator("table.con-table")).to_contain_text("๑๕๐")
	desk.save()
	# below the bar of tabs
	first.evaluate("box => { box.scrollIntoView({ block: 'start' }); window.scrollBy(0, -180); }")
	desk.picture(pictures.path("letter-writing.png"))
	pictures.for_docs("letter-writing.png")
	rows = desk.value("body")
	assert [row["style"] for row in rows][:4] == ["Paragraph", "Numbered Item", "Numbered Item", "Table"]
	assert rows[0]["text"] == OWN_WORDS and "๑๕๐" in rows[3]["text"]
	assert desk.value("subject") == SUBJECT
	assert "๑.เครื่องเสียง" in pdf_of(desk, name, pictures.path("letter-writing.pdf"))
	assert not desk.errors


def begin(desk) -> str:
	desk.open("/app/official-letter/new")
	desk.page.wait_for_function(
		"() => window.cur_frm?.doc?.__islocal && cur_frm.doctype === 'Official Letter'"
	)
	desk.settle()
	office = desk.page.evaluate(
		"() => frappe.db.get_value('Office', { area: '34', is_default: 1 }, 'office_name').then((found) => found.message.office_name)"
	)
	desk.choose("office", office, office)
	desk.choose("template", TEMPLATE, TEMPLATE)
	desk.fill("subject", SUBJECT)
	# its page is there before anything is saved, with the template's words
	page = desk.view.frame_locator("iframe.con-sheet").locator(".con-letter")
	expect(page).to_contain_text("ขอขอบคุณเป็นอย่างยิ่ง")
	expect(page).to_contain_text(SUBJECT)
	assert desk.value("__islocal")
	desk.save()
	return desk.form_name


def fill_cell(blocks, before: str, after: str) -> None:
	for box in blocks.locator("td input").all():
		if box.input_value() == before:
			box.fill(after)
			return
	raise AssertionError(before)


def pdf_of(desk, name: str, pdf) -> str:
	"""Download a letter with its enclosures; return its text without spaces, a form feed after each page."""
	answer = desk.context.request.get(
		"/api/method/con_center.correspondence.packing.download", params={"name": name}, timeout=90_000
	)
	assert answer.ok and answer.headers["content-type"] == "application/pdf", answer.status
	pdf.write_bytes(answer.body())
	text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout
	return re.sub(r"[^\S\f]+", "", text)


def test_the_letter_of_seed_003_leaves_with_its_forms(open_desk, pictures):
	desk = open_desk("province")
	[letter] = desk.documents(LETTER, number="อบ 0019/05514")
	text = pdf_of(desk, letter["name"], pictures.path("seed-letter.pdf"))
	pages = text.split("\f")
	assert pages[0].endswith("/๖.ส่งเสริม...") and "๖.ส่งเสริมให้ศูนย์" in pages[1]
	after = "".join(pages[2:])
	assert "ทะเบียนข้อมูลคณะกรรมการศูนย์ประสานงานองค์การชุมชน" in after
	assert "แบบประเมินผลความก้าวหน้า" in after


def test_on_a_phone_the_page_stands_below_the_text(open_desk, pictures):
	desk = open_desk("province", phone=True)
	name = begin(desk)
	text, page = desk.view.locator(".con-letter-text"), desk.view.locator(".con-page-box")
	expect(page.locator("iframe")).to_be_visible()
	above, below = text.bounding_box(), page.bounding_box()
	assert below["y"] >= above["y"] + above["height"] - 1
	assert below["width"] <= 390
	text.locator("textarea").first.scroll_into_view_if_needed()
	desk.picture(pictures.path("phone-letter-writing.png"))
	page.scroll_into_view_if_needed()
	desk.picture(pictures.path("phone-letter-page.png"))
	sideways = desk.page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")
	assert sideways == 0 and name
	assert not desk.errors
