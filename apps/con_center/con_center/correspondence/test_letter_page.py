"""Where the parts of letters stand, in centimetres from the edges of the paper, measured in the PDF (letters.md §1–7)."""

import io
import re
import subprocess
from typing import NamedTuple

import frappe
from PIL import Image

from con_center.correspondence.letter_page import IN_ANNEX, OFFICE_COPY
from con_center.organization.offices import office_for
from con_center.printing.settings import letter_settings
from con_center.printing.test_engine import A4, sizes
from con_center.printing.test_pdf_text import dense, poppler_text
from con_center.tests.case import CONTestCase
from con_center.thai import thai_digits

CM = 72 / 2.54
LEFT, MIDDLE, RIGHT, INDENT = 3.0, 10.5, 19.0, 5.5
SENTENCE = "ส่งเสริมให้ศูนย์ประสานงานองค์การชุมชนระดับตำบลเป็นกลไกสำคัญในการขับเคลื่อนโครงการตำบลเข้มแข็ง "


class Word(NamedTuple):
	"""A word of a page and its edges, in centimetres."""

	page: int
	text: str
	left: float
	top: float
	right: float
	bottom: float

	@property
	def middle(self) -> float:
		return (self.left + self.right) / 2


def words(data: bytes) -> list[Word]:
	command = ["pdftotext", "-bbox", "-", "-"]
	html = subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()
	pattern = r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<'
	return [
		Word(number, match[5], *(float(match[n]) / CM for n in range(1, 5)))
		for number, page in enumerate(html.split("<page ")[1:], 1)
		for match in re.finditer(pattern, page)
	]


def pixels(data: bytes, page: int, dots: int = 100):
	"""Return the picture of a page as a function: (x, y in centimetres) → (red, green, blue)."""
	command = ["pdftoppm", "-r", str(dots), "-f", str(page), "-l", str(page), "-"]
	picture = subprocess.run(command, input=data, capture_output=True, check=True).stdout
	_kind, size, _depth, raster = picture.split(b"\n", 3)
	width = int(size.split()[0])

	def at(x: float, y: float) -> tuple[int, ...]:
		place = 3 * (round(y * dots / 2.54) * width + round(x * dots / 2.54))
		return tuple(raster[place : place + 3])

	return at


def is_red(colour: tuple[int, ...]) -> bool:
	return colour[0] > 120 and colour[1] < 100 and colour[2] < 100


def is_drawn(colour: tuple[int, ...]) -> bool:
	return sum(colour) < 3 * 235


def extent(at, of, left: float, top: float, right: float, bottom: float) -> tuple[float, ...]:
	"""Return the edges of what is drawn within a part of a page, in centimetres: left, top, right, bottom."""
	step = 0.025
	found = [
		(left + step * x, top + step * y)
		for x in range(int((right - left) / step))
		for y in range(int((bottom - top) / step))
		if of(at(left + step * x, top + step * y))
	]
	across, down = [x for x, _y in found], [y for _x, y in found]
	return min(across), min(down), max(across), max(down)


