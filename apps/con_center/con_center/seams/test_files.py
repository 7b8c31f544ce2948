import errno
import io
from pathlib import Path
from unittest.mock import patch

import frappe
from frappe import handler
from PIL import ExifTags, Image

from con_center.seams.files import LONGEST_SIDE, PhotoFileError, bytes_of
from con_center.tests.case import CONTestCase

# none of them is UTF-8; all would be texts by some encoding of one byte a letter
NO_TEXTS = (b"\x89PNG\r\n\x1a\n", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", "ทะเบียน".encode("cp874"))


class TestContent(CONTestCase):
	def setUp(self):
		super().setUp()
		self.addCleanup(frappe.db.rollback)

	def kept(self, content: bytes):
		"""Return a File with this content, as it is read from the disk."""
		values = {"doctype": "File", "file_name": f"{frappe.generate_hash(length=8)}.dat", "is_private": 1}
		return frappe.get_doc("File", frappe.get_doc({**values, "content": content}).insert().name)

	def test_what_is_no_text_stays_as_it_is(self):
		for content in NO_TEXTS:
			with self.subTest(content):
				self.assertEqual(self.kept(content).get_content(), content)
				self.assertEqual(bytes_of(self.kept(content)), content)

	def test_what_is_a_text_by_chance_is_sent_as_it_stands(self):
		content = b"%PDF-1.4 in plain letters"
		self.assertEqual(bytes_of(self.kept(content)), content)

	def test_of_what_a_full_disk_does_not_take_nothing_stays(self):
		folder = Path(frappe.get_site_path("private", "files"))
		name = f"{frappe.generate_hash(length=8)}.txt"
		file = frappe.get_doc({"doctype": "File", "file_name": name, "is_private": 1, "content": "ทะเบียน"})
		full = OSError(errno.ENOSPC, "No space left on device")
		with patch("os.fsync", side_effect=full), self.assertRaises(OSError):
			file.insert()
		self.assertEqual(list(folder.glob(f"{Path(name).stem}*")), [])


class TestPhotos(CONTestCase):
	def setUp(self):
		super().setUp()
		self.addCleanup(frappe.db.rollback)

	def kept(self, content: bytes) -> bytes:
		"""Return what of this content is read from the disk."""
		values = {"doctype": "File", "file_name": f"{frappe.generate_hash(length=8)}.jpg", "is_private": 1}
		name = frappe.get_doc({**values, "content": content}).insert().name
		return bytes_of(frappe.get_doc("File", name))

	def test_a_photo_stands_as_its_camera_was_held_and_tells_nothing_else(self):
		taken, exif = io.BytesIO(), Image.Exif()
		exif[ExifTags.Base.Orientation], exif[ExifTags.Base.Model] = 6, "Phone"
		picture = Image.new("RGB", (300, 200), "white")
		# the upper left corner as it was taken is the upper right one as it was held
		picture.paste((200, 0, 0), (0, 0, 60, 60))
		picture.save(taken, "JPEG", exif=exif, comment="Somewhere")
		kept = Image.open(io.BytesIO(self.kept(taken.getvalue())))
		self.assertEqual(kept.size, (200, 300))
		self.assertGreater(kept.getpixel((180, 20))[0], kept.getpixel((180, 20))[1] + 100)
		self.assertEqual(dict(kept.getexif()), {})
		self.assertNotIn("comment", kept.info)

	def test_what_is_reduced_can_still_be_read(self):
		taken = io.BytesIO()
		Image.new("RGB", (3000, 4000), "white").save(taken, "JPEG")
		for bounds, longest in (({}, LONGEST_SIDE), ({"max_width": 200, "max_height": 200}, 200)):
			reduced = handler.optimize_image(content=taken.getvalue(), content_type="image/jpeg", **bounds)
			self.assertEqual(max(Image.open(io.BytesIO(reduced)).size), longest)

	def test_what_is_reduced_lies_as_it_was_held(self):
		taken, exif = io.BytesIO(), Image.Exif()
		exif[ExifTags.Base.Orientation] = 6
		Image.new("RGB", (3000, 2000), "white").save(taken, "JPEG", exif=exif)
		reduced = handler.optimize_image(content=taken.getvalue(), content_type="image/jpeg")
		width, height = Image.open(io.BytesIO(self.kept(reduced))).size
		self.assertLess(width, height)

	def test_what_is_called_a_photo_and_is_none_is_told(self):
		self.assertRaises(PhotoFileError, self.kept, b"no photo")
