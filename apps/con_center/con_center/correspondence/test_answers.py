import frappe
from frappe.utils import add_days, getdate, today

from con_center.access.areas import COUNTRY
from con_center.approval.factories import take as take_report
from con_center.correspondence import answers, handling, reminding, rounds
from con_center.correspondence.doctype.official_letter.test_official_letter import (
	ALL_DISTRICTS,
	LetterTestCase,
)
from con_center.correspondence.errors import LetterError
from con_center.correspondence.factories import make_incoming, make_letter, make_letter_in
from con_center.correspondence.report.answers_to_letters import answers_to_letters
from con_center.organization.factories import FISCAL_YEAR, OTHER, OWN, make_officer, signed_in
from con_center.reporting.factories import REPORT_WAY, make_report, make_round

PROVINCE, DISTRICT = OWN["province"], OWN["district"]
SECOND = "3415"


def sent(**values):
	receivers = [{"receiver_area": DISTRICT}, {"receiver_area": SECOND}]
	return make_letter_in("Letter Sent", **{"receivers": receivers, "circular": 1, **values})


def state_of(letter, area: str) -> list[tuple[str, int]]:
	row = next(row for row in letter.receivers if row.receiver_area == area)
	return [(each.state, each.days_late) for each in answers.standings(letter)[row.name]]


class TestStandings(LetterTestCase):
	def items(self, **values):
		return [{"item": "ส่งทะเบียน", "due": add_days(today(), 3), **values}]

	def test_each_item_and_receiver_by_itself(self):
		letter = sent(items=[*self.items(), {"item": "ส่งแผน", "due": add_days(today(), 9)}])
		entry = frappe.get_last_doc("Incoming Letter", {"letter": letter.name, "area": DISTRICT})
		with signed_in(make_officer("district")):
			handling.receive(entry.name)
			handling.answer(entry.name, 1, note="ส่งทางไลน์กลุ่มแล้ว")
		self.assertEqual(state_of(letter, DISTRICT), [("Answered", 0), ("Not Yet", 0)])
		self.assertEqual(state_of(letter, SECOND), [("Not Yet", 0), ("Not Yet", 0)])
		self.assertEqual(frappe.db.get_value("Incoming Letter", entry.name, "status"), "Received")

	def test_late_by_so_many_days_and_answered_late(self):
		letter = sent(items=self.items())
		frappe.db.set_value("Letter Item", letter.items[0].name, "due", add_days(today(), -4))
		letter = frappe.get_doc(letter.doctype, letter.name)
		self.assertEqual(state_of(letter, DISTRICT), [("Late", 4)])
		entry = frappe.get_last_doc("Incoming Letter", {"letter": letter.name, "area": DISTRICT})
		with signed_in(make_officer("district")):
			handling.receive(entry.name)
			handling.answer(entry.name, 1, note="ส่งแล้ว")
		self.assertEqual(state_of(letter, DISTRICT), [("Answered", 4)])
		with signed_in(make_officer("district")):
			entry = frappe.get_doc("Incoming Letter", entry.name)
			entry.run_method("onload")
			self.assertEqual(
				[each["text"] for each in entry.get_onload("standings")], ["Answered 4 days late"]
			)

	def test_a_progress_report_answers_by_itself(self):
		made = make_round(FISCAL_YEAR, area=PROVINCE)
		letter = sent(items=self.items(done_when="Progress Report"))
		self.assertEqual(state_of(letter, DISTRICT), [("Not Yet", 0)])
		report = take_report(make_report(DISTRICT, reporting_round=made.name), REPORT_WAY[0])
		self.assertEqual(state_of(letter, DISTRICT), [("Answered", 0)])
		self.assertEqual(state_of(letter, SECOND), [("Not Yet", 0)])
		row = next(row for row in letter.receivers if row.receiver_area == DISTRICT)
		self.assertEqual(answers.standings(letter)[row.name][0].answer, report.name)

	def test_who_is_outside_answers_by_a_letter_that_names_ours(self):
		outside = {"receiver_name": "เทศบาลตำบลทดสอบ", "way": "Post"}
		letter = sent(items=self.items(), receivers=[outside])
		row = letter.receivers[0]
		self.assertEqual(answers.standings(letter)[row.name][0].state, "Not Yet")
		entry = make_incoming(PROVINCE, sender="เทศบาลตำบล ทดสอบ", our_letter=letter.name)
		found = answers.standings(letter)[row.name][0]
		self.assertEqual(
			(found.state, found.answer_type, found.answer), ("Answered", "Incoming Letter", entry.name)
		)

	def test_what_the_documents_count_is_not_entered_by_hand(self):
		letter = sent(items=self.items(done_when="Plans Sent On"))
		entry = frappe.get_last_doc("Incoming Letter", {"letter": letter.name, "area": DISTRICT})
		with signed_in(make_officer("district")):
			handling.receive(entry.name)
			self.assertRaises(frappe.ValidationError, handling.answer, entry.name, 1, note="ส่งแล้ว")
		self.assertEqual(state_of(letter, DISTRICT), [("Not Yet", 0)])
		frappe.db.set_value("CON Center", {"district": DISTRICT}, "status", "Closed")
		self.assertEqual(state_of(letter, DISTRICT), [("Answered", 0)])


