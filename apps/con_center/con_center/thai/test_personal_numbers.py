import unittest

from con_center.thai import holds_house_code, holds_personal_number


class TestPersonalNumbers(unittest.TestCase):
	def test_numbers_of_people_are_known_however_they_are_written(self):
		for text in (
			"1234567890123",
			"เลข 1-2345-67890-12-3 ครับ",
			"1 2345 67890 12 3",
			"๑๒๓๔๕๖๗๘๙๐๑๒๓",
			"1.2345.67890.12.3",
		):
			with self.subTest(text):
				self.assertTrue(holds_personal_number(text))

	def test_other_numbers_are_let_be(self):
		for text in ("", None, "081-234-5678", "12345678901234", "350,000 บาท", "2569-11-26 09:00", "9" * 40):
			with self.subTest(text):
				self.assertFalse(holds_personal_number(text))

	def test_codes_of_houses(self):
		for text in ("34010123456", "บ้าน 3401-012345-6", "๓๔๐๑๐๑๒๓๔๕๖"):
			with self.subTest(text):
				self.assertTrue(holds_house_code(text))
		for text in ("12/3", "0812345678", "+66812345678", "1234567890123", None):
			with self.subTest(text):
				self.assertFalse(holds_house_code(text))
