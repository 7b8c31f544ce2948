"""Who has registered nobody is seen by the organiser, told on his own first page, and reminded once."""

from unittest.mock import patch

import frappe
from frappe.utils import add_days, getdate, today

from con_center.learning import due, registering, reminders
from con_center.learning.errors import LearningError
from con_center.learning.factories import (
	COMMITTEE,
	OFFICERS,
	make_participant,
	make_training,
	make_training_in,
)
from con_center.learning.report.training_by_group import training_by_group
from con_center.organization.factories import OTHER, OWN, make_officer, signed_in
from con_center.tests.case import CONTestCase, clear

PARTNERS = "ภาคีเครือข่าย"


class TestRegistering(CONTestCase):
	def setUp(self):
		super().setUp()
		clear()
		self.districts = registering.areas_of("Province", OWN["province"])

	def make(self, **values):
		# what others have left open on this site is not looked at
		table = frappe.qb.DocType("Training")
		frappe.qb.update(table).set(table.ends_on, "2020-01-01").run()
		return make_training_in("Registration Open", OWN["province"], **values)

	def report(self, training, user: str) -> tuple[list, list, list]:
		with signed_in(user):
			columns, rows, _message, _chart, summary = training_by_group.execute({"training": training.name})
		return columns, rows, summary

	def test_who_has_registered_nobody_has_a_row_of_nothing(self):
		training = self.make()
		make_participant(training, OWN["sub_district"])
		_columns, rows, summary = self.report(training, make_officer("province"))
		found = {row.area: row for row in rows if row.area}
		self.assertEqual(list(found), self.districts)
		self.assertGreater(len(found), 10)
		self.assertEqual((found["3404"].registered, found["3404"].silent), (0, True))
		self.assertEqual((found[OWN["district"]].registered, found[OWN["district"]].silent), (1, False))
		self.assertEqual(rows[-1].registered, 1)
		self.assertEqual(summary[-1]["value"], len(self.districts) - 1)

	def test_each_reads_his_own_row_alone(self):
		training = self.make()
		_columns, rows, _summary = self.report(training, make_officer("district"))
		self.assertEqual([row.area for row in rows if row.area], [OWN["district"]])
		self.assertEqual(self.report(training, make_officer("officer"))[1], [])

	def test_what_is_expected_by_group_and_still_lacking(self):
		targets = [
			{"participant_group": OFFICERS, "people": 1, "whose": "Each Area"},
			{"participant_group": PARTNERS, "people": 5, "whose": "All Together"},
		]
		training = self.make(targets=targets)
		self.assertEqual(training.target_people, len(self.districts) + 5)
		make_participant(training, OWN["district"], participant_group=OFFICERS)
		make_participant(training, OWN["province"], participant_group=PARTNERS)
		# who was not asked for does not stand for who was
		make_participant(training, "3404", participant_group=COMMITTEE)
		columns, rows, _summary = self.report(training, make_officer("province"))
		found = {row.area: row for row in rows if row.area}
		self.assertEqual((found[OWN["district"]].lacking, found["3404"].lacking), (0, 1))
		self.assertEqual(rows[-1].lacking, len(self.districts) - 1 + 4)
		self.assertIn("lacking", [column["fieldname"] for column in columns])
		self.assertTrue(any("5" in column["label"] for column in columns))
		# a part of the whole says nothing of what all together lack
		own = self.report(training, make_officer("district"))[1]
		self.assertEqual(own[-1].lacking, 0)

	def test_in_a_sub_district_nobody_below_registers(self):
		"""What is expected of each area is expected in all: a number that was typed is not dropped."""
		targets = [{"participant_group": PARTNERS, "people": 20, "whose": "Each Area"}]
		training = make_training(OWN["sub_district"], targets=targets)
		self.assertEqual((training.target_people, training.targets[0].whose), (20, "All Together"))

	def test_a_group_is_expected_once(self):
		row = {"participant_group": OFFICERS, "people": 1, "whose": "Each Area"}
		for targets in ([row, row], [{**row, "people": 0}]):
			with self.assertRaises(LearningError):
				make_training(OWN["province"], targets=targets)

	def told(self, user: str) -> list[str]:
		with signed_in(user):
			return [entry["to"]["name"] for entry in due.entries() if "name" in entry["to"]]

	def test_the_first_page_names_it_until_somebody_is_registered(self):
		training = self.make()
		district = make_officer("district")
		self.assertEqual(self.told(district), [training.name])
		for user in (make_officer("district", OTHER), make_officer("officer"), make_officer("province")):
			self.assertNotIn(training.name, self.told(user))
		make_participant(training, OWN["sub_district"])
		self.assertEqual(self.told(district), [])

	def test_what_is_over_is_not_asked_for(self):
		training = self.make(starts_on=add_days(today(), 5), sessions=[{"session_date": add_days(today(), 5), "topic": "ก"}])  # fmt: skip
		frappe.db.set_value("Training", training.name, "registration_until", add_days(today(), -1))
		self.assertEqual(self.told(make_officer("district")), [])

	def remind(self, day=None) -> list[tuple]:
		"""Return whom the daily job tells: users and text of each notice."""
		with (
			patch.object(reminders, "tell") as tell,
			patch.object(reminders, "today", return_value=str(day or today())),
		):
			reminders.remind()
		return [(call.args[1], call.args[4]) for call in tell.call_args_list]

	def near(self, days: int):
		later = add_days(today(), days + 5)
		return self.make(
			starts_on=later,
			ends_on=later,
			registration_until=add_days(today(), days),
			sessions=[{"session_date": later, "topic": "ก"}],
		)

	def test_who_is_silent_is_reminded_once(self):
		self.change_settings(registration_remind_days=3)
		training = self.near(3)
		silent, named = make_officer("district"), "3404"
		make_participant(training, named)
		((users, said),) = self.remind()
		self.assertIn(silent, users)
		self.assertNotIn(make_officer("district", OTHER), users)
		self.assertIn(training.training_title, said)
		self.assertEqual(self.remind(), [])
		self.assertEqual(self.remind(add_days(getdate(today()), 1)), [])

	def test_who_has_registered_is_left_alone(self):
		self.change_settings(registration_remind_days=3)
		training = self.near(2)
		make_participant(training, OWN["sub_district"])
		for users, _said in self.remind():
			self.assertNotIn(make_officer("district"), users)

	def test_it_is_not_too_early_to_remind(self):
		self.change_settings(registration_remind_days=3)
		self.near(4)
		self.assertEqual(self.remind(), [])

	def test_bangkok_and_villages_register_nobody(self):
		self.assertNotIn("10", registering.areas_of("Country", "00"))
		self.assertEqual(len(registering.areas_of("Country", "00")), 76)
		self.assertEqual(registering.areas_of("Sub-district", OWN["sub_district"]), [])
