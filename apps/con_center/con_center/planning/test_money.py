import unittest
from decimal import Decimal

from con_center.planning.money import finer_than_satang, percent, share, total, total_by


class TestSums(unittest.TestCase):
	def test_sums_agree_to_the_satang(self):
		for amounts, expected in (
			([], "0.00"),
			([0.1, 0.2], "0.30"),
			([0.1] * 10, "1.00"),
			([0.01] * 100_000, "1000.00"),
			([1.10, 2.20, 3.30], "6.60"),
			(["1,250.75", 0.25, Decimal("9")], "1260.00"),
			([999_999_999_999.99, 0.01], "1000000000000.00"),
			([2.675], "2.68"),
			([None, 5], "5.00"),
			([10, -3.335], "6.66"),
		):
			with self.subTest(amounts=amounts[:4]):
				self.assertEqual(total(amounts), Decimal(expected))

	def test_the_sum_is_the_same_in_every_order(self):
		amounts = [0.1, 33333.33, 0.7, 1e9, 0.2, 12.34]
		self.assertEqual(total(amounts), total(reversed(amounts)))

	def test_what_is_no_amount_is_refused(self):
		for wrong in ("มาก", "", float("nan"), float("inf"), True, "1.2.3"):
			with self.subTest(wrong=wrong), self.assertRaises(ValueError):
				total([wrong])

	def test_by_key_in_the_order_of_appearance(self):
		rows = [("ก", 0.1), ("ข", 5), ("ก", 0.2), ("ข", None)]
		sums = total_by(rows, lambda r: r[0], lambda r: r[1])
		self.assertEqual(list(sums.items()), [("ก", Decimal("0.30")), ("ข", Decimal("5.00"))])
		self.assertEqual(sum(sums.values()), total(r[1] for r in rows))

	def test_fractions_of_a_satang_are_noticed_binary_noise_is_not(self):
		for amount, finer in (
			(100, False),
			("0.30", False),
			(0.1 + 0.2, False),
			(100.005, True),
			("0.001", True),
			(33333.333, True),
			("1,000.50", False),
		):
			with self.subTest(amount=amount):
				self.assertEqual(finer_than_satang(amount), finer)

	def test_percent(self):
		for part, whole, expected in (
			(1, 3, 33.3),
			(2, 3, 66.7),
			(5, 0, 0.0),
			(150, 100, 150.0),
			(0, 9, 0.0),
		):
			self.assertEqual(percent(part, whole), expected)


class TestShares(unittest.TestCase):
	def test_parts_add_up_again(self):
		for amount, weights, expected in (
			(100, [1, 1, 1], ["33.34", "33.33", "33.33"]),
			(0.01, [1, 1], ["0.01", "0.00"]),
			(0.05, [1, 1, 1], ["0.02", "0.02", "0.01"]),
			(100, [50, 30, 20], ["50.00", "30.00", "20.00"]),
			(10, [33.3, 33.3, 33.4], ["3.33", "3.33", "3.34"]),
			(1000, [0, 1], ["0.00", "1000.00"]),
			(0, [1, 2], ["0.00", "0.00"]),
			(-100, [1, 1, 1], ["-33.34", "-33.33", "-33.33"]),
		):
			with self.subTest(amount=amount, weights=weights):
				parts = share(amount, weights)
				self.assertEqual(parts, [Decimal(e) for e in expected])
				self.assertEqual(sum(parts), Decimal(str(amount)))

	def test_many_amounts_and_weights(self):
		for amount in (0.07, 1, 99.99, 123456.78, 999_999_999.99):
			for weights in ([1] * 7, [1, 2, 3], [0.5, 99.5], [13, 17, 19, 23]):
				self.assertEqual(sum(share(amount, weights)), total([amount]))

	def test_wrong_weights_are_refused(self):
		for weights in ([], [0, 0], [-1, 2], [float("nan")]):
			with self.subTest(weights=weights), self.assertRaises(ValueError):
				share(100, weights)