class PageTestCase(CONTestCase):
	def letter(self, kind: str = "External", **values):
		"""Return a letter of the province's office, which is not stored."""
		self.office = frappe.get_doc("Office", office_for("34"))
		given = {"seat": "ศาลากลางจังหวัดอุบลราชธานี\nถนนแจ้งสนิท อบ 34000", "short_name": "สำนักงานพัฒนาชุมชนจังหวัดฯ"}
		given.update({"telephone": "045 - 344628", "fax": "045 - 344628", "email": "saraban@con.example"})
		self.office.db_set(given)
		rows = [
			("Paragraph", "ด้วยจังหวัดขอให้ดำเนินการ ดังนี้"),
			("Numbered Item", "จัดทำทะเบียน"),
			("Paragraph", "จึงเรียนมา"),
		]
		opening = {"Stamped": "ถึง", "Certificate": ""}.get(kind, "เรียน")
		doc = frappe.get_doc(
			{
				"doctype": "Official Letter",
				"name": "CON-TEST-LETTER",
				"docstatus": 1,
				"kind": kind,
				"office": self.office.name,
				"area": "34",
				"unit": "กลุ่มงานส่งเสริมการพัฒนาชุมชน",
				"number": "อบ 0019/05514",
				"dated": "2023-11-02",
				"subject": "แนวทางการขับเคลื่อนงาน",
				"opening": opening,
				"closing": "ขอแสดงความนับถือ" if kind == "External" else "",
				"addressed_to": "นายอำเภอทุกอำเภอ",
				"signatory_name": "นางสมหญิง ตัวอย่าง",
				"signatory_position": "รองผู้ว่าราชการจังหวัด ปฏิบัติราชการแทน",
				"signatory_acting_lines": "ผู้ว่าราชการจังหวัดอุบลราชธานี",
				"body": [{"style": style, "text": text} for style, text in rows],
			}
		)
		return doc.update(values)

	def printed(self, letter) -> bytes:
		return frappe.get_print(letter.doctype, letter.name, doc=letter, as_pdf=True, no_letterhead=1)

	def word(self, found: list[Word], text: str, page: int = 1) -> Word:
		self.assertIn(text, [word.text for word in found if word.page == page])
		return next(word for word in found if word.text == text and word.page == page)

	def assert_at(self, measured: float, place: float, about: float = 0.1):
		self.assertAlmostEqual(measured, place, delta=about)


