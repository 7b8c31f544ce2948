import unittest

from con_center.correspondence import numbers, words


class TestNumbers(unittest.TestCase):
	def test_each_kind_has_its_run(self):
		self.assertEqual(numbers.run_of("External", 0), numbers.LETTER)
		self.assertEqual(numbers.run_of("Memo", 0), numbers.LETTER)
		self.assertEqual(numbers.run_of("Stamped", 1), numbers.CIRCULAR)
		self.assertEqual(numbers.run_of("Certificate", 0), numbers.CERTIFICATE)

	def test_a_number_is_written_as_the_letter_bears_it(self):
		before = numbers.prefix("อบ", "0019")
		self.assertEqual(numbers.written(numbers.LETTER, 5514, 2566, before, 5), "อบ 0019/05514")
		self.assertEqual(numbers.written(numbers.LETTER, 5514, 2566, before), "อบ 0019/5514")
		self.assertEqual(numbers.written(numbers.CIRCULAR, 123, 2566, before), "อบ 0019/ว 123")
		self.assertEqual(numbers.written(numbers.CERTIFICATE, 12, 2567, before), "12/2567")

	def test_opening_and_closing_words(self):
		self.assertEqual(words.opening_and_closing("External", "Ordinary"), ("เรียน", "ขอแสดงความนับถือ"))
		self.assertEqual(words.opening_and_closing("External", "Monk"), ("นมัสการ", "ขอนมัสการด้วยความเคารพ"))
		self.assertEqual(words.opening_and_closing("Memo", "High Post"), ("กราบเรียน", ""))
		self.assertEqual(words.opening_and_closing("Stamped", "Ordinary"), ("ถึง", ""))
		self.assertEqual(words.opening_and_closing("Certificate", None), ("", ""))

	def test_a_reference_names_sender_number_and_date(self):
		self.assertEqual(
			words.reference_to("จังหวัดอุบลราชธานี", "อบ 0019/ว 1", "2 พฤศจิกายน 2566"),
			"หนังสือจังหวัดอุบลราชธานี ที่ อบ 0019/ว 1 ลงวันที่ 2 พฤศจิกายน 2566",
		)
