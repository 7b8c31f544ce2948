"""A letter of several photographed pages is one PDF in the end."""

from unittest.mock import patch

import frappe

from con_center.correspondence import delivery, photographed, receipt
from con_center.correspondence.doctype.incoming_letter.test_incoming_letter import sent_letter
from con_center.correspondence.errors import IncomingError
from con_center.correspondence.factories import make_incoming
from con_center.correspondence.test_enclosures import turned_picture
from con_center.correspondence.test_letter_page import extent, pixels
from con_center.correspondence.test_receipt import is_red
from con_center.organization.factories import OTHER, make_officer, signed_in
from con_center.printing.engine import html_to_pdf
from con_center.printing.test_engine import sizes
from con_center.tests.case import CONTestCase


def attach(letter, name: str, content: bytes):
	return frappe.get_doc(
		{
			"doctype": "File",
			"file_name": name,
			"content": content,
			"is_private": 1,
			"attached_to_doctype": letter.doctype,
			"attached_to_name": letter.name,
		}
	).insert()


class TestPhotographed(CONTestCase):
	def setUp(self):
		super().setUp()
		self.letter = make_incoming()
		self.officer = make_officer("district")
		frappe.set_user(self.officer)

	def add(self, *files: tuple[str, bytes]) -> list[int]:
		return [photographed.add_page(self.letter.name, attach(self.letter, *file).name) for file in files]

	def stored(self):
		address = frappe.db.get_value("Incoming Letter", self.letter.name, "file")
		files = frappe.get_all(
			"File", {"attached_to_doctype": "Incoming Letter", "attached_to_name": self.letter.name}, ["*"]
		)
		return address, files

	def test_pages_are_put_together_in_their_order(self):
		text = html_to_pdf("<style>@page{size:A5}</style><p>x</p>")
		self.assertEqual(
			self.add(("1.jpg", turned_picture()), ("2.pdf", text), ("3.jpg", turned_picture())), [1, 2, 3]
		)
		address, files = self.stored()
		self.assertEqual([file.file_url for file in files], [address])
		content = frappe.get_doc("File", files[0].name).get_content()
		self.assertEqual(sizes(content), [(210, 297), (148, 210), (210, 297)])
		# the stamp has its room on the first page alone
		tops = [extent(pixels(content, page), is_red, 0.1, 0.1, 20.9, 29.6)[1] for page in (1, 3)]
		self.assertGreater(tops[0], receipt.HEIGHT + receipt.MARGIN)
		self.assertLess(tops[1], tops[0])

	def test_it_is_added_to_what_the_field_has(self):
		first = attach(self.letter, "first.jpg", turned_picture())
		self.letter.file = first.file_url
		self.letter.save()
		self.assertEqual(self.add(("second.jpg", turned_picture())), [2])

	def test_what_cannot_be_put_together_is_told_and_changes_nothing(self):
		for name, content in (("a.txt", b"text"), ("a.pdf", b"no PDF"), ("a.png", b"no picture")):
			with self.subTest(name=name), self.assertRaises(IncomingError):
				self.add((name, content))
		self.assertFalse(self.stored()[0])
		with patch.object(photographed, "MOST_PAGES", 1), self.assertRaises(IncomingError):
			self.add(("1.jpg", turned_picture()), ("2.jpg", turned_picture()))

	def test_files_of_other_documents_are_not_taken(self):
		other = make_incoming()
		frappe.set_user(self.officer)
		theirs = attach(other, "x.jpg", turned_picture())
		with self.assertRaises(IncomingError):
			photographed.add_page(self.letter.name, theirs.name)
		mine = attach(self.letter, "x.jpg", turned_picture())
		with signed_in(make_officer("district", OTHER)), self.assertRaises(frappe.PermissionError):
			photographed.add_page(self.letter.name, mine.name)

	def test_what_came_in_by_the_system_stays_as_it_came(self):
		with signed_in("Administrator"):
			letter, entry = sent_letter()
			with patch.object(delivery, "tell"):
				delivery.send_out(letter.name)
		page = attach(entry, "x.jpg", turned_picture())
		with self.assertRaises(IncomingError):
			photographed.add_page(entry.name, page.name)
