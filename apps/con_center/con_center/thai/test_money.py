import unittest
from decimal import Decimal

from con_center import thai


class TestMoney(unittest.TestCase):
	def test_baht_in_words(self):
		for amount, words in (
			(0, "ศูนย์บาทถ้วน"),
			(0.25, "ยี่สิบห้าสตางค์"),
			(0.01, "หนึ่งสตางค์"),
			(0.11, "สิบเอ็ดสตางค์"),
			(1, "หนึ่งบาทถ้วน"),
			(11, "สิบเอ็ดบาทถ้วน"),
			(21, "ยี่สิบเอ็ดบาทถ้วน"),
			(101, "หนึ่งร้อยเอ็ดบาทถ้วน"),
			(1250.75, "หนึ่งพันสองร้อยห้าสิบบาทเจ็ดสิบห้าสตางค์"),
			("1,250.75", "หนึ่งพันสองร้อยห้าสิบบาทเจ็ดสิบห้าสตางค์"),
			(1_000_001, "หนึ่งล้านเอ็ดบาทถ้วน"),
			(21_000_000, "ยี่สิบเอ็ดล้านบาทถ้วน"),
			(1_000_000_000_000, "หนึ่งล้านล้านบาทถ้วน"),
			(-5.5, "ลบห้าบาทห้าสิบสตางค์"),
			(-0.001, "ศูนย์บาทถ้วน"),
			(Decimal("99.995"), "หนึ่งร้อยบาทถ้วน"),
		):
			with self.subTest(amount=amount):
				self.assertEqual(thai.baht_text(amount), words)

	def test_satang_are_rounded_half_away_from_zero(self):
		for amount, satang in (
			(2.675, "2.68"),
			(0.005, "0.01"),
			(-0.005, "-0.01"),
			(0.004, "0.00"),
			(1, "1.00"),
		):
			self.assertEqual(thai.as_satang(amount), Decimal(satang))

	def test_amounts_in_digits(self):
		self.assertEqual(thai.baht(1250.75), "๑,๒๕๐.๗๕")
		self.assertEqual(thai.baht(1234567, thai=False), "1,234,567.00")
		self.assertEqual(thai.thai_digits("111/2551"), "๑๑๑/๒๕๕๑")
		self.assertEqual(thai.arabic_digits("๐๙๘๗๖๕๔๓๒๑"), "0987654321")
		self.assertEqual(thai.thai_digits(None), "")
		self.assertEqual(thai.in_digits(9, thai=False), "9")

	def test_bad_amounts(self):
		for amount in (None, "", "ห้าบาท", True, float("nan"), float("inf"), 10**15, -(10**15)):
			with self.subTest(amount=amount), self.assertRaisesRegex(ValueError, "not an amount"):
				thai.baht_text(amount)


if __name__ == "__main__":
	unittest.main()