class TestExternalLetter(PageTestCase):
	def test_every_part_stands_in_its_place(self):
		data = self.printed(self.letter())
		self.assertEqual(sizes(data), [A4])
		found = words(data)
		number, office = self.word(found, "ที่"), self.word(found, "ศาลากลางจังหวัดอุบลราชธานี")
		self.assert_at(number.left, LEFT)
		self.assert_at(office.top, number.top)
		self.assertGreater(office.left, MIDDLE)
		self.assert_at(self.word(found, "ถนนแจ้งสนิท").left, office.left)
		self.assert_at(self.word(found, "๒").left, MIDDLE)
		for label in ("เรื่อง", "เรียน"):
			self.assert_at(self.word(found, label).left, LEFT)
		self.assert_at(self.word(found, "๑.").left, INDENT)
		closing = self.word(found, "ขอแสดงความนับถือ")
		self.assert_at(closing.left, MIDDLE)
		name = [word for word in found if word.text in ("(นางสมหญิง", "ตัวอย่าง)")]
		self.assert_at((name[0].left + name[1].right) / 2, closing.middle)
		# four lines of a signature
		self.assertTrue(1.7 < name[0].top - closing.top < 2.9, name[0].top - closing.top)
		self.assert_at(self.word(found, "สำนักงานพัฒนาชุมชนจังหวัดฯ").left, LEFT)
		self.assertLess(max(word.right for word in found), RIGHT + 0.05)
		self.assertLess(max(word.bottom for word in found), 29.7 - 2)

	def test_the_emblem_is_three_centimetres_high_in_the_middle(self):
		left, top, right, bottom = extent(
			pixels(self.printed(self.letter(docstatus=0)), 1), is_drawn, 7, 0.3, 14, 4.55
		)
		self.assert_at(top, 1.5)
		self.assert_at(bottom - top, 3 * 114.0 / 120, 0.25)
		self.assert_at((left + right) / 2, MIDDLE)

	def test_the_emblems_place_stays_free_where_there_is_none(self):
		self.assertFalse(letter_settings().emblem)
		found = words(self.printed(self.letter()))
		self.assertGreater(min(word.top for word in found), 1.5 + 3)

	def test_long_lines_hang_under_their_first_word(self):
		found = words(self.printed(self.letter(subject=SENTENCE * 3)))
		first = self.word(found, "เรื่อง")
		salutation = self.word(found, "เรียน")
		lines = [
			word for word in found if first.top - 0.1 < word.top < salutation.top - 0.3 and word != first
		]
		starts = {round(word.top, 1): word.left for word in reversed(lines)}
		self.assertGreaterEqual(len(starts), 3)
		for left in starts.values():
			self.assert_at(left, min(starts.values()))
		self.assertGreater(min(starts.values()), first.right)

	def test_names_and_numbers_of_enclosures_stand_in_columns(self):
		enclosures = [
			{"enclosure_name": name, "quantity": quantity, "unit": unit}
			for name, quantity, unit in (("แนวทาง", 1, "ชุด"), ("ทะเบียนข้อมูล", 12, "ฉบับ"))
		]
		found = words(self.printed(self.letter(enclosures=enclosures)))
		self.assert_at(self.word(found, "สิ่งที่ส่งมาด้วย").left, LEFT)
		amounts = [word.left for word in found if word.text == "จำนวน"]
		self.assertEqual(len(amounts), 2)
		self.assert_at(amounts[0], amounts[1], 0.03)
		one, two = (next(word for word in found if word.text == number) for number in ("๑.", "๒."))
		self.assert_at(one.left, two.left, 0.03)

	def test_one_enclosure_has_no_number(self):
		text = dense(poppler_text(self.printed(self.letter(enclosures=[{"enclosure_name": "แนวทาง"}]))))
		self.assertIn("สิ่งที่ส่งมาด้วยแนวทางจำนวน๑ฉบับ", text)

	def test_five_pages_have_numbers_and_cues(self):
		rows = [{"style": "Numbered Item", "text": SENTENCE * 5} for _n in range(30)]
		data = self.printed(self.letter(body=rows))
		pages = poppler_text(data).split("\f")[:-1]
		self.assertGreaterEqual(len(pages), 5)
		found = words(data)
		self.assertFalse(dense(pages[0]).startswith("-"))
		for number, page in enumerate(pages[1:], 2):
			marks = [word for word in found if word.page == number and word.top < 2.5 and word.bottom < 2.6]
			self.assert_at((marks[0].left + marks[-1].right) / 2, MIDDLE)
			first = min(word.top for word in found if word.page == number and word not in marks)
			self.assert_at(first, 2.5, 0.35)
			self.assertRegex(pages[number - 2], r"/\S.*\.\.\.")
			cue = re.search(r"/(\S.*?)\.\.\.", pages[number - 2])[1]
			start = re.sub(f"^-{thai_digits(number)}-?", "", dense(page))
			self.assertTrue(start.startswith(dense(cue)), (cue, start[:40]))
		# the cue ends at the right margin
		cues = [word for word in found if word.page == 1 and word.text.endswith("...")]
		self.assert_at(cues[-1].right, RIGHT)
		whole = re.sub(r"/[^/]*?\.\.\.-[๐-๙]-?", "", dense("".join(pages)))
		self.assertEqual(whole.count(dense(SENTENCE)), 150)

	def test_urgency_stands_above_the_number_in_red(self):
		data = self.printed(self.letter(urgency="Most Urgent"))
		found = words(data)
		mark = self.word(found, "ด่วนที่สุด")
		self.assert_at(mark.left, LEFT)
		self.assertLess(mark.bottom, self.word(found, "ที่").top + 0.2)
		self.assertLess(mark.top, 4.5)
		left, top, right, bottom = extent(pixels(data, 1), is_red, 2, 0.5, 9, 5)
		self.assertGreater(bottom - top, 0.7)
		self.assertGreater(right - left, 2)

	def test_urgent_until_a_day_and_an_hour(self):
		for kind in ("External", "Memo"):
			letter = self.letter(kind, urgency="Urgent by an Hour", urgent_until="2023-11-03 16:30:00")
			found = words(self.printed(letter))
			mark, hour = self.word(found, "ด่วนภายใน"), self.word(found, "๑๖.๓๐")
			self.assertGreater(hour.top, mark.top, kind)
			self.assertGreater(mark.top, 0.3, kind)
			self.assertLess(hour.bottom, self.word(found, "ที่").bottom, kind)
			self.assertTrue(
				[word for word in found if word.text.startswith("พฤศจิกายน") and word.top < hour.bottom]
			)
			if kind == "Memo":
				self.assertLess(mark.right, self.word(found, "บันทึกข้อความ").left)

	def test_secrecy_stands_at_the_top_and_at_the_bottom_of_every_page(self):
		rows = [{"style": "Paragraph", "text": SENTENCE * 6} for _n in range(12)]
		data = self.printed(self.letter(secrecy="Secret", body=rows))
		found = words(data)
		pages = max(word.page for word in found)
		self.assertGreaterEqual(pages, 2)
		for page in range(1, pages + 1):
			marks = [word for word in found if word.page == page and word.text == "ลับมาก"]
			self.assertEqual(len(marks), 2, page)
			for mark in marks:
				self.assert_at(mark.middle, MIDDLE)
			self.assertLess(marks[0].top, 2.2)
			self.assertGreater(marks[1].bottom, 27.7)
			others = [word for word in found if word.page == page and word not in marks]
			for mark in marks:
				for word in others:
					apart = word.bottom < mark.top + 0.25 or word.top > mark.bottom - 0.25
					self.assertTrue(apart or word.right < mark.left or word.left > mark.right, (mark, word))

	def test_thirty_receivers_stand_in_an_annex(self):
		receivers = [{"receiver_name": f"นายอำเภอทดสอบ{n}"} for n in range(1, 31)]
		pages = poppler_text(
			self.printed(self.letter(receivers=receivers, addressed_to="", receiver_group=None))
		).split("\f")[:-1]
		self.assertIn("เรียน" + IN_ANNEX, dense(pages[0]))
		annex = dense("".join(pages[1:]))
		self.assertIn("บัญชีแนบท้ายหนังสือจังหวัดอุบลราชธานี", annex)
		for number in ("๑", "๑๕", "๓๐"):
			self.assertIn(f"นายอำเภอทดสอบ{number}", annex)

	def test_a_group_needs_no_annex_and_few_are_named_in_the_letter(self):
		receivers = [{"receiver_name": f"นายอำเภอทดสอบ{n}"} for n in range(1, 31)]
		group = self.letter(receivers=receivers, receiver_group="นายอำเภอทุกอำเภอ")
		self.assertNotIn("บัญชีแนบท้าย", dense(poppler_text(self.printed(group))))
		few = dense(poppler_text(self.printed(self.letter(receivers=receivers[:3], addressed_to=""))))
		self.assertIn("เรียนนายอำเภอทดสอบ๑นายอำเภอทดสอบ๒นายอำเภอทดสอบ๓", few)
		self.assertNotIn("บัญชีแนบท้าย", few)

	def test_a_copy_is_for_one_receiver_and_the_offices_own_says_so(self):
		letter = self.letter(receivers=[{"receiver_name": "นายอำเภอหนึ่ง"}, {"receiver_name": "นายอำเภอสอง"}])
		letter.flags.printed_for = "นายอำเภอสอง"
		text = dense(poppler_text(self.printed(letter)))
		self.assertIn("เรียนนายอำเภอสอง", text)
		self.assertNotIn("นายอำเภอหนึ่ง", text)
		letter.flags.printed_for, letter.flags.office_copy = None, True
		self.assertIn(OFFICE_COPY, dense(poppler_text(self.printed(letter))))

	def test_a_draft_says_so_and_leaves_lines_to_fill_in(self):
		text = poppler_text(self.printed(self.letter(docstatus=0, number=None, dated=None)))
		self.assertIn("ร่าง", text)
		self.assertRegex(text, r"ที่ \.{20,}")

	def test_text_of_users_stays_text(self):
		evil = "<script>alert(1)</script><img src=x onerror=y>{{ 7*7 }}"
		letter = self.letter(subject=evil, addressed_to=evil, copies_to=evil, unit=evil, signatory_name=evil)
		letter.update({"number": evil, "body": [{"style": "Table", "text": f"{evil}|{evil}\n{evil}|1"}]})
		letter.update(
			{"enclosures": [{"enclosure_name": evil, "unit": evil}], "references": [{"reference": evil}]}
		)
		for kind in ("External", "Memo", "Stamped", "Certificate"):
			letter.kind = kind
			html = frappe.get_print(letter.doctype, letter.name, doc=letter, no_letterhead=1)
			self.assertNotIn("<script>alert", html)
			self.assertNotIn("<img src=x", html)
			self.assertNotIn(">49<", html)


