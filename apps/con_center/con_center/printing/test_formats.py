import re
import subprocess

import frappe
from frappe.tests.utils import FrappeTestCase

from con_center import thai
from con_center.printing import engine
from con_center.printing.test_engine import A4, sizes
from con_center.printing.test_pdf_text import binary, dense, poppler_text, pypdf_text

NAMES = ("สมชาย ใจดี", "ฟื้น ปั้นทอง", "จำเริญ น้ำใส", "ปิ่นแก้ว กิจเจริญวัฒนากุล", "อำพร บุญญาฤทธิ์", "ฝ้ายคำ ฟ้าใส")
BODY = (
	"ด้วยผู้แทนกลุ่ม องค์กร และเครือข่ายองค์การชุมชนในตำบลท่าถ่าน ได้ประชุมคัดเลือกคณะกรรมการ เมื่อวันที่ 2 พฤษภาคม 2551\n"
	"อำเภอพนมสารคามจึงขอประกาศรับรองผลการคัดเลือก ตามบัญชีรายชื่อแนบท้ายประกาศนี้\n"
	"ทั้งนี้ ตั้งแต่วันที่ 8 พฤษภาคม 2551 เป็นต้นไป"
)
LONG_BODY = "\n".join(
	f"{number}. ส่งเสริมให้ศูนย์ประสานงานองค์การชุมชนระดับตำบลเป็นกลไกสำคัญในการขับเคลื่อนโครงการตำบลเข้มแข็งตามหลัก"
	"ปรัชญาของเศรษฐกิจพอเพียง และผลักดันให้อยู่ในแผนพัฒนาตำบลและเชื่อมโยงประสานสู่แผนพัฒนาในทุกระดับ"
	for number in range(1, 16)
)


def order(members: int = 9, **values):
	return frappe.get_doc(
		{
			"doctype": "Appointment Order",
			"name": "CON-TEST-ORDER",
			"docstatus": 1,
			"instrument": "Announcement",
			"issuer_name": "อำเภอพนมสารคาม",
			"subject": "รับรองผลการคัดเลือกคณะกรรมการศูนย์ประสานงานองค์การชุมชนตำบลท่าถ่าน",
			"body": BODY,
			"dated": "2008-05-08",
			"signatory_name": "นายประสิทธิ์ ตัวอย่าง",
			"signatory_position": "นายอำเภอพนมสารคาม",
			"members": [
				{
					"full_name": f"นาย{NAMES[n % len(NAMES)]}{thai.thai_digits(n)}",
					"committee_role": "ประธานกรรมการ" if n == 0 else "กรรมการ",
					"organization_name": "กลุ่มออมทรัพย์เพื่อการผลิตบ้านท่าถ่าน",
					"village": f"หมู่ที่ {n % 7 + 1}",
					"idx": n + 1,
				}
				for n in range(members)
			],
			**values,
		}
	)


def committee(members: int = 25, **values):
	roles = ("ประธานกรรมการ", "รองประธานกรรมการ", "กรรมการและเลขานุการ")
	return frappe.get_doc(
		{
			"doctype": "Committee",
			"name": "CON-TEST-COMMITTEE",
			"title": "ศอช.ต.ท่าถ่าน อ.พนมสารคาม จ.ฉะเชิงเทรา",
			"term_start": "2023-05-08",
			"term_end": "2027-05-07",
			"area": "240606",
			"members": [
				{
					"full_name": f"นาง{NAMES[n % len(NAMES)]}{thai.thai_digits(n)}",
					"role": roles[n] if n < len(roles) else "กรรมการ",
					"organization_name": "กลุ่มสตรีตำบลท่าถ่าน",
					"village": f"หมู่ที่ {n % 7 + 1}",
					"phone": f"081-555-{1000 + n}",
					"status": "Sitting",
					"joined_on": "2023-05-08",
					"idx": n + 1,
				}
				for n in range(members)
			],
			**values,
		}
	)


def printed(doc, print_format: str) -> bytes:
	return frappe.get_print(doc.doctype, doc.name, print_format, doc=doc, as_pdf=True, no_letterhead=1)


def gray(data: bytes, resolution: int) -> tuple[int, bytes]:
	"""Return the first page's width in pixels and its pixels, row by row, a byte each; resolution in dots an inch."""
	command = ["pdftoppm", "-gray", "-r", str(resolution), "-l", "1", "-"]
	picture = subprocess.run(command, input=data, capture_output=True, check=True).stdout
	_kind, size, _depth, pixels = picture.split(b"\n", 3)
	return int(size.split()[0]), pixels


