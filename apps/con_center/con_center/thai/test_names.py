import unittest

from con_center import thai


class TestNames(unittest.TestCase):
	def test_full_names(self):
		for parts, expected in (
			(("นาย", "สมชาย", "ใจดี"), "นายสมชาย ใจดี"),
			((" นางสาว ", "มาลี ", " ดีงาม"), "นางสาวมาลี ดีงาม"),
			(("ว่าที่ ร.ต.", "สมชาย", "ใจดี"), "ว่าที่ ร.ต.สมชาย ใจดี"),
			(("Mr.", "John", "Doe"), "Mr. John Doe"),
			((None, "สมชาย", None), "สมชาย"),
			(("นาย", "", ""), "นาย"),
			((None, None, None), ""),
		):
			with self.subTest(parts=parts):
				self.assertEqual(thai.full_name(*parts), expected)

	def test_titles_are_split_off(self):
		for name, expected in (
			("นางสาวมาลี ดีงาม", ("นางสาว", "มาลี ดีงาม")),
			("นางมาลี ดีงาม", ("นาง", "มาลี ดีงาม")),
			("น.ส.มาลี ดีงาม", ("น.ส.", "มาลี ดีงาม")),
			("นายสมชาย", ("นาย", "สมชาย")),
			("ว่าที่ ร.ต.สมชาย ใจดี", ("ว่าที่ ร.ต.", "สมชาย ใจดี")),
			("จ.ส.อ. สมชาย ใจดี", ("จ.ส.อ.", "สมชาย ใจดี")),
			("สมชาย ใจดี", ("", "สมชาย ใจดี")),
			("นาง", ("", "นาง")),
			("นางสาวิตรี ใจดี", ("นาง", "สาวิตรี ใจดี")),
		):
			with self.subTest(name=name):
				self.assertEqual(thai.split_title(name), expected)

	def test_names_that_mean_the_same_compare_equal(self):
		for one, other in (
			("ศูนย์ประสานงานองค์กรชุมชน", "ศูนย์ประสานงานองค์การชุมชน"),
			("คอช.", "ศอช."),
			("คอช.ต", "ศอช.ต."),
			("กบต.", "ก.บ.ต."),
			("ก.บ.ต", "ก.บ.ต."),
			("  สม\u200bชาย \n ใจดี ", "สมชาย ใจดี"),
			("นํ้า", "น้ำ"),
			("น\u0e4dา", "นำ"),
			("เเก้ว", "แก้ว"),
			("บ้้าน", "บ้าน"),
			("หมู่ ๑๒", "หมู่ 12"),
			("ABC", "abc"),
		):
			with self.subTest(one=one):
				self.assertEqual(thai.normalize_name(one), thai.normalize_name(other))

	def test_other_names_stay_apart(self):
		self.assertEqual(thai.normalize_name("ศอช.ต.ท่าถ่าน"), "ศอช.ต.ท่าถ่าน")
		self.assertEqual(thai.normalize_name("ศอช.ตำบลท่าถ่าน"), "ศอช.ตำบลท่าถ่าน")
		self.assertEqual(thai.normalize_name("ก.บ.ต.ท่าถ่าน"), "ก.บ.ต.ท่าถ่าน")
		self.assertNotEqual(thai.normalize_name("สภาองค์การชุมชน"), thai.normalize_name("องค์การชุมชน"))
		self.assertEqual(thai.normalize_text("องค์กรชุมชน  ตำบล"), "องค์กรชุมชน ตำบล")
		self.assertEqual(thai.person_key("สมชาย", "ใจ ดี"), thai.person_key(" สมชาย", "ใจดี"))
		self.assertNotEqual(thai.person_key("สมชาย", "ใจดี"), thai.person_key("สม", "ชายใจดี"))
		self.assertEqual(thai.collapse_spaces(None), "")

	def test_dictionary_order(self):
		words = ["กลอง", "กา", "กุ้ง", "แก้ว", "เกาะ", "โกรธ", "ไก่", "ขา", "ใจ", "ป่า", "ป้า", "ปี"]
		expected = ["กลอง", "กา", "กุ้ง", "เกาะ", "แก้ว", "โกรธ", "ไก่", "ขา", "ใจ", "ป่า", "ป้า", "ปี"]
		self.assertEqual(sorted(words, key=thai.thai_sort_key), expected)


if __name__ == "__main__":
	unittest.main()