class TestMemo(PageTestCase):
	def test_every_part_stands_in_its_place(self):
		data = self.printed(self.letter("Memo"))
		found = words(data)
		heading = self.word(found, "บันทึกข้อความ")
		self.assert_at(heading.middle, MIDDLE)
		self.assertLess(heading.top, 3)
		office, subject = self.word(found, "ส่วนราชการ"), self.word(found, "เรื่อง")
		for word in (office, subject, self.word(found, "ที่"), self.word(found, "เรียน")):
			self.assert_at(word.left, LEFT)
		self.assert_at(self.word(found, "วันที่").left, MIDDLE)
		self.assert_at(self.word(found, "วันที่").top, self.word(found, "ที่").top)
		self.assertLess(office.top, subject.top)
		self.assertLess(subject.top, self.word(found, "เรียน").top)
		text = dense(poppler_text(data))
		self.assertNotIn("ขอแสดงความนับถือ", text)
		self.assertIn("โทร./โทรสาร๐๔๕", text)
		self.assertIn("saraban@con.example", text)
		self.assertGreater(self.word(found, "(นางสมหญิง").left, MIDDLE - 1)

	def test_the_heading_has_29_points_and_the_labels_20(self):
		found = words(self.printed(self.letter("Memo")))
		# the height of a word's box follows the size of its letters
		size = {text: word.bottom - word.top for word in found for text in (word.text,)}
		self.assertAlmostEqual(size["บันทึกข้อความ"] / size["เรียน"], 29 / 16, delta=0.05)
		for label in ("ส่วนราชการ", "เรื่อง", "วันที่"):
			self.assertAlmostEqual(size[label] / size["เรียน"], 20 / 16, delta=0.05)

	def test_the_emblem_is_a_centimetre_and_a_half_high_at_the_left(self):
		left, top, _right, bottom = extent(
			pixels(self.printed(self.letter("Memo", docstatus=0)), 1), is_drawn, 2, 0.5, 6, 3.05
		)
		self.assert_at(left, LEFT)
		self.assert_at(top, 1.5, 0.12)
		self.assert_at(bottom - top, 1.5, 0.15)

	def test_dots_lead_to_the_margin_and_no_rule_is_drawn(self):
		data = self.printed(self.letter("Memo"))
		at = pixels(data, 1, 150)
		subject = self.word(words(data), "เรื่อง")
		rows = [subject.top + n * 0.02 for n in range(60)]
		across = [LEFT + 3 + n * 0.02 for n in range(int((RIGHT - LEFT - 3.1) / 0.02))]
		drawn = {y: [x for x in across if is_drawn(at(x, y))] for y in rows}
		dotted = [y for y in rows if drawn[y] and max(drawn[y]) > RIGHT - 0.25]
		self.assertTrue(dotted)
		for y in rows:
			self.assertLess(len(drawn[y]) / len(across), 0.85, "a rule")

	def test_urgency_stands_between_the_emblem_and_the_heading(self):
		found = words(self.printed(self.letter("Memo", urgency="Most Urgent")))
		mark, heading = self.word(found, "ด่วนที่สุด"), self.word(found, "บันทึกข้อความ")
		self.assertGreater(mark.left, LEFT + 1.5)
		self.assertLess(mark.right, heading.left)

	def test_superiors_have_room_to_write(self):
		rows = [{"style": "Paragraph", "text": f"ข้อความย่อหน้าที่ {n}"} for n in range(19)]
		settings = frappe.get_doc("CON Settings")
		self.addCleanup(frappe.clear_document_cache, "CON Settings", "CON Settings")
		pages = []
		for room in (0, 10):
			settings.memo_remarks_cm = room
			settings.save()
			found = words(self.printed(self.letter("Memo", body=rows)))
			pages.append(next(word.page for word in found if word.text == "(นางสมหญิง"))
		self.assertEqual(pages, [1, 2])