def previewed(doc, print_format: str) -> str:
	return frappe.get_print(doc.doctype, doc.name, print_format, doc=doc, no_letterhead=1)


class FormatTestCase(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		binary()
		engine.install()

	def setUp(self):
		frappe.set_user("Administrator")


class TestOfficialAppointment(FormatTestCase):
	def test_announcement_says_everything_in_order(self):
		text = dense(poppler_text(printed(order(), "Official Appointment")))
		parts = [
			"ประกาศอำเภอพนมสารคาม",
			"เรื่องรับรองผลการคัดเลือก",
			*(thai.thai_digits(line) for line in BODY.splitlines()),
			"ประกาศ ณ วันที่ ๘ พฤษภาคม พ.ศ. ๒๕๕๑",
			"(นายประสิทธิ์ ตัวอย่าง)",
			"นายอำเภอพนมสารคาม",
			"บัญชีรายชื่อแนบท้ายประกาศอำเภอพนมสารคาม",
			"ลงวันที่ ๘ พฤษภาคม พ.ศ. ๒๕๕๑",
		]
		positions = [text.find(dense(part)) for part in parts]
		self.assertNotIn(-1, positions, parts[positions.index(-1)] if -1 in positions else "")
		self.assertEqual(positions, sorted(positions))
		self.assertNotIn("ที่๑๑๑", text)
		self.assertNotRegex(text, "[0-9]")

	def test_emblem_and_title_stand_in_the_middle_of_the_paper(self):
		data = printed(order(), "Official Appointment")
		page = subprocess.run(
			["pdftotext", "-bbox", "-l", "1", "-", "-"], input=data, capture_output=True, check=True
		).stdout.decode()
		left, right = re.search(
			r'xMin="([\d.]+)"[^>]*xMax="([\d.]+)"[^>]*>ประกาศอำเภอพนมสารคาม<', page
		).groups()
		self.assertAlmostEqual((float(left) + float(right)) / 2, 595 / 2, delta=2)
		width, pixels = gray(data, 50)
		# the first 3 cm below the edge hold the emblem alone
		dark = [n % width for n, value in enumerate(pixels[: width * 80]) if value < 200]
		self.assertAlmostEqual((min(dark) + max(dark)) / 2, width / 2, delta=2)

	def test_order_has_its_number_and_the_lines_of_the_one_acted_for(self):
		doc = order(
			instrument="Order",
			number="111/2551",
			dated="2008-03-19",
			signatory_position="ปลัดอำเภอ รักษาราชการแทน",
			signatory_acting_lines="นายอำเภอพนมสารคาม",
		)
		for text in (
			poppler_text(printed(doc, "Official Appointment")),
			pypdf_text(printed(doc, "Official Appointment")),
		):
			text = dense(text)
			for part in ("คำสั่งอำเภอพนมสารคามที่๑๑๑/๒๕๕๑เรื่อง", "สั่งณวันที่๑๙มีนาคมพ.ศ.๒๕๕๑"):
				self.assertIn(part, text)
			self.assertIn("(นายประสิทธิ์ตัวอย่าง)ปลัดอำเภอรักษาราชการแทนนายอำเภอพนมสารคาม", text)

	def test_every_name_is_printed_and_heads_are_repeated(self):
		doc = order(60)
		data = printed(doc, "Official Appointment")
		self.assertEqual(set(sizes(data)), {A4})
		pages = poppler_text(data).split("\f")[:-1]
		self.assertGreaterEqual(len(pages), 4)
		text = dense("".join(pages))
		for member in doc.members:
			self.assertEqual(
				text.count(dense(member.full_name) + "ก") + text.count(dense(member.full_name) + "ป"), 1
			)
		for number, page in enumerate(pages[1:], 2):
			self.assertIn("ชื่อ–สกุล", dense(page))
			self.assertTrue(dense(page).startswith(f"-{thai.thai_digits(number)}"), page[:40])
		self.assertFalse(dense(pages[0]).startswith("-"))

	def test_cue_to_the_next_page(self):
		data = printed(order(9, body=LONG_BODY), "Official Appointment")
		pages = poppler_text(data).split("\f")[:-1]
		self.assertEqual(len(pages), 3)
		cue = re.search(r"/(๑?[๐-๙])\. ส่งเสริม\.\.\.", pages[0])
		start = re.sub("^-๒-?", "", dense(pages[1]))
		if cue:
			self.assertTrue(start.startswith(f"{cue[1]}.ส่งเสริม"), start[:40])
		else:  # the page ends within a paragraph
			cue = re.search(r"/(\S+)\.\.\.", pages[0])
			self.assertTrue(cue and start.startswith(cue[1]), pages[0][-80:])
		self.assertNotRegex(pages[1], r"/.*\.\.\.", "the list of names is an attachment")
		self.assertEqual(sum(dense(page).count("ส่งเสริมให้ศูนย์") for page in pages), 15)

	def test_one_page_has_no_cue(self):
		pages = poppler_text(printed(order(0), "Official Appointment")).split("\f")[:-1]
		self.assertEqual(len(pages), 1)
		self.assertNotIn("...", pages[0])

	def test_drafts_are_marked_and_leave_lines_to_fill_in(self):
		doc = order(docstatus=0, instrument="Order", dated=None, signatory_name=None)
		text = poppler_text(printed(doc, "Official Appointment"))
		self.assertIn("ร่าง ยังไม่มีผลใช้บังคับ", text)
		self.assertRegex(text, r"ที่ \.+/\.+")
		self.assertRegex(text, r"สั่ง ณ วันที่ \.+ เดือน \.+ พ\.ศ\. \.+")
		self.assertIn("con-mark", previewed(doc, "Official Appointment"))
		self.assertNotIn('class="con-mark"', previewed(order(), "Official Appointment"))

	def test_changes_are_named(self):
		doc = order(6)
		for member, change in zip(doc.members, ("Added", "Removed", "Role Changed"), strict=False):
			member.change = change
		text = dense(poppler_text(printed(doc, "Official Appointment")))
		for words in ("การเปลี่ยนแปลง", "แต่งตั้งเพิ่ม", "พ้นจากตำแหน่ง", "เปลี่ยนตำแหน่ง"):
			self.assertIn(words, text)
		# who goes stands last and is not counted
		self.assertIn("รวม๕คนแต่งตั้งเพิ่ม๑คนพ้นจากตำแหน่ง๑คนเปลี่ยนตำแหน่ง๑คน", text)
		self.assertIn("–" + dense(doc.members[1].full_name), text)
		self.assertIn("๕" + dense(doc.members[5].full_name), text)
		self.assertIn('class="con-gone"', previewed(doc, "Official Appointment"))

	def test_text_of_users_stays_text(self):
		evil = "<script>alert(1)</script><img src=x onerror=y>\"'&{{ 7*7 }}"
		doc = order(
			1, subject=evil, body=evil, issuer_name=evil, signatory_name=evil, signatory_position=evil
		)
		doc.update({"signatory_acting_lines": evil, "number": evil, "legal_basis": evil + "x"})
		doc.members[0].update(
			{"full_name": evil, "committee_role": evil, "organization_name": evil, "village": evil}
		)
		html = previewed(doc, "Official Appointment")
		self.assertNotIn("<script>alert", html)
		self.assertNotIn("<img src=x", html)
		self.assertIn("&lt;script&gt;alert", html)
		self.assertNotIn(">49<", html)

	def test_digits_and_margins_are_settings(self):
		settings = frappe.get_doc("CON Settings")
		settings.db_set("thai_digits", 0)
		settings.db_set("margin_left_cm", 4.5)
		frappe.clear_document_cache("CON Settings", "CON Settings")
		try:
			html = previewed(order(), "Official Appointment")
			self.assertIn("8 พฤษภาคม พ.ศ. 2551", html)
			self.assertIn("4.5cm;", html)
		finally:
			settings.db_set("thai_digits", 1)
			settings.db_set("margin_left_cm", 3)
			frappe.clear_document_cache("CON Settings", "CON Settings")


class TestCommitteeFormats(FormatTestCase):
	def test_chart_is_one_page_with_every_name(self):
		for members in (9, 25, 31):
			with self.subTest(members=members):
				doc = committee(members)
				data = printed(doc, "Committee Chart")
				self.assertEqual(sizes(data), [A4])
				text = dense(poppler_text(data))
				for member in doc.members:
					self.assertIn(dense(member.full_name), text)
				self.assertIn(f"รวม{thai.thai_digits(members)}คน", text)

	def test_chart_leaves_out_who_has_left(self):
		doc = committee(9)
		doc.members[4].status = "Left"
		text = dense(poppler_text(printed(doc, "Committee Chart")))
		self.assertNotIn(dense(doc.members[4].full_name), text)
		self.assertIn("รวม๘คน", text)

	def test_register_is_a_landscape_table_with_repeated_heads(self):
		doc = committee(31)
		data = printed(doc, "Committee Register")
		self.assertEqual(set(sizes(data)), {(297, 210)})
		pages = poppler_text(data).split("\f")[:-1]
		self.assertGreaterEqual(len(pages), 2)
		for page in pages:
			self.assertIn("ชื่อ–สกุล", dense(page))
		text = dense("".join(pages))
		for member in doc.members:
			self.assertIn(dense(member.full_name), text)
		self.assertIn("รวม๓๑คน", text)

	def test_the_head_of_the_register_has_full_dates(self):
		text = dense(poppler_text(printed(committee(3), "Committee Register")))
		self.assertIn("วาระ๘พฤษภาคม๒๕๖๖ถึง๗พฤษภาคม๒๕๗๐", text)

	def test_phones_only_for_those_who_may_read_them(self):
		doc = committee(9)
		self.assertIn("๐๘๑-๕๕๕-๑๐๐๐", previewed(doc, "Committee Register"))
		doc.get_permlevel_access = lambda permission_type="write": [0]
		html = previewed(doc, "Committee Register")
		self.assertNotIn("๐๘๑-๕๕๕", html)
		self.assertNotIn("โทรศัพท์", html)

	def test_text_of_users_stays_text(self):
		evil = "<script>alert(1)</script>"
		doc = committee(5, title=evil)
		doc.members[1].update(
			{"full_name": evil, "organization_name": evil, "village": evil, "role": evil, "replaces": evil}
		)
		for name in ("Committee Register", "Committee Chart"):
			self.assertNotIn("<script>alert", previewed(doc, name))

	def test_no_line_of_the_chart_ends_in_the_void(self):
		"""Below the last row nothing is drawn in the middle of the page but the foot."""
		for members in (8, 9):
			data = printed(committee(members), "Committee Chart")
			boxes = subprocess.run(
				["pdftotext", "-bbox", "-", "-"], input=data, capture_output=True, check=True
			)
			words = [
				(float(top), float(bottom), word)
				for top, bottom, word in re.findall(
					r'yMin="([\d.]+)"[^>]*yMax="([\d.]+)">([^<]*)<', boxes.stdout.decode()
				)
			]
			foot = next(top for top, _bottom, word in words if word == "รวม")
			last = max(bottom for _top, bottom, _word in words if bottom < foot)
			width, pixels = gray(data, 72)
			column = [
				pixels[y * width + x]
				for y in range(int(last) + 8, int(foot) - 1)
				for x in range(width // 2 - 5, width // 2 + 6)
			]
			self.assertTrue(column)
			self.assertGreater(min(column), 220, f"{members} members")

	def test_the_board_of_organizations_is_the_second_sheet(self):
		frappe.get_doc(
			{
				"doctype": "Community Organization",
				"organization_name": "กลุ่มทอผ้าบ้านท่าถ่าน",
				"area": "240606",
				"organization_type": frappe.get_all("Organization Type", pluck="name", limit=1)[0],
				"chair": "นางฝ้ายคำ ฟ้าใส",
				"capital": 12000.5,
				"products": "ผ้าขาวม้า",
			}
		).insert()
		pages = poppler_text(printed(committee(9), "Committee Chart")).split("\f")[:-1]
		self.assertEqual(len(pages), 2)
		self.assertNotIn("ทำเนียบ", pages[0])
		for words in ("ทำเนียบกลุ่ม/องค์กร", "กลุ่มทอผ้าบ้านท่าถ่าน", "นางฝ้ายคำ ฟ้าใส", "๑๒,๐๐๐.๕๐", "ผ้าขาวม้า"):
			self.assertIn(dense(words), dense(pages[1]))

	def test_nothing_is_cut_off_the_chart(self):
		"""What is cut off is drawn nowhere but still found in the text: look at the picture's lower edge."""
		for members in (9, 25, 31):
			data = printed(committee(members), "Committee Chart")
			boxes = subprocess.run(
				["pdftotext", "-bbox", "-", "-"], input=data, capture_output=True, check=True
			).stdout
			lowest = max(float(value) for value in re.findall(rb'yMax="([\d.]+)"', boxes))
			foot = re.search(rb'yMin="([\d.]+)"[^>]*>' + "รวม".encode(), boxes)
			self.assertIsNotNone(foot)
			above = [
				float(value)
				for value in re.findall(rb'yMax="([\d.]+)"', boxes)
				if float(value) < float(foot[1]) + 3
			]
			self.assertLess(max(above), float(foot[1]) + 3)
			self.assertLess(lowest, 842 - 20)
