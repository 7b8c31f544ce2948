import os
import re
import subprocess
import unicodedata
import unittest
from io import BytesIO

from pypdf import PdfReader

from con_center.printing import chromium
from con_center.printing.fonts import FACES, SIZE_ADJUST_PERCENT, font_data_url
from con_center.printing.pdf_text import repair_text

# marks over ascenders and below, two marks over one letter, ำ with and without a tone, letters that lose their foot
WORDS = (
	"ตำบล อำเภอ ป้ำ สถานที่ ฝั่ง ก.บ.ต. น้ำ ผู้ใหญ่บ้าน ปี่ ป่า ปู่ ฟ้า ฟั่น ฝ่าย ญาติ ญู ฐาน ฐู กุ้ง ฎุ ฤๅ ก็ เปี๊ยะ "
	"ป๊า ปั๊ม ทั้งนี้ คลิปวิดีโอ ฟื้นฟู เฝ้า ผึ้ง ผื่น ฝึก ฝืน ปีนี้ ฟิล์ม จำนำ ค้ำ ซ้ำ สำเนียง องค์การ"
).split()
PARAGRAPHS = (
	"เพื่อให้การดำเนินงานของศูนย์ประสานงานองค์การชุมชนในทุกระดับเป็นไปตามระเบียบฯ และสอดคล้องกับสถานการณ์ปัจจุบัน "
	"จึงขอให้อำเภอมอบหมายสำนักงานพัฒนาชุมชนอำเภอดำเนินการ ดังนี้",
	"๖. ส่งเสริมให้ศูนย์ประสานงานองค์การชุมชนระดับตำบลเป็นกลไกสำคัญในการขับเคลื่อนโครงการตำบลเข้มแข็งตามหลักปรัชญา"
	"ของเศรษฐกิจพอเพียง และผลักดันให้อยู่ในแผนพัฒนาตำบลฝั่งน้ำ ปั๊มน้ำ ทั้งนี้ให้แล้วเสร็จ",
)


def dense(text: str) -> str:
	"""Text without the spaces and line ends that lines and cells bring."""
	return re.sub(r"\s+", "", unicodedata.normalize("NFC", text))


def poppler_text(data: bytes, *options: str) -> str:
	"""Return the text of a PDF as Poppler's pdftotext reads it."""
	run = subprocess.run(
		["pdftotext", "-enc", "UTF-8", *options, "-", "-"], input=data, capture_output=True, check=True
	)
	return run.stdout.decode()


def pypdf_text(data: bytes) -> str:
	return "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


def binary() -> str:
	"""Return the browser of the site or the machine."""
	return chromium.find_binary(os.environ.get("CON_CHROMIUM"))


def page_of(body: str, css: str = "") -> str:
	faces = "".join(
		f"@font-face{{font-family:Sarabun;font-weight:{weight};size-adjust:{SIZE_ADJUST_PERCENT}%;"
		f"src:url({font_data_url(face)})}}"
		for face, weight in FACES.items()
	)
	style = f"{faces}@page{{size:A4;margin:2.5cm 2cm 2cm 3cm}}body{{font:16pt Sarabun;margin:0}}{css}"
	return f'<!doctype html><html lang="th"><meta charset="utf-8"><style>{style}</style><body>{body}'


class TestPDFText(unittest.TestCase):
	@classmethod
	def setUpClass(cls):
		body = "".join(f"<p>{word}</p>" for word in WORDS)
		body += "".join(f"<p><b>{word}</b></p>" for word in WORDS)
		body += "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
		css = "p{margin:0;padding-top:.26em;box-decoration-break:clone;-webkit-box-decoration-break:clone}"
		with chromium.printing(page_of(body, css), binary()) as page:
			cls.raw = page.pdf()
		cls.repaired = repair_text(cls.raw)
		cls.source = dense("".join(WORDS) * 2 + "".join(PARAGRAPHS))

	def test_text_equals_the_source_in_every_reader(self):
		for name, text in (
			("pdftotext", poppler_text(self.repaired)),
			("pdftotext -raw", poppler_text(self.repaired, "-raw")),
			("pypdf", pypdf_text(self.repaired)),
		):
			with self.subTest(reader=name):
				self.assertEqual(dense(text), self.source)

	def test_no_word_is_torn_by_a_space(self):
		for name, text in (("pdftotext", poppler_text(self.repaired)), ("pypdf", pypdf_text(self.repaired))):
			lines = [" ".join(line.split()) for line in text.splitlines()]
			for word in WORDS:
				with self.subTest(reader=name, word=word):
					self.assertEqual(lines.count(word), 2)

	def test_the_repair_is_needed(self):
		"""If Chromium's own text is right one day, the repair can go."""
		self.assertNotEqual(dense(pypdf_text(self.raw)), self.source)

	def test_nothing_drawn_changes(self):
		pictures = [
			subprocess.run(["pdftoppm", "-r", "60", "-"], input=data, capture_output=True, check=True).stdout
			for data in (self.raw, self.repaired)
		]
		self.assertEqual(pictures[0], pictures[1])

	def test_lines_break_between_words(self):
		for paragraph in PARAGRAPHS:
			with chromium.printing(page_of(f"<p>{paragraph}</p>"), binary()) as page:
				words = page.words(paragraph)
				text = poppler_text(repair_text(page.pdf()))
			ends, position = set(), 0
			for word in words:
				position += len(dense(word))
				ends.add(position)
			position = 0
			lines = [dense(line) for line in text.splitlines() if line.strip()]
			self.assertGreater(len(lines), 1)
			for line in lines:
				position += len(line)
				with self.subTest(line=line):
					self.assertIn(position, ends)

	def test_other_documents_pass_unharmed(self):
		for body in (
			"",
			"<p>plain latin</p>",
			'<svg width="9" height="9"><rect width="9" height="9"/></svg>',
		):
			with chromium.printing(page_of(body), binary()) as page:
				data = repair_text(page.pdf())
			self.assertEqual(len(PdfReader(BytesIO(data)).pages), 1)
		self.assertNotIn("\x00", pypdf_text(data))


if __name__ == "__main__":
	unittest.main()
