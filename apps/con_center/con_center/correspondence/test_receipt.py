"""The stamp of the receiving office: 2.5 × 5 cm at the top right, and never on words."""

import io

import frappe
from PIL import Image

from con_center.correspondence import receipt
from con_center.correspondence.factories import make_incoming
from con_center.correspondence.test_enclosures import turned_picture
from con_center.correspondence.test_letter_page import PageTestCase, extent, pixels, words
from con_center.organization.factories import OTHER, make_officer, signed_in
from con_center.printing.engine import html_to_pdf
from con_center.printing.test_engine import sizes
from con_center.printing.test_pdf_text import dense, poppler_text


def is_blue(colour: tuple[int, ...]) -> bool:
	return colour[2] > colour[0] + 40


def is_red(colour: tuple[int, ...]) -> bool:
	return colour[0] > colour[2] + 100


class TestReceipt(PageTestCase):
	def stamped(self, data: bytes, file_name="letter.pdf", **values):
		"""Return the stamped print of a file that came in."""
		letter = make_incoming()
		file = frappe.get_doc(
			{
				"doctype": "File",
				"file_name": file_name,
				"content": data,
				"is_private": 1,
				"attached_to_doctype": letter.doctype,
				"attached_to_name": letter.name,
			}
		).insert()
		letter.db_set(
			{"file": file.file_url, "number": "1234", "received_on": "2023-11-06 09:30:00", **values}
		)
		with signed_in(make_officer("district")):
			return receipt.stamped(frappe.get_doc(letter.doctype, letter.name))

	def test_what_is_no_pdf_is_told(self):
		for data in (
			b"no PDF",
			b"%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 7>> endobj trailer <</Root 1 0 R>>",
		):
			with self.subTest(data=data), self.assertRaises(receipt.NoFileError):
				self.stamped(data)

	def test_the_stamp_says_number_day_and_hour(self):
		data = self.stamped(self.printed(self.letter()))
		text = dense(poppler_text(data))
		for part in ("เลขรับ๑๒๓๔", "วันที่๖พฤศจิกายน๒๕๖๖", "เวลา๐๙.๓๐น."):
			self.assertIn(part, text)
		self.assertIn("ศาลากลางจังหวัดอุบลราชธานี", text)

	def test_it_is_five_by_two_and_a_half_centimetres_at_the_top_right(self):
		data = self.stamped(self.printed(self.letter()))
		left, top, right, bottom = extent(pixels(data, 1), is_blue, 10, 0.1, 20.9, 6)
		self.assert_at(right - left, 5)
		self.assert_at(bottom - top, 2.5)
		self.assert_at(21 - right, receipt.MARGIN)
		self.assert_at(top, receipt.MARGIN)

	def test_it_does_not_cover_the_address_of_a_letter_without_an_emblem(self):
		for kind in ("External", "Memo", "Stamped", "Certificate"):
			with self.subTest(kind=kind):
				data = self.stamped(self.printed(self.letter(kind)))
				left, top, right, bottom = extent(pixels(data, 1), is_blue, 0.1, 0.1, 20.9, 6)
				inside = {"เลขรับ", "วันที่", "เวลา"}
				covered = [
					word
					for word in words(self.printed(self.letter(kind)))
					if word.page == 1
					and word.right > left
					and word.left < right
					and word.bottom - 0.1 > top
					and word.top + 0.1 < bottom
				]
				self.assertEqual(covered, [], inside)

	def test_it_gives_way_to_words_in_the_corner(self):
		page = '<style>@page{{size:A4;margin:0}}</style><p style="position:absolute;left:{}cm;top:1.5cm">WORDS</p>'
		for words_at, place in ((15, 8), (11, 15.5)):
			data = self.stamped(html_to_pdf(page.format(words_at)))
			left, _top, _right, _bottom = extent(pixels(data, 1), is_blue, 0.1, 0.1, 20.9, 6)
			self.assert_at(left, place, 0.2)

	def test_a_page_of_another_size_or_turned_is_stamped_as_well(self):
		data = self.stamped(html_to_pdf("<style>@page{size:A5 landscape}</style><p>x</p>"))
		self.assertEqual(sizes(data), [(210, 148)])
		self.assertIn("เลขรับ", dense(poppler_text(data)))

	def test_a_photo_of_the_paper_is_stamped_on_a_page(self):
		data = self.stamped(turned_picture(), "photo.jpg")
		self.assertEqual(sizes(data), [(210, 297)])
		self.assertIn("เลขรับ๑๒๓๔", dense(poppler_text(data)))
		left, top, right, bottom = extent(pixels(data, 1), is_blue, 10, 0.1, 20.9, 6)
		self.assert_at(right - left, 5)
		self.assert_at(bottom - top, 2.5)
		# the photo, which is red, begins below it
		photo = extent(pixels(data, 1), is_red, 0.1, 0.1, 20.9, 29.6)
		self.assertGreater(photo[1], bottom)

	def test_what_is_no_photo_or_a_too_large_one_says_so(self):
		bomb = io.BytesIO()
		Image.new("1", (30_000, 30_000)).save(bomb, "PNG")
		for data in (b"no photo", bomb.getvalue()):
			with self.assertRaises(receipt.NoFileError):
				self.stamped(data, "photo.png")

	def test_what_is_no_pdf_or_not_received_says_so(self):
		with self.assertRaises(receipt.NoFileError):
			self.stamped(b"no PDF")
		with self.assertRaises(receipt.NoFileError):
			self.stamped(self.printed(self.letter()), number=None)
		with self.assertRaises(receipt.NoFileError):
			self.stamped(self.printed(self.letter()), file="/private/files/of-somebody-else.pdf")

	def test_strangers_get_nothing(self):
		letter = make_incoming()
		for user in (make_officer("district", OTHER), "Guest"):
			with self.subTest(user=user), signed_in(user), self.assertRaises(frappe.PermissionError):
				receipt.download(letter.name)