class TestBoard(LetterTestCase):
	def run_report(self, **filters):
		return answers_to_letters.execute(filters)

	def test_a_row_for_each_receiver_and_sums(self):
		letter = sent(items=[{"item": "ส่งทะเบียน", "due": add_days(today(), 3)}])
		with signed_in(make_officer("province")):
			columns, rows, _message, _chart, summary = self.run_report(letter=letter.name)
			self.assertEqual([row.area for row in rows], [DISTRICT, SECOND])
			self.assertIn("item_1", [column["fieldname"] for column in columns])
			self.assertEqual([part["value"] for part in summary], [2, 0, 0, 2, 0])
			self.assertEqual(len(self.run_report(letter=letter.name, area=SECOND)[1]), 1)
			self.assertEqual(self.run_report(letter=letter.name, late=1)[1], [])
			self.assertEqual(self.run_report()[1][0].letter, letter.name)
		with signed_in(make_officer("province", OTHER)):
			self.assertRaises(frappe.PermissionError, self.run_report, letter=letter.name)

	def test_of_the_country_a_row_for_each_province(self):
		letter = sent(items=[{"item": "ส่งทะเบียน", "due": add_days(today(), 3)}])
		frappe.db.set_value("Official Letter", letter.name, "area", COUNTRY)
		rows = self.run_report(letter=letter.name)[1]
		self.assertEqual([(row.area, row.receivers, row.drill) for row in rows], [(PROVINCE, 2, 1)])
		self.assertEqual(len(self.run_report(letter=letter.name, area=PROVINCE)[1]), 2)


class TestSums(LetterTestCase):
	OUTSIDE = "เทศบาลตำบลทดสอบ"

	def added_up(self, letter, late_alone: bool) -> list[tuple]:
		"""The sums of the rows of the board, by province."""
		found: dict[str, list[int]] = {}
		for row in answers_to_letters.of_receivers(letter, None, late_alone):
			sums = found.setdefault((row.area or "")[:2], [0] * len(answers.SUMS))
			found[(row.area or "")[:2]] = [
				sum(pair) for pair in zip(sums, (row[f] for f in answers.SUMS), strict=True)
			]
		return [(area, *sums) for area, sums in found.items()]

	def check(self, letter) -> list[tuple]:
		for late_alone in (False, True):
			rows = answers.sums_by_province(letter, late_alone)
			found = [(row.area, *(row[field] for field in answers.SUMS)) for row in rows]
			self.assertEqual(found, self.added_up(letter, late_alone))
		return self.added_up(letter, False)

	def test_the_database_adds_up_what_the_rows_say(self):
		made = make_round(FISCAL_YEAR, area=PROVINCE)
		letter = sent(
			items=[
				{"item": "ส่งทะเบียน", "due": add_days(today(), 3)},
				{"item": "ส่งบัญชี"},
				{"item": "รายงาน", "due": add_days(today(), 3), "done_when": "Progress Report"},
				{"item": "ส่งแผน", "due": add_days(today(), 9), "done_when": "Plans Sent On"},
			],
			receivers=[
				{"receiver_name": self.OUTSIDE, "way": "Post"},
				{"receiver_area": DISTRICT},
				{"receiver_area": SECOND},
				{"receiver_area": OTHER["district"]},
			],
		)
		other = OTHER["district"][:2]
		self.assertEqual(
			self.check(letter), [("", 1, 0, 0, 1, 0), (PROVINCE, 2, 0, 0, 2, 0), (other, 1, 0, 0, 1, 0)]
		)
		frappe.db.set_value("Letter Item", letter.items[0].name, "due", add_days(today(), -4))
		letter = frappe.get_doc(letter.doctype, letter.name)
		self.assertEqual([row[-1] for row in self.check(letter)], [1, 2, 1])
		entry = frappe.get_last_doc("Incoming Letter", {"letter": letter.name, "area": DISTRICT})
		with signed_in(make_officer("district")):
			handling.receive(entry.name)
			handling.answer(entry.name, 1, note="ส่งแล้ว")
			handling.answer(entry.name, 2, note="ส่งแล้ว")
		make_incoming(PROVINCE, sender="เทศบาล ตำบลทดสอบ", our_letter=letter.name)
		letter = frappe.get_doc(letter.doctype, letter.name)
		self.assertEqual([row[-1] for row in self.check(letter)], [0, 1, 1])
		take_report(make_report(DISTRICT, reporting_round=made.name), REPORT_WAY[0])
		frappe.db.set_value("CON Center", {"district": DISTRICT}, "status", "Closed")
		self.assertEqual([row[3] for row in self.check(letter)], [0, 1, 0])

	def test_who_is_asked_for_nothing_owes_nothing(self):
		self.assertEqual(self.check(sent(items=[])), [(PROVINCE, 2, 0, 0, 0, 0)])


