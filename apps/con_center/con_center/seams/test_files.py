import frappe

from con_center.seams.files import bytes_of
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
