"""Who got a letter is reminded of what it asks for, before its day and after it, and of nothing that is done."""

import frappe
from frappe.utils import add_days, getdate, today

from con_center.correspondence import handling, reminders, reminding
from con_center.correspondence.doctype.official_letter.test_official_letter import LetterTestCase
from con_center.correspondence.factories import take
from con_center.correspondence.test_answers import sent
from con_center.organization.factories import OWN, make_officer, signed_in
from con_center.tests.counting import counting

DISTRICT = OWN["district"]


class TestReminders(LetterTestCase):
	def setUp(self):
		super().setUp()
		frappe.db.delete("Incoming Letter Item")

	def wanted(self, in_days: int, **values):
		"""Return a letter that asks for a free answer in so many days, and its entry at the district."""
		item = {"item": "ส่งทะเบียนกลุ่ม", "due": add_days(today(), 1), **values}
		letter = sent(items=[item])
		row = frappe.qb.DocType("Incoming Letter Item")
		frappe.qb.update(row).set(row.due, add_days(today(), in_days)).run()
		return letter, frappe.get_last_doc("Incoming Letter", {"letter": letter.name, "area": DISTRICT})

	def told(self, entry) -> list[tuple[str, str]]:
		"""Run the daily reminders; return (user, text) of what was told of an entry since."""
		before = frappe.get_all("Notification Log", {"document_name": entry.name}, pluck="name")
		reminders.remind()
		rows = frappe.get_all(
			"Notification Log",
			{"document_name": entry.name, "name": ("not in", before or [""])},
			["for_user", "subject"],
		)
		return sorted((row.for_user, row.subject) for row in rows)

	def test_the_officers_of_the_office_are_told_before_the_day(self):
		_letter, entry = self.wanted(7)
		told = self.told(entry)
		self.assertEqual(
			{user for user, _text in told}, {make_officer("district"), make_officer("district", number=2)}
		)
		self.assertIn("ส่งทะเบียนกลุ่ม", told[0][1])
		self.assertRegex(told[0][1], "ครบกำหนด|due on")

	def test_once_a_day_and_not_on_days_between(self):
		_letter, entry = self.wanted(7)
		self.assertTrue(self.told(entry))
		self.assertEqual(self.told(entry), [])
		_letter, other = self.wanted(9)
		self.assertEqual(self.told(other), [])

	def test_of_what_is_late_again_and_again(self):
		_letter, entry = self.wanted(-3)
		told = self.told(entry)
		self.assertRegex(told[0][1], "เกินกำหนด|late since")
		row = frappe.qb.DocType("Incoming Letter Item")
		frappe.qb.update(row).set(row.reminded_on, add_days(today(), -4)).set(
			row.due, add_days(today(), -7)
		).run()
		self.assertTrue(self.told(entry))
		self.assertEqual(
			getdate(frappe.db.get_value("Incoming Letter Item", {"parent": entry.name}, "reminded_on")),
			getdate(),
		)

	def test_to_whom_it_was_given_alone(self):
		_letter, entry = self.wanted(0)
		officer = make_officer("district", number=2)
		with signed_in(make_officer("district")):
			handling.receive(entry.name)
			handling.assign(entry.name, officer)
		self.assertEqual([user for user, _text in self.told(entry)], [officer])

	def test_nobody_is_reminded_of_what_is_answered_closed_cancelled_or_told_by_documents(self):
		answered, closed, cancelled = (self.wanted(0) for _each in range(3))
		counted_ = self.wanted(0, done_when="Plans Sent On")
		with signed_in(make_officer("district")):
			for _letter, entry in (answered, closed):
				handling.receive(entry.name)
			handling.answer(answered[1].name, 1, note="ส่งแล้ว")
			handling.close(closed[1].name)
		take(cancelled[0], (make_officer("governor"), "Cancel Document", "ออกซ้ำ"))
		for _letter, entry in (answered, closed, cancelled, counted_):
			self.assertEqual(self.told(entry), [])

	def test_several_items_are_one_notice(self):
		letter = sent(items=[{"item": f"ข้อ {n}", "due": add_days(today(), 1)} for n in range(3)])
		entry = frappe.get_last_doc("Incoming Letter", {"letter": letter.name, "area": DISTRICT})
		told = self.told(entry)
		self.assertEqual(len(told), 2)
		self.assertRegex(told[0][1], "อีก 2 ข้อ|and 2 more")

	def test_its_days_are_settings(self):
		with signed_in("Administrator"):
			settings = frappe.get_doc("CON Settings")
			settings.letter_remind_before, settings.letter_answer_days = "๓", 20
			settings.save()
			self.addCleanup(frappe.clear_document_cache, "CON Settings", "CON Settings")
			self.assertEqual(settings.letter_remind_before, "3")
			for field, value in (
				("letter_remind_before", "ก่อน"),
				("letter_answer_days", 0),
				("letter_most_named", 99),
			):
				bad = frappe.get_doc("CON Settings")
				bad.set(field, value)
				self.assertRaises(frappe.ValidationError, bad.save)
		_letter, entry = self.wanted(7)
		self.assertEqual(self.told(entry), [])
		_letter, entry = self.wanted(3)
		self.assertTrue(self.told(entry))
		self.assertIn("20", str(reminding.setting("letter_answer_days")))

	def test_of_many_letters_in_as_many_queries(self):
		def asked() -> int:
			with counting() as queries:
				reminders.whom_to_tell(reminders.open_items())
			return len(queries)

		self.wanted(7)
		asked()
		few = asked()
		self.wanted(7)
		self.assertEqual(asked(), few)