class TestStampedLetter(PageTestCase):
	def test_its_parts_are_its_own(self):
		data = self.printed(self.letter("Stamped"))
		text = dense(poppler_text(data))
		self.assertIn("ถึงนายอำเภอทุกอำเภอ", text)
		for words_of_others in ("เรื่อง", "ขอแสดงความนับถือ", "(นางสมหญิง"):
			self.assertNotIn(words_of_others, text)
		found = words(data)
		sender = self.word(found, "จังหวัดอุบลราชธานี")
		date = self.word(found, "๒")
		self.assertGreater(sender.left, MIDDLE)
		self.assertGreater(date.top, sender.top)

	def test_the_stamp_is_round_red_and_lies_over_the_name(self):
		data = self.printed(self.letter("Stamped"))
		found = words(data)
		sender = self.word(found, "จังหวัดอุบลราชธานี")
		left, top, right, bottom = extent(pixels(data, 1), is_red, 8, 4, 20.5, 28)
		self.assert_at(right - left, 4.5, 0.15)
		self.assert_at(bottom - top, 4.5, 0.15)
		self.assertTrue(top < sender.bottom < bottom)
		self.assert_at((left + right) / 2, sender.middle, 0.3)

	def test_a_draft_bears_no_stamp(self):
		data = self.printed(self.letter("Stamped", docstatus=0))
		self.assertNotIn(
			'class="con-stamp"',
			frappe.get_print("Official Letter", "x", doc=self.letter("Stamped", docstatus=0)),
		)
		self.assertTrue(data.startswith(b"%PDF-"))


