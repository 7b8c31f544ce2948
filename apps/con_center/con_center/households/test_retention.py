"""After the years that the office has set, names go for good, and numbers stay."""

from unittest.mock import patch

import frappe
from frappe.utils import add_days, add_years, today

from con_center.approval.factories import ask
from con_center.field.test_field import jpeg
from con_center.households import cases, due, figures, house_code, retention
from con_center.households.errors import CaseClosedError
from con_center.households.factories import make_help, make_household, make_plan, told
from con_center.households.test_cases import HouseholdTestCase
from con_center.learning.factories import make_lesson, make_lesson_use
from con_center.organization import photos
from con_center.organization import retention as how_long
from con_center.organization.factories import FISCAL_YEAR, OWN, make_officer, signed_in
from con_center.overview import today as first_page
from con_center.patches import texts_of_removed_households
from con_center.tests.case import clear
from con_center.tests.names_gone import forgotten, tables_with


class TestRetention(HouseholdTestCase):
	def setUp(self):
		clear()
		super().setUp()
		# each test has one of its own: what the tests before have left is not looked at
		self.word = f"Zq{frappe.generate_hash(length=8)}"
		with signed_in(self.officer):
			doc = self.stored()
			doc.update(
				{
					"head_name": f"นาย{self.word} มั่นคง",
					"village_name": self.word,
					"phone": "0812345678",
					"health_note": self.word,
				}
			)
			doc.needs[0].note = doc.members[0].health_note = self.word
			doc.save()
			doc.add_comment("Comment", self.word)
			doc.add_tag(self.word)
			frappe.get_doc(
				{
					"doctype": "File",
					"file_name": f"{self.word}.txt",
					"content": self.word,
					"is_private": 1,
					"attached_to_doctype": doc.doctype,
					"attached_to_name": doc.name,
				}
			).insert()
			frappe.get_doc(
				{
					"doctype": "ToDo",
					"description": self.word,
					"allocated_to": self.officer,
					"reference_type": doc.doctype,
					"reference_name": doc.name,
				}
			).insert()
			house_code.note(doc.name, "34010123456")
		self.help = make_help(self.household, what=self.word, what_remains=self.word, value=250)
		self.plan = make_plan(self.household, note=self.word)
		with signed_in(self.officer):
			photos.add("Help Log", self.help.name, "0123456789abcdef", jpeg(), self.word)
			cases.close(self.household.name, "Moved Away", self.word)
		frappe.db.set_value(
			"Target Household", self.household.name, "closed_on", add_days(add_years(today(), -3), -1)
		)
		self.set(years=3, action="Remove Names")

	def set(self, years: int, action: str):
		self.change_settings(households_retention_years=years, households_retention_action=action)

	def test_its_officer_removes_them_himself(self):
		self.set(years=3, action="Warn")
		with signed_in(make_officer("chief")), self.assertRaises(frappe.PermissionError):
			retention.remove(self.household.name)
		with signed_in(self.officer):
			retention.remove(self.household.name)
			self.assertTrue(self.stored().anonymised_on)
			with self.assertRaises(how_long.KeptStillError):
				retention.remove(self.household.name)
		self.assertNotIn(self.word, self.told_of())

	def run_job(self):
		with patch.object(frappe.db, "commit"):
			retention.run()

	def told_of(self) -> str:
		"""Everything that is kept of the household, of what hangs on it, and beside both."""
		names = ("in", [self.household.name, self.help.name, self.plan.name])
		by_field = {
			"name": ("Target Household", "Help Log", "Help Plan"),
			"parent": (
				"Household Need",
				"Household Member",
				"Household Event",
				"Help Plan Item",
				"Help Photo",
			),
			"docname": ("Version",),
			"reference_name": ("Comment", "Case Opening", "Approval Log", "ToDo"),
			"document_name": ("Tag Link", "Notification Log"),
			"attached_to_name": ("File",),
		}
		return told(
			[
				frappe.get_all(doctype, filters={field: names}, fields=["*"])
				for field, doctypes in by_field.items()
				for doctype in doctypes
			]
		)

	def test_names_go_and_numbers_stay(self):
		self.assertIn(self.word, self.told_of())
		before = figures.by_part([OWN["sub_district"]], 6, FISCAL_YEAR)
		self.run_job()
		self.assertNotIn(self.word, self.told_of())
		# what tags there are is a list of its own
		self.assertEqual(tables_with(self.word) - {"tabTag"}, set())
		self.assertEqual(figures.by_part([OWN["sub_district"]], 6, FISCAL_YEAR), before)
		doc = self.stored()
		self.assertEqual((str(doc.anonymised_on), doc.outcome, doc.help_value), (today(), "Moved Away", 250))
		self.assertIsNone(frappe.db.get_value("Target Household", doc.name, "house_hash"))
		self.assertFalse(frappe.get_all("File", {"attached_to_name": self.help.name}))

	def test_what_lessons_were_used_for_goes_too(self):
		uses = []
		for document in (self.household, self.plan):
			use = make_lesson_use(document=document, user=self.officer)
			with signed_in(self.officer):
				use.how = f"{self.word} {document.name}"
				use.save()
				use.how = self.word
				use.save()
			uses.append(use)
		deleted = make_lesson_use(lesson=make_lesson(), document=self.plan, user=self.officer)
		deleted.db_set("how", self.word)
		frappe.delete_doc(deleted.doctype, deleted.name)
		self.run_job()
		names = [use.name for use in uses]
		self.assertEqual(
			[frappe.db.get_value("Lesson Use", name, ["how", "lesson"]) for name in names],
			[(None, use.lesson) for use in uses],
		)
		self.assertNotIn(self.word, told(frappe.get_all("Version", {"docname": ("in", names)}, ["*"])))
		self.assertFalse(frappe.get_all("Deleted Document", {"deleted_name": deleted.name}))

	def test_opinions_on_a_plan_go_with_their_earlier_versions(self):
		asked = ask(self.plan, self.officer, make_officer("district"), question=self.word)
		asked.add_comment("Comment", self.word)
		self.run_job()
		kept = [
			frappe.get_all("Opinion", {"name": asked.name}, ["*"]),
			frappe.get_all("Comment", {"reference_name": asked.name}, ["*"]),
		]
		self.assertNotIn(self.word, told(kept))

	def test_of_what_was_removed_before_the_rest_goes_by_the_patch(self):
		self.run_job()
		use = make_lesson_use(document=self.plan, user=self.officer)
		use.db_set("how", self.word)
		frappe.db.set_value("Target Household", self.household.name, "anonymised_on", "2020-01-01")
		texts_of_removed_households.execute()
		self.assertIsNone(frappe.db.get_value("Lesson Use", use.name, "how"))
		self.assertEqual(str(self.stored().anonymised_on), "2020-01-01")

	def test_no_text_is_forgotten(self):
		self.assertEqual(forgotten(retention.NAMES.removal, {}), set())

	def test_nothing_is_added_after_it(self):
		self.run_job()
		with signed_in(self.officer):
			self.assertRaises(CaseClosedError, cases.reopen, self.household.name, "กลับมา")
			doc = self.stored()
			doc.village_name = "x"
			self.assertRaises(CaseClosedError, doc.save)

	def test_where_nothing_is_set_nothing_goes(self):
		for years, action in ((0, "Remove Names"), (3, "Warn"), (4, "Remove Names")):
			self.set(years, action)
			self.run_job()
			with self.subTest(years=years, action=action):
				self.assertIsNone(self.stored().anonymised_on)

	def test_open_cases_keep_their_names(self):
		other = make_household(head_name="นายเปิด อยู่")
		self.run_job()
		self.assertEqual(frappe.db.get_value("Target Household", other.name, "head_name"), "นายเปิด อยู่")

	def test_it_goes_on_where_it_was_stopped(self):
		with patch.object(how_long, "SLICE", 1), patch.object(frappe.db, "commit") as kept:
			second = make_household()
			with signed_in(self.officer):
				cases.close(second.name, "Declined")
			frappe.db.set_value("Target Household", second.name, "closed_on", add_years(today(), -9))
			retention.run()
		self.assertEqual(kept.call_count, 2)

	def test_a_warning_stands_on_the_first_page_of_who_writes_cases(self):
		self.set(3, "Warn")
		for user, is_told in (
			(self.officer, True),
			(make_officer("chief"), False),
			(make_officer("province"), False),
		):
			with signed_in(user):
				texts = [entry["text"] for entry in due.entries()]
			with self.subTest(user):
				self.assertEqual(any("1" in text for text in texts), is_told)

	def test_who_is_to_be_visited_stands_there_too(self):
		household = make_household()
		make_help(household, happened_on=add_days(today(), -20), next_visit_on=add_days(today(), -1))
		# nobody has said when the next is seen
		make_household()
		with signed_in(self.officer):
			[entry] = [entry for entry in due.entries() if "next_visit_on" in entry["to"]["filters"]]
			self.assertIn("1", entry["text"])
			found = frappe.get_list("Target Household", filters=entry["to"]["filters"], pluck="name")
			self.assertEqual(found, [household.name])
			self.assertIn(entry["text"], [late["text"] for late in first_page.read()["late"]])