class TestReminder(LetterTestCase):
	def test_goes_to_who_is_late_alone_and_names_the_letter(self):
		letter = sent(items=[{"item": "ส่งทะเบียน", "due": add_days(today(), 3)}])
		with signed_in(make_officer("province")):
			self.assertRaises(LetterError, reminding.remind, letter.name)
		frappe.db.set_value("Letter Item", letter.items[0].name, "due", add_days(today(), -2))
		entry = frappe.get_last_doc("Incoming Letter", {"letter": letter.name, "area": DISTRICT})
		with signed_in(make_officer("district")):
			handling.receive(entry.name)
			handling.answer(entry.name, 1, note="ส่งแล้ว")
		with signed_in(make_officer("province")):
			reminder = frappe.get_doc("Official Letter", reminding.remind(letter.name))
		self.assertEqual([row.receiver_area for row in reminder.receivers], [SECOND])
		self.assertEqual(
			(reminder.kind, reminder.opening, reminder.reminds_of), ("Stamped", "ถึง", letter.name)
		)
		self.assertIn(letter.number, reminder.references[0].reference)
		self.assertIn(letter.number, reminder.body[0].text)
		self.assertFalse(reminder.items)


class TestRounds(LetterTestCase):
	ITEMS = (
		{"item": "ส่งทะเบียนข้อมูล", "done_when": "Register and Orders Up to Date"},
		{"item": "ประเมินผลการจัดระดับ ครั้งที่ 1", "done_when": "Assessments Complete", "assessment_round": 1},
		{"item": "ประเมินผลความก้าวหน้า", "done_when": "Progress Report"},
	)

	def items(self):
		return [{**item, "due": add_days(today(), 10 + number)} for number, item in enumerate(self.ITEMS)]

	def test_a_letter_makes_its_round(self):
		letter = make_letter_in(
			"Issued", circular=1, receiver_group=ALL_DISTRICTS, receivers=[], items=self.items()
		)
		with signed_in(make_officer("province")):
			made = frappe.get_doc("Reporting Round", rounds.make_round(letter.name))
			self.assertRaises(LetterError, rounds.make_round, letter.name)
		self.assertEqual((made.area, made.hop, made.status), (PROVINCE, "District to Province", "Open"))
		self.assertEqual(made.deadline, getdate(add_days(today(), 12)))
		self.assertIn(letter.number, made.provenance)
		self.assertEqual(
			[(row.kind, row.deadline) for row in made.items],
			[
				("Register and Orders Up to Date", getdate(add_days(today(), 10))),
				("Assessments Complete", getdate(add_days(today(), 11))),
			],
		)
		self.assertEqual(frappe.db.get_value("Official Letter", letter.name, "reporting_round"), made.name)

	def test_a_round_makes_its_letter(self):
		made = make_round(
			FISCAL_YEAR,
			area=PROVINCE,
			items=[
				{
					"item": "ส่งทะเบียน",
					"kind": "Register and Orders Up to Date",
					"deadline": add_days(today(), 5),
				}
			],
		)
		with signed_in(make_officer("province")):
			letter = rounds.make_letter(made.name)
			letter.append("body", {"style": "Paragraph", "text": "ขอให้ดำเนินการ"})
			letter.insert()
		self.assertEqual((letter.reporting_round, letter.addressed_to), (made.name, ALL_DISTRICTS))
		self.assertEqual(
			[(row.done_when, getdate(row.due)) for row in letter.items],
			[
				("Progress Report", getdate(made.deadline)),
				("Register and Orders Up to Date", getdate(add_days(today(), 5))),
			],
		)

	def test_a_letter_that_asks_for_nothing_makes_none(self):
		with signed_in(make_officer("province")):
			self.assertRaises(LetterError, rounds.make_round, make_letter(items=[]).name)