class TestCertificate(PageTestCase):
	def test_its_parts_are_its_own(self):
		certificate = self.letter("Certificate", number="12/2566", addressed_to="")
		data = self.printed(certificate)
		found = words(data)
		self.assert_at(self.word(found, "เลขที่").left, LEFT)
		self.assert_at(self.word(found, "ศาลากลางจังหวัดอุบลราชธานี").top, self.word(found, "เลขที่").top)
		text = dense(poppler_text(data))
		self.assertIn("เลขที่๑๒/๒๕๖๖", text)
		self.assertIn("ให้ไว้ณวันที่๒พฤศจิกายนพ.ศ.๒๕๖๖", text)
		for words_of_others in ("เรียน", "เรื่อง", "ขอแสดงความนับถือ"):
			self.assertNotIn(words_of_others, text.replace("จึงเรียนมา", ""))
		self.assertGreater(self.word(found, "(นางสมหญิง").left, MIDDLE - 0.5)

	def test_its_bearer_has_a_photo_and_a_place_to_sign(self):
		picture = io.BytesIO()
		Image.new("RGB", (80, 120), (200, 0, 0)).save(picture, "PNG")
		photo = frappe.get_doc(
			{"doctype": "File", "file_name": "bearer.png", "is_private": 1, "content": picture.getvalue()}
		).insert()
		certificate = self.letter("Certificate", bearer="นางสมศรี ตัวอย่าง", photo=photo.file_url)
		data = self.printed(certificate)
		left, top, right, bottom = extent(pixels(data, 1), is_red, 2, 3, 10, 28)
		self.assert_at(right - left, 4, 0.1)
		self.assert_at(bottom - top, 6, 0.1)
		found = words(data)
		self.assertGreater(self.word(found, "(นางสมศรี").top, bottom)
		self.assertLess(right, self.word(found, "(นางสมหญิง").left)

	def test_a_frame_waits_for_a_photo_that_is_glued_on(self):
		found = words(self.printed(self.letter("Certificate", bearer="นางสมศรี ตัวอย่าง")))
		self.assertIn("รูปถ่าย", [word.text for word in found])
		plain = words(self.printed(self.letter("Certificate")))
		self.assertNotIn("รูปถ่าย", [word.text for word in plain])
