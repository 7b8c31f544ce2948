import json
from contextlib import suppress

import frappe
from frappe.desk.form import document_follow

from con_center.access.documents import ForeignLinkError, readers
from con_center.approval import decision, waiting
from con_center.approval.changes import since_returned
from con_center.approval.factories import take, take_to
from con_center.approval.findings import OddDocumentError, WrongDocumentError
from con_center.approval.meaning import CANCELLED, REVIEW
from con_center.households.factories import make_household
from con_center.learning.errors import LearningError, LessonUseError
from con_center.learning.factories import (
	LESSON_WAY,
	keeper,
	make_lesson,
	make_lesson_in,
	make_lesson_use,
	make_publicity,
)
from con_center.learning.seeds import LESSON_TEMPLATES
from con_center.mediation.factories import make_dispute
from con_center.organization.factories import OTHER, OWN, make_assignment, make_officer, signed_in
from con_center.patches import history_of_what_is_read_wider
from con_center.planning.factories import make_plan
from con_center.tests.case import CONTestCase, links_of
from con_center.tests.counting import counting
from con_center.tests.test_attacks import acting, as_plain
from con_center.tests.test_scope_matrix import call

test_ignore = links_of("Lesson")


class TestLesson(CONTestCase):
	def test_it_waits_for_whom_it_lies_with_in_each_of_his_areas(self):
		"""Asked for area by area: what is open to all waits for nobody, and would be looked through with them."""
		user = make_officer("district")
		make_assignment(user, "พัฒนาการอำเภอ", OTHER["district"])
		areas = (OWN["sub_district"], OTHER["sub_district"])
		mine = {make_lesson_in("District Review", area=area).name for area in areas}
		make_lesson_in("Lesson Published")
		found = waiting.documents(user, ["Lesson"])
		self.assertLessEqual(mine, {row["name"] for row in found})
		self.assertEqual({row["workflow_state"] for row in found}, {"District Review"})
		self.assertEqual(waiting.documents(make_officer("province", OTHER), ["Lesson"]), [])
		with counting() as asked:
			waiting.documents(user, ["Lesson"])
		asked = [each.lower().replace(" ", "") for each in asked]
		of_lists = [each for each in asked if "from`tablesson`" in each and "orderby" in each]
		self.assertEqual(["`district`='" in each for each in of_lists], [True, True])

	def test_it_is_published_upwards_and_then_read_by_all(self):
		lesson = make_lesson()
		strangers = [make_officer(kind, OTHER) for kind in ("officer", "district", "chief", "province")]

		def read_by() -> set[str]:
			found = set()
			for user in strangers:
				with signed_in(user):
					if frappe.has_permission("Lesson", "read", lesson.name):
						found.add(user)
					listed = lesson.name in frappe.get_list("Lesson", pluck="name", limit_page_length=0)
					self.assertEqual(listed, user in found)
			return found

		for step in LESSON_WAY:
			self.assertEqual(read_by(), set())
			lesson = take(lesson, step)
		self.assertEqual((lesson.docstatus, lesson.readable_by_all), (1, 1))
		self.assertEqual(read_by(), set(strangers))
		self.assertTrue(set(strangers) <= readers(lesson))
		with signed_in(strangers[3]):
			for right in ("write", "cancel", "delete", "submit"):
				self.assertFalse(frappe.has_permission("Lesson", right, lesson.name), right)
		with signed_in(make_officer("province")):
			take_to(lesson, CANCELLED, "ข้อมูลไม่ถูกต้อง")
		self.assertEqual(read_by(), set())

	def test_nobody_without_a_post_reads_what_is_published(self):
		lesson = make_lesson_in("Lesson Published")
		user = make_officer("district", OTHER)
		for name in frappe.get_all("Officer Assignment", {"user": user}, pluck="name"):
			frappe.db.set_value("Officer Assignment", name, "withdrawn", 1)
		with signed_in(user):
			self.assertFalse(frappe.has_permission("Lesson", "read", lesson.name))
		for guest in ("Guest",):
			with signed_in(guest):
				self.assertFalse(frappe.has_permission("Lesson", "read", lesson.name))

	def test_openness_is_not_typed(self):
		with signed_in(keeper(OWN["sub_district"])):
			lesson = make_lesson(readable_by_all=1, search_words="x")
			self.assertEqual(lesson.readable_by_all, 0)
			lesson.readable_by_all = 1
			lesson.save()
		self.assertEqual(frappe.db.get_value("Lesson", lesson.name, "readable_by_all"), 0)
		self.assertNotEqual(frappe.db.get_value("Lesson", lesson.name, "search_words"), "x")

	def test_what_a_template_leaves_blank_is_filled_in_first(self):
		template = {key: value for key, value in LESSON_TEMPLATES[0].items() if "……" in str(value)}
		for values in (template, {"core_knowledge": ""}):
			lesson = make_lesson(**values)
			with signed_in(lesson.owner), self.assertRaises(WrongDocumentError):
				take_to(lesson, REVIEW)

	def test_names_of_people_are_odd(self):
		lesson = make_lesson(story="ได้รับคำแนะนำจากนายสมชาย ใจดี นายอำเภอและนายก อบต.")
		with signed_in(lesson.owner):
			with self.assertRaises(OddDocumentError) as refused:
				decision.take(lesson, REVIEW)
			self.assertIn("นายสมชาย ใจดี", str(refused.exception))
			self.assertNotIn("นายอำเภอ", str(refused.exception))
			plain = make_lesson(story="นายอำเภอ นายก อบต. และนายทะเบียนร่วมกัน")
			decision.take(plain, REVIEW)

	def test_files_are_pointed_out_and_stay_as_they_were_looked_at(self):
		lesson = make_lesson()
		attached = {"attached_to_doctype": lesson.doctype, "attached_to_name": lesson.name, "is_private": 1}
		file = {"doctype": "File", "file_name": "lesson.txt", "content": "บทเรียน", **attached}
		with signed_in(lesson.owner):
			first = frappe.get_doc(file).insert()
			with self.assertRaises(OddDocumentError) as refused:
				decision.take(lesson, REVIEW)
			self.assertIn("1 files are attached", str(refused.exception))
		frappe.db.set_value(lesson.doctype, lesson.name, "docstatus", 1)
		for user in (lesson.owner, make_officer("province")):
			with signed_in(user):
				for change in (lambda: frappe.get_doc({**file, "content": "ชื่อคน"}).insert(), first.delete):
					with self.assertRaises(frappe.PermissionError):
						change()

	def test_what_was_sent_stays(self):
		lesson = make_lesson_in("District Review")
		with self.assertRaises(LearningError):
			frappe.get_doc("Lesson", lesson.name).delete()
		draft = make_lesson()
		with signed_in(draft.owner):
			frappe.get_doc("Lesson", draft.name).delete()


