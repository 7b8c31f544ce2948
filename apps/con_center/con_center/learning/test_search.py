"""Lessons are found by words: MariaDB finds what is committed, so these are, and taken away afterwards."""

import frappe

from con_center.learning import search
from con_center.learning.factories import make_lesson, make_lesson_in
from con_center.learning.report.find_lessons.find_lessons import execute
from con_center.organization.factories import OTHER, OWN, make_officer, signed_in
from con_center.tests.case import CONTestCase


class TestFindLessons(CONTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.published = make_lesson_in(
			"Lesson Published",
			lesson_title="เวทีสัญจรแก้ปัญหาขยะตกค้าง",
			knowledge_assets="1. ความร่วมมือขององค์กรชุมชนกับ คอช.ต. ในการไกล่เกลี่ยข้อพิพาท",
		)
		cls.draft = make_lesson(
			lesson_title="ร่างเรื่องขยะตกค้าง",
			subject="ระบบมาตรฐานงานชุมชน",
			occasion="ขยะ",
			knowledge_assets="",
			core_knowledge="",
		)
		frappe.db.commit()
		cls.addClassCleanup(cls.take_away)

	@classmethod
	def take_away(cls):
		for lesson in (cls.published, cls.draft):
			frappe.db.delete("Lesson", lesson.name)
			frappe.db.delete("Version", {"docname": lesson.name})
		frappe.db.commit()

	def found(self, words: str = "", user: str | None = None, **filters) -> set[str]:
		with signed_in(user or make_officer("district")):
			rows = execute({"words": words, **filters})[1]
		return {row["name"] for row in rows} & {self.published.name, self.draft.name}

	def test_words_are_found_however_they_are_written(self):
		for words in (
			"ไกล่เกลี่ย",
			"ข้อพิพาท",
			"องค์การชุมชน",
			"องค์กร",
			"ศอช.",
			"คอช.ต.",
			"เวทีสัญจร",
			"การไกล่เกลี่ยข้อพิพาท",
		):
			with self.subTest(words=words):
				self.assertEqual(self.found(words), {self.published.name})

	def test_all_words_have_to_be_there(self):
		self.assertEqual(self.found("ขยะตกค้าง"), {self.published.name, self.draft.name})
		self.assertEqual(self.found("ขยะ ปะการัง"), set())
		self.assertEqual(self.found("') or 1=1 -- +*"), set())

	def test_subject_and_area_narrow_it(self):
		self.assertEqual(self.found("ขยะ", subject="ระบบมาตรฐานงานชุมชน"), {self.draft.name})
		self.assertEqual(self.found("ขยะ", area=OTHER["province"]), set())
		self.assertEqual(len(self.found(area=OWN["sub_district"])), 2)

	def test_others_find_what_is_published_alone(self):
		self.assertEqual(self.found("ขยะ", make_officer("district", OTHER)), {self.published.name})
		with signed_in("Guest"), self.assertRaises(frappe.PermissionError):
			execute({"words": "ขยะ"})

	def test_it_goes_by_the_index(self):
		lesson = frappe.qb.DocType("Lesson")
		asked = frappe.qb.from_(lesson).select(lesson.name).where(search.criterion("Lesson", "ขยะ"))
		plan = frappe.db.sql(f"explain {asked.get_sql()}", as_dict=True)
		self.assertEqual((plan[0].type, plan[0].key), ("fulltext", search.INDEX))
