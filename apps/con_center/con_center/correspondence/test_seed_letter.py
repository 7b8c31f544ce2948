"""The letter of the province of Ubon Ratchathani of 2 November 2566 (seed 003), typed in, comes out as it went out.

Two persons and a telephone number have been replaced by invented ones of about the same length.
"""

import re

import frappe

from con_center.correspondence import body, letter_text
from con_center.correspondence.test_letter_page import PageTestCase
from con_center.printing.test_engine import A4, sizes
from con_center.printing.test_pdf_text import dense, poppler_text, pypdf_text

SEED = """
ที่ อบ ๐๐๑๙/๐๕๕๑๔
ศาลากลางจังหวัดอุบลราชธานี
ถนนแจ้งสนิท อบ ๓๔๐๐๐
๒ พฤศจิกายน ๒๕๖๖
เรื่อง แนวทางการขับเคลื่อนงานศูนย์ประสานงานองค์การชุมชน ประจำปีงบประมาณ พ.ศ. ๒๕๖๗
เรียน นายอำเภอทุกอำเภอ
สิ่งที่ส่งมาด้วย ๑. แนวทางการขับเคลื่อนงานฯ จำนวน ๑ ชุด
๒. ทะเบียนข้อมูลศูนย์ประสานงานองค์การชุมชน (คอช.) จำนวน ๑ ฉบับ
๓. แบบรายงานฯ จำนวน ๑ ฉบับ
ด้วยกรมการพัฒนาชุมชน ได้แจ้งแนวทางการส่งเสริมสนับสนุนให้ศูนย์ประสานงานองค์การชุมชน (คอช.) ดำเนินการตามบทบาทหน้าที่ให้เป็นไปตามระเบียบกระทรวงมหาดไทยว่าด้วยการดำเนินงานศูนย์ประสานงานองค์การชุมชน พ.ศ. ๒๕๕๑ โดยมีวัตถุประสงค์เพื่อเป็นศูนย์กลางในการประสานการทำงานขององค์การชุมชนและเครือข่ายสามารถช่วยเหลือเกื้อกูลกัน และรวมพลังเครือข่ายองค์กรในการแก้ไขปัญหาการจัดการพัฒนาชุมชนนำไปสู่การเสริมสร้างความเข้มแข็งของชุมชน
เพื่อให้การดำเนินงานของศูนย์ประสานงานองค์การชุมชน (คอช.) ในทุกระดับเป็นไปตามระเบียบฯ และสอดคล้องกับสถานการณ์ปัจจุบัน จังหวัดอุบลราชธานี จึงขอให้อำเภอมอบหมายสำนักงานพัฒนาชุมชนอำเภอดำเนินการ ดังนี้
๑. ให้สำนักงานพัฒนาชุมชน อำเภอ จัดทำ ปรับปรุงฐานข้อมูล และทบทวนคำสั่งแต่งตั้งคณะกรรมการศูนย์ประสานงานองค์การชุมชน (คอช.) แต่ละระดับให้เป็นปัจจุบัน พร้อมทั้งจัดทำทะเบียนข้อมูลคณะกรรมการศูนย์ประสานงานองค์การชุมชน (คอช.) ตามสิ่งที่ส่งมาด้วย ๒ ส่งให้จังหวัดฯ ภายในวันศุกร์ที่ ๒๔ พฤศจิกายน ๒๕๖๖ ทางไลน์กลุ่ม “ส่งรายงาน สพจ.อุบลฯ”
๒. ให้สำนักงานพัฒนาชุมชนอำเภอ จัดให้มีการประชุมคณะกรรมการศูนย์ประสานงานองค์การชุมชน (คอช.) แต่ละระดับ อย่างน้อย ๒ ครั้ง/ปี
๓. ให้สำนักงานพัฒนาชุมชนอำเภอ จัดทำ/ทบทวนคำสั่งแต่งตั้งคณะกรรมการบริหารงานตำบลแบบบูรณาการ (ก.บ.ต.) โดยให้คณะกรรมการศูนย์ประสานงานองค์การชุมชนระดับตำบล (คอช.ต) เป็นผู้ทรงคุณวุฒิ
๔. ประเมินผลการจัดระดับการพัฒนาศูนย์ประสานงานองค์การชุมชนระดับตำบล (คอช.ต) ตามเกณฑ์ประเมิน ๕ หมวด ๒๓ ตัวชี้วัด พร้อมทั้งรายงานผลให้จังหวัดทราบ ครั้งที่ ๑ ภายในวันศุกร์ที่ ๒๔ พฤศจิกายน ๒๕๖๖ และครั้งที่ ๒ ภายในวันจันทร์ที่ ๒๔ มิถุนายน ๒๕๖๗
๕. มอบหมายภารกิจให้ศูนย์ประสานงานองค์การชุมชน (คอช.) ทุกระดับ เป็นกลไกที่สำคัญในการขับเคลื่อนแผนพัฒนาตำบลตามระเบียบกระทรวงมหาดไทยว่าด้วยการจัดทำแผนและประสานแผนพัฒนาพื้นที่ระดับอำเภอและตำบล พ.ศ. ๒๕๖๒
/๖. ส่งเสริม...
๖. ส่งเสริมให้ศูนย์ประสานงานองค์การชุมชนระดับตำบล (ศอช.ต) เป็นกลไกสำคัญในการขับเคลื่อนโครงการตำบลเข้มแข็งตามหลักปรัชญาของเศรษฐกิจพอเพียง และผลักดันให้อยู่ในแผนพัฒนาตำบลและเชื่อมโยงประสานสู่แผนพัฒนาในทุกระดับ
๗. ให้สำนักงานพัฒนาชุมชนอำเภอ ประเมินผลความก้าวหน้าในการดำเนินงานศูนย์ประสานงานองค์การชุมชน (ศอช.) ทุกระดับ และรายงานผลให้จังหวัดทราบ ภายในวันจันทร์ที่ ๒๔ มิถุนายน ๒๕๖๗ ทั้งนี้ จังหวัดอุบลราชธานี มอบหมาย นายสมมติ ตัวอย่างดี ตำแหน่งนักวิชาการพัฒนาชุมชนชำนาญการ หมายเลขโทรศัพท์ ๐๘ ๐๐๐๐ ๐๐๐๐ เป็นผู้ประสานงาน รายละเอียดตามสิ่งที่ส่งมาด้วย
จึงเรียนมาเพื่อพิจารณาดำเนินการ
ขอแสดงความนับถือ
(นางสมหญิง ตัวอย่าง)
รองผู้ว่าราชการจังหวัด ปฏิบัติราชการแทน
ผู้ว่าราชการจังหวัดอุบลราชธานี
สำนักงานพัฒนาชุมชนจังหวัดฯ
กลุ่มงานส่งเสริมการพัฒนาชุมชน
โทร./โทรสาร ๐๔๕ - ๓๔๔๖๒๘
""".strip()
CUE = "/๖. ส่งเสริม..."
TEXT = re.search(r"ด้วยกรม.*จึงเรียนมาเพื่อพิจารณาดำเนินการ", SEED, re.DOTALL)[0].replace(f"{CUE}\n", "")
# as they are typed: letters are printed in Thai digits whatever is typed
SUBJECT = "แนวทางการขับเคลื่อนงานศูนย์ประสานงานองค์การชุมชน ประจำปีงบประมาณ พ.ศ. 2567"
ENCLOSED = (
	("แนวทางการขับเคลื่อนงานฯ", "ชุด"),
	("ทะเบียนข้อมูลศูนย์ประสานงานองค์การชุมชน (คอช.)", "ฉบับ"),
	("แบบรายงานฯ", "ฉบับ"),
)
# what is wanted by when, as the round of the year has it
WANTED = (
	("Progress Report", 0, "2024-06-24"),
	("Register and Orders Up to Date", 0, "2023-11-24"),
	("Assessments Complete", 1, "2023-11-24"),
	("Assessments Complete", 2, "2024-06-24"),
)
DISTRICTS = 25