class TestHistory(CONTestCase):
	"""What everybody reads is what was published: not what was taken out of it before, nor what was said of that."""

	NAME, SAID = "นางสมจิตรลับ", "เอาชื่อออกก่อนเผยแพร่"

	def setUp(self):
		super().setUp()
		lesson = take(make_lesson(story=self.NAME), LESSON_WAY[0], ("district", "Return", self.SAID))
		with signed_in(make_officer("district")):
			lesson.add_comment("Comment", self.SAID)
		with signed_in(lesson.owner):
			lesson = frappe.get_doc("Lesson", lesson.name)
			lesson.story = "ไม่มีชื่อ"
			lesson.save()
		self.lesson = take(lesson, *LESSON_WAY)
		self.stranger = make_officer("district", OTHER)

	def told(self, user: str) -> str:
		"""Return all that the form and the lists tell of it."""
		names = {"reference_doctype": "Lesson", "reference_name": self.lesson.name}
		with acting(user):
			call("frappe.desk.form.load.getdoc", doctype="Lesson", name=self.lesson.name)
			answers = [
				{**frappe.local.response},
				since_returned("Lesson", self.lesson.name),
				call("frappe.desk.form.load.get_docinfo", doctype="Lesson", name=self.lesson.name),
				{**frappe.local.response},
				call("frappe.desk.form.load.get_communications", doctype="Lesson", name=self.lesson.name),
				call("frappe.client.get", doctype="Lesson", name=self.lesson.name),
			]
			for doctype, filters, field in (
				("Lesson", {"name": self.lesson.name}, "_comments"),
				("Comment", names, "content"),
				("Version", {"ref_doctype": "Lesson", "docname": self.lesson.name}, "data"),
			):
				asked = {"doctype": doctype, "filters": filters, "fields": ["name", field]}
				# of some of them no officer has a list
				with suppress(frappe.PermissionError):
					answers.append(call("frappe.client.get_list", **asked))
		return json.dumps(answers, default=as_plain, ensure_ascii=False)

	def test_is_for_who_has_a_post_there(self):
		for user, reads in (
			(self.stranger, False),
			(make_officer("province", OTHER), False),
			(self.lesson.owner, True),
			(make_officer("province"), True),
		):
			told = self.told(user)
			for words in (self.NAME, self.SAID):
				with self.subTest(user=user, words=words):
					self.assertEqual(words in told, reads)

	def test_what_is_public_says_no_more_why_it_was_returned(self):
		self.assertFalse(frappe.db.get_value("Lesson", self.lesson.name, "return_reason"))

	def test_strangers_write_nothing_on_it_and_follow_nothing(self):
		comment = {"reference_doctype": "Lesson", "reference_name": self.lesson.name, "content": "x", "comment_email": "x", "comment_by": "x"}  # fmt: skip
		with acting(self.stranger), self.assertRaises(frappe.PermissionError):
			call("frappe.desk.form.utils.add_comment", **comment)
		with acting(self.lesson.owner):
			call("frappe.desk.form.utils.add_comment", **comment)
		for user, news in ((self.stranger, False), (self.lesson.owner, True)):
			with acting(user):
				call("frappe.desk.form.load.getdoc", doctype="Lesson", name=self.lesson.name)
				has_no_box = frappe.local.response.docs[0].get("__onload").get("history_closed", False)
			self.assertEqual(has_no_box, not news)
			found = document_follow.get_message(self.lesson.name, "Lesson", "Hourly", user)
			self.assertEqual(bool(found), news)

	def test_what_was_written_before_goes(self):
		self.lesson.db_set(
			{"return_reason": self.SAID, "_comments": frappe.as_json([{"comment": self.SAID}])}
		)
		history_of_what_is_read_wider.execute()
		kept = frappe.db.get_value("Lesson", self.lesson.name, ["return_reason", "_comments"], as_dict=True)
		self.assertFalse(kept.return_reason)
		self.assertEqual(frappe.parse_json(kept["_comments"]), [{"comment": ""}])


