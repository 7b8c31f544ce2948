import itertools
import re

import geothai
from bs4 import BeautifulSoup
from frappe.tests.utils import FrappeTestCase

from con_center.printing import chromium, engine
from con_center.printing.test_pdf_text import binary, dense, poppler_text
from con_center.printing.words import TERMS, keep_words_whole, whole_parts

FIRST_NAMES = ("สมชาย ธีรพล ปิ่นแก้ว จำเริญ ฝ้ายคำ กัญญารัตน์ ณัฐวุฒิ วิไลวรรณ ทองใบ เกียรติศักดิ์ จันทร์เพ็ญ อุไรวรรณ").split()
# surnames are put together of two of these: นาม + วงศ์
BEGINNINGS = "นาม ศรี สุวรรณ ทอง บุญ แก้ว คำ จันทร์ พรหม วงษ์ ใจ สาย ชัย กิจ เจริญ อินทร์ มณี รัตน์ โพธิ์ ปัญญา กอง กลาง ปาน แสน มา".split()
ENDS = "วงศ์ สุข ดี มา พันธ์ ศักดิ์ วัฒนา สกุล ชัย เดช ทอง แสง คำ ภักดี กุล ประเสริฐ รักษ์ งาม ศรี เพชร ยา ผล นาค สิทธิ์ เลิศ บุตร หาญ มั่น ธรรม เรือง ไกร พล ใส นิล ธานี แก้ว".split()
WORDS = (
	"ดำเนินงาน ดำเนินการ ประสานงาน คณะกรรมการ ที่ปรึกษา นายอำเภอ ผู้ใหญ่บ้าน ปลัดอำเภอ ว่าด้วย ผู้รับผิดชอบ ปีงบประมาณ "
	"วัตถุประสงค์ องค์การ หมู่บ้าน ประชาสัมพันธ์ เลขานุการ เหรัญญิก สนับสนุน ยุทธศาสตร์ รับทราบ เห็นชอบ พฤศจิกายน"
).split()


def areas(number: int) -> list[str]:
	districts = [d for p in geothai.provinces() for d in geothai.districts(p.code)]
	names = [s.name_th for d in districts for s in geothai.subdistricts(d.code)]
	return names[:: len(names) // number][:number]


def sentences() -> list[tuple[str, str, str]]:
	"""What must stay whole, with what stands before and after it: 2,000 names of people and areas, and terms."""
	surnames = [a + b for a, b in itertools.product(BEGINNINGS, ENDS)]
	people = [
		("ได้มอบหมายให้นาย" + FIRST_NAMES[n % len(FIRST_NAMES)] + " ", surname, " ดำเนินการ")
		for n, surname in enumerate(surnames)
	]
	people += [("ได้มอบหมายให้นาง", name, " ใจดี ดำเนินการ") for name in FIRST_NAMES]
	places = [("ที่ประชุมตำบล", name, "ได้มีมติ") for name in areas(2000 - len(people) - len(TERMS) - len(WORDS))]
	return people + places + [("เรื่อง ", term, " ต่อไป") for term in (*TERMS, *WORDS)]


def cut_inside(before: str, text: str, after: str, words) -> tuple[set[int], set[int]]:
	"""Return where the browser cuts the text by itself, and where it still may."""
	pieces = words(before + text + after)
	ends = set(itertools.accumulate(map(len, pieces)))
	cuts = {end for end in ends if len(before) < end < len(before) + len(text)}
	parts = whole_parts(before + text + after, pieces)
	return cuts, {cut for cut in cuts if not any(start < cut < end for start, end in parts)}


class TestWords(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		binary()
		engine.install()

	def test_none_of_2000_names_and_terms_is_cut(self):
		by_itself, still = [], []
		with chromium.printing("<p>", binary()) as page:
			for before, text, after in sentences():
				cuts, left = cut_inside(before, text, after, page.words)
				by_itself += [text] if cuts else []
				still += [text] if left else []
		self.assertEqual(len(sentences()), 2000)
		self.assertGreater(len(by_itself), 1000, "the browser has learned them: this module may go")
		self.assertEqual(still, [])

	def test_printed_lines_end_with_words(self):
		surnames = [a + b for a, b in itertools.product(BEGINNINGS[:8], ENDS[:6])]
		text = "และ".join(f"นายสมชาย {name} ร่วมดำเนินงาน" for name in surnames)
		for width in (5, 7.3, 11):
			data = engine.html_to_pdf(f"<div style='width:{width}cm'>{text}</div>")
			lines = [dense(line) for line in poppler_text(data).splitlines()]
			for name in {*surnames, "ดำเนินงาน"}:
				found = sum(line.count(dense(name)) for line in lines)
				self.assertEqual(found, dense(text).count(dense(name)), name)

	def test_what_is_longer_than_a_line_still_breaks(self):
		surname = "ประเสริฐวัฒนากุลสกุลไพศาลเจริญรัตนมณีวงศ์"
		soup = BeautifulSoup(f"<p>นายสมชาย {surname} มา</p><td>ตำบลหัวเรือ</td>", "html5lib")
		with chromium.printing("<p>", binary()) as page:
			keep_words_whole(soup, page.words)
		self.assertNotIn(surname, [span.text for span in soup.select(".con-whole")])

	def test_the_text_stays_what_it_was(self):
		html = (
			"<p>นาย<b>สมชาย นามวงศ์</b> ดำเนินงาน &lt;i&gt;\n ตำบลหัวเรือ</p><p>(ดำเนินการ)ๆ</p>"
			"<table><tr><td>คณะกรรมการดำเนินงาน</td></tr></table><style>.ดำเนินงาน{}</style>"
		)
		soup, before = BeautifulSoup(html, "html5lib"), BeautifulSoup(html, "html5lib").get_text()
		with chromium.printing("<p>", binary()) as page:
			keep_words_whole(soup, page.words)
		self.assertEqual(soup.get_text(), before)
		self.assertTrue(re.search('white-space:nowrap">ดำเนินงาน<', str(soup)))
		self.assertIn("<style>.ดำเนินงาน{}</style>", str(soup))

	def test_a_number_stays_with_what_it_numbers(self):
		text = "ประจำปีงบประมาณ พ.ศ. ๒๕๖๗ ภายในวันศุกร์ที่ ๒๔ พฤศจิกายน ๒๕๖๖ หมู่ที่ 5 ครั้งที่ 2/2569 พ.ศ. ตามข้อ ๓"
		kept = [text[start:end] for start, end in whole_parts(text, [text])]
		self.assertEqual(kept, ["พ.ศ. ๒๕๖๗", "๒๔ พฤศจิกายน", "หมู่ที่ 5", "ครั้งที่ 2/2569", "ข้อ ๓"])

	def test_titles_of_offices_are_no_names(self):
		for text in ("นายกองค์การบริหารส่วนตำบล", "นายอำเภอ ได้มอบหมาย"):
			self.assertEqual(whole_parts(text, [text]), [])