class TestSeedLetter(PageTestCase):
	def seed_letter(self, **values):
		letter = self.letter(
			subject=SUBJECT,
			body=body.read(TEXT),
			enclosures=[{"enclosure_name": name, "quantity": 1, "unit": unit} for name, unit in ENCLOSED],
			receiver_group="นายอำเภอทุกอำเภอ",
			receivers=[{"receiver_name": f"นายอำเภอ {n}"} for n in range(DISTRICTS)],
			items=[
				{"item": kind, "done_when": kind, "assessment_round": number, "due": day}
				for kind, number, day in WANTED
			],
			contact_name="นายสมมติ ตัวอย่างดี",
			contact_position="นักวิชาการพัฒนาชุมชนชำนาญการ",
			contact_telephone="08 0000 0000",
			**values,
		)
		self.office.db_set("email", None)
		return letter

	def test_side_by_side_with_the_seed_nothing_differs(self):
		data = self.printed(self.seed_letter())
		self.assertEqual(sizes(data), [A4, A4])
		for reader, text in (("poppler", poppler_text(data, "-raw")), ("pypdf", pypdf_text(data))):
			with self.subTest(reader=reader):
				# the number of the second page is the one thing that the seed's text does not have
				self.assertEqual(dense(text).replace("-๒-", "", 1), dense(SEED))

	def test_the_page_turns_before_item_six_with_its_cue(self):
		first, second = poppler_text(self.printed(self.seed_letter())).split("\f")[:2]
		self.assertTrue(dense(first).endswith(dense(CUE)), first[-60:])
		self.assertRegex(dense(second), "^-๒-?๖.ส่งเสริม")

	def test_the_template_of_the_year_says_the_same(self):
		letter = self.seed_letter()
		letter.update({"province": "34", "body": [], "subject": "", "enclosures": []})
		template = frappe.get_doc("Letter Template", letter_text.find_template("Yearly Guideline"))
		letter.dated = "2023-11-02"
		filled = letter_text.filled(template, letter_text.values_for(letter))
		filled["body"][2]["text"] = filled["body"][2]["text"].replace(
			"ทาง………………", "ทางไลน์กลุ่ม “ส่งรายงาน สพจ.อุบลฯ”"
		)
		letter.update({field: filled[field] for field in ("subject", "body", "enclosures")})
		text = dense(poppler_text(self.printed(letter), "-raw"))
		self.assertEqual(text.replace("-๒-", "", 1), dense(SEED))