class TestLessonUse(CONTestCase):
	def test_a_published_lesson_of_another_area_is_used(self):
		lesson = make_lesson_in("Lesson Published", area=OTHER["sub_district"])
		use = make_lesson_use(lesson=lesson)
		self.assertEqual((use.area, use.lesson_title), (OWN["sub_district"], lesson.lesson_title))
		self.assertTrue(use.reference_title)
		again = {
			field: use.get(field) for field in ("doctype", "lesson", "reference_doctype", "reference_name")
		}
		with signed_in(use.owner), self.assertRaises(LessonUseError):
			frappe.get_doc(again).insert()
		# what is made known of it may name it, too
		self.assertEqual(make_publicity(lesson=lesson.name).lesson, lesson.name)

	def test_a_draft_of_another_area_is_not(self):
		lesson = make_lesson(OTHER["sub_district"])
		with self.assertRaises((ForeignLinkError, frappe.PermissionError)):
			make_lesson_use(lesson=lesson)

	def test_in_a_case_it_is_read_by_who_reads_the_case(self):
		lesson = make_lesson_in("Lesson Published")
		household, dispute = make_household(), make_dispute()
		province, district = make_officer("province"), make_officer("district")
		for case, near, others in (
			(household, (district,), (province, make_officer("district", OTHER))),
			(dispute, (dispute.kept_by,), (district, province)),
		):
			use = make_lesson_use(lesson=lesson, document=case, user=dispute.kept_by)
			for name in ("นางสมจิตร", "ทดลองไพร"):
				self.assertNotIn(name, use.reference_title)
			for users, reads in ((near, True), (others, False)):
				for user in users:
					with self.subTest(case=case.doctype, user=user), signed_in(user):
						self.assertEqual(frappe.has_permission("Lesson Use", "read", use.name), reads)
						listed = frappe.get_list("Lesson Use", {"lesson": lesson.name}, pluck="name")
						self.assertEqual(use.name in listed, reads)
			with self.assertRaises(frappe.PermissionError):
				make_lesson_use(lesson=lesson, document=case, user=others[1])

	def test_documents_of_others_and_other_kinds_are_not_named(self):
		lesson, plan = make_lesson_in("Lesson Published"), make_plan(OTHER["sub_district"])
		user = keeper(OWN["sub_district"])
		for doctype, name in ((plan.doctype, plan.name), ("User", user), ("Lesson", lesson.name)):
			values = {"lesson": lesson.name, "reference_doctype": doctype, "reference_name": name}
			with signed_in(user), self.assertRaises((frappe.PermissionError, frappe.ValidationError)):
				frappe.get_doc({"doctype": "Lesson Use", **values}).insert()
