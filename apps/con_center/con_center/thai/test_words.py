import unittest

from con_center.thai.words import parts_of, words_of


class TestWords(unittest.TestCase):
	def test_a_text_without_spaces_is_split(self):
		self.assertEqual(words_of("การไกล่เกลี่ยข้อพิพาท"), ["การ", "ไกล่เกลี่ย", "ข้อพิพาท"])

	def test_what_is_written_in_two_ways_is_one_word(self):
		for one, other in (
			("เครือข่ายองค์กรชุมชน", "เครือข่ายองค์การชุมชน"),
			("ศอช.", "คอช"),
			("ศอช.ต.ท่าถ่าน", "คอช.ต ท่าถ่าน"),
			("นํ้า", "น้ำ"),
			("ปี ๒๕๕๑", "ปี 2551"),
		):
			self.assertEqual(words_of(one), words_of(other))

	def test_other_words_that_begin_alike_are_none_of_the_center(self):
		self.assertNotIn("ศอช", words_of("คอช้าง"))

	def test_each_word_is_there_once_and_signs_are_none(self):
		self.assertEqual(words_of("แผน แผน (ก) … OTOP, otop"), ["แผน", "otop"])
		self.assertEqual(words_of(None), [])

	def test_a_word_put_together_is_found_by_its_parts(self):
		self.assertEqual(parts_of("พัฒนาชุมชน"), ["พัฒนา", "ชุมชน"])
		for whole in ("ชุมชน", "otop", "ฐ"):
			self.assertEqual(parts_of(whole), [])
