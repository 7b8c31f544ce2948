"""A closed training is the progress of its activity: typed once, counted once, and taken back when it is opened again."""

import frappe
from frappe.utils import add_days, getdate, today

from con_center.approval.factories import take_to
from con_center.approval.findings import WrongDocumentError
from con_center.approval.meaning import IN_FORCE
from con_center.learning import attendance, in_plan
from con_center.learning.errors import LearningError, TrainingStateError
from con_center.learning.factories import OFFICERS, keeper, make_participant, make_training
from con_center.learning.workflow import OPEN
from con_center.organization.factories import OTHER, OWN, make_officer, signed_in
from con_center.planning import figures, months
from con_center.planning.factories import make_plan, make_plan_in, make_progress
from con_center.tests.case import CONTestCase, clear

SOURCE = "กรมการพัฒนาชุมชน"


class TestInPlan(CONTestCase):
	def setUp(self):
		super().setUp()
		clear()

	def opened(self, plan, area: str = OWN["district"], **values):
		values = {"activity_number": "2", "budget_source": SOURCE, "spent": 5000.25, **values}
		training = make_training(area, plan=plan.name, **values)
		with signed_in(keeper(area)):
			return take_to(training, OPEN)

	def closed(self, plan, area: str = OWN["district"], came: int = 2, **values):
		"""Return a closed training of the plan's activity, to which committee came, and an officer; one stayed away."""
		training = self.opened(plan, area, **values)
		place = OWN["sub_district"]
		people = [make_participant(training, place) for _each in range(came)]
		people.append(make_participant(training, place, participant_group=OFFICERS))
		make_participant(training, place)
		attendance.note([person.name for person in people], 1, attendance.LIST)
		return self.close(training)

	def close(self, training):
		with signed_in(keeper(training.area)):
			return take_to(frappe.get_doc("Training", training.name), IN_FORCE)

	def open_again(self, training):
		with signed_in(keeper(training.area)):
			return take_to(frappe.get_doc("Training", training.name), OPEN, "ลืมบันทึกผล")

	def records(self, training, **filters):
		names = frappe.get_all(
			"Activity Progress", {"training": training.name, **filters}, pluck="name", order_by="name"
		)
		return [frappe.get_doc("Activity Progress", name) for name in names]

	def activity(self, plan) -> dict:
		return next(row for row in figures.plan_figures(plan.name)["by_activity"] if row["number"] == 2)

	def looked(self, training) -> dict:
		with signed_in(keeper(training.area)):
			return in_plan.look(training.name)

	def test_closing_brings_people_money_and_how_far_it_is(self):
		plan = make_plan_in("Plan Approved")
		training = self.closed(plan, result="เข้าใจการไกล่เกลี่ย")
		(record,) = self.records(training)
		self.assertEqual((record.area, record.status), (OWN["sub_district"], "Recorded"))
		self.assertEqual(
			{row.participant_group: row.people for row in record.participants},
			{"คณะกรรมการ ศอช.": 2, OFFICERS: 1},
		)
		self.assertEqual([(row.source, row.amount) for row in record.spending], [(SOURCE, 5000.25)])
		self.assertEqual(str(record.held_on), today())
		self.assertEqual(record.month, months.month_of(getdate(today())))
		self.assertIn("เข้าใจการไกล่เกลี่ย", record.what_was_done)
		self.assertEqual(record.place, training.place)
		activity = self.activity(plan)
		self.assertEqual((activity["people"], activity["spent"], activity["percent"]), (3, 5000.25, 100))
		self.assertEqual(float(frappe.db.get_value("Action Plan", plan.name, "spent_total")), 5000.25)
		self.assertEqual(self.looked(training)["record"], record.name)

	def test_an_office_that_trains_for_its_own_plan_types_it_once_too(self):
		plan = make_plan_in("Plan Approved")
		training = self.closed(plan, OWN["sub_district"], came=1)
		(record,) = self.records(training)
		self.assertEqual((record.owner, record.people_total), (keeper(OWN["sub_district"]), 2))
		# a link both ways
		self.assertEqual(self.looked(training)["record"], record.name)
		self.assertEqual(record.training, training.name)

	def test_opening_again_takes_it_back_and_closing_brings_it_once(self):
		plan = make_plan_in("Plan Approved")
		training = self.closed(plan)
		(record,) = self.records(training)
		with signed_in(make_officer("officer")):
			record.percent_done, record.problems = 60, "ห้องเล็ก"
			record.save()
		self.open_again(training)
		(record,) = self.records(training)
		self.assertEqual(record.status, "Withdrawn")
		self.assertIn("อีกครั้ง", record.withdrawn_reason)
		self.assertEqual((self.activity(plan)["people"], self.activity(plan)["spent"]), (0, 0))
		late = make_participant(frappe.get_doc("Training", training.name), OWN["sub_district"])
		attendance.note([late.name], 2, attendance.LIST)
		with signed_in(keeper(training.area)):
			opened = frappe.get_doc("Training", training.name)
			opened.update({"result": "ครบถ้วน", "spent": 6000})
			opened.save()
		self.close(training)
		(record,) = self.records(training)
		self.assertEqual((record.status, record.percent_done, record.problems), ("Recorded", 60, "ห้องเล็ก"))
		self.assertIn("ครบถ้วน", record.what_was_done)
		self.assertEqual((self.activity(plan)["people"], self.activity(plan)["spent"]), (4, 6000))

	def test_what_the_officer_corrected_stays_where_the_training_says_the_same(self):
		plan = make_plan_in("Plan Approved")
		training = self.closed(plan, spent=3000)
		(record,) = self.records(training)
		with signed_in(make_officer("officer")):
			record.set("spending", [{"source": SOURCE, "amount": 1000}, {"source": "จังหวัด", "amount": 2000}])
			record.save()
		self.open_again(training)
		self.close(training)
		(record,) = self.records(training)
		self.assertEqual([row.amount for row in record.spending], [1000, 2000])

	def test_money_that_was_corrected_reaches_the_plan(self):
		plan = make_plan_in("Plan Approved")
		training = self.closed(plan, spent=3000)
		for values, expected in (
			({"budget_source": "จังหวัด"}, [("จังหวัด", 3000)]),
			({"spent": 0, "budget_source": None}, []),
		):
			training = self.open_again(training)
			with signed_in(keeper(training.area)):
				training.update(values)
				training.save()
			training = self.close(training)
			(record,) = self.records(training)
			self.assertEqual([(row.source, row.amount) for row in record.spending], expected)

	def test_any_of_its_months_may_have_been_typed(self):
		training = frappe._dict(starts_on="2026-11-28", ends_on="2026-12-02")
		self.assertEqual(in_plan._months_of(training), ["December", "November"])

	def test_what_was_typed_by_hand_is_not_counted_twice(self):
		plan = make_plan_in("Plan Approved")
		month = months.month_of(getdate(today()))
		typed = make_progress(plan, month=month, percent_done=40)
		training = self.closed(plan)
		self.assertEqual(self.records(training), [])
		self.assertEqual(self.activity(plan)["people"], 20)
		found = self.looked(training)
		self.assertEqual([row["name"] for row in found["typed"]], [typed.name])
		with signed_in(keeper(training.area)):
			for given in ({}, {"progress": "PROG-000000"}):
				with self.assertRaises(LearningError):
					in_plan.record(training.name, **given)
			self.assertEqual(in_plan.record(training.name, typed.name), typed.name)
			# asked for once more, as after an answer that was lost
			self.assertEqual(in_plan.record(training.name, typed.name), typed.name)
		typed.reload()
		self.assertEqual((typed.training, typed.percent_done), (training.name, 40))
		self.assertIn("ฝึกอบรมรุ่นที่ 1", typed.what_was_done)
		activity = self.activity(plan)
		self.assertEqual((activity["people"], activity["spent"], activity["reports"]), (3, 5000.25, 1))

	def test_what_was_typed_may_be_something_else(self):
		plan = make_plan_in("Plan Approved")
		make_progress(plan, month=months.month_of(getdate(today())))
		training = self.closed(plan)
		with signed_in(keeper(training.area)):
			in_plan.record(training.name, besides=True)
		self.assertEqual((len(self.records(training)), self.activity(plan)["people"]), (1, 23))

	def test_a_plan_that_is_not_in_force_takes_nothing_until_it_is(self):
		plan = make_plan()
		training = self.closed(plan)
		self.assertEqual(self.records(training), [])
		self.assertIn("not approved", self.looked(training)["obstacle"])
		with signed_in(keeper(training.area)), self.assertRaises(LearningError):
			in_plan.record(training.name)

	def test_a_plan_that_was_amended_goes_on_in_the_new_one(self):
		plan = make_plan_in("Plan Approved")
		training = self.closed(plan)
		self.open_again(training)
		# as cancelling does, and amending
		frappe.db.set_value("Action Plan", plan.name, {"docstatus": 2, "workflow_state": "Cancelled"})
		newer = make_plan_in("Plan Approved", fiscal_year=plan.fiscal_year)
		frappe.db.set_value("Action Plan", newer.name, "amended_from", plan.name)
		for each in (plan, newer):
			frappe.clear_document_cache("Action Plan", each.name)
		self.close(training)
		(record,) = self.records(training, status="Recorded")
		self.assertEqual(record.plan, newer.name)

	def test_it_is_opened_again_although_its_plan_was_cancelled(self):
		plan = make_plan_in("Plan Approved")
		training = self.closed(plan)
		frappe.db.set_value("Action Plan", plan.name, "docstatus", 2)
		frappe.clear_document_cache("Action Plan", plan.name)
		self.open_again(training)
		self.assertEqual([row.status for row in self.records(training)], ["Withdrawn"])
		self.close(training)
		self.assertIn("not approved", self.looked(training)["obstacle"])

	def test_a_year_that_is_not_the_plans_takes_nothing(self):
		plan = make_plan_in("Plan Approved")
		other = make_plan_in("Plan Approved")
		self.assertLess(other.fiscal_year, plan.fiscal_year)
		self.assertIn("fiscal year", self.looked(self.closed(other))["obstacle"])

	def test_who_may_not_write_the_plan_is_told_who_may(self):
		plan = make_plan_in("Plan Approved")
		training = self.closed(plan, came=1)
		self.open_again(training)
		frappe.db.delete("Activity Progress", {"training": training.name})
		# a plan of another area, as somebody with two posts may have named it
		foreign = make_plan_in("Plan Approved", area=OTHER["sub_district"])
		if foreign.fiscal_year != plan.fiscal_year:
			frappe.db.set_value("Action Plan", foreign.name, "fiscal_year", plan.fiscal_year)
			frappe.clear_document_cache("Action Plan", foreign.name)
		frappe.db.set_value("Training", training.name, "plan", foreign.name)
		self.close(training)
		self.assertEqual(self.records(training), [])
		self.assertIn("another office", self.looked(training)["obstacle"])

	def test_money_of_a_plan_has_its_source(self):
		training = self.opened(make_plan_in("Plan Approved"), budget_source=None)
		make = make_participant(training, OWN["sub_district"])
		attendance.note([make.name], 1, attendance.LIST)
		with signed_in(keeper(training.area)), self.assertRaises(WrongDocumentError):
			take_to(training, IN_FORCE)

	def test_targets_in_people_and_in_times_are_counted(self):
		(_meeting, activity) = make_plan().activities
		for unit, done in (("คน", 3), ("รุ่น", 1), ("ชิ้น", 0)):
			with self.subTest(unit):
				doc = frappe.get_doc({"doctype": "Activity Progress"})
				activity.update({"target_quantity": 10, "target_unit": unit})
				in_plan._fill_how_far(doc, activity, 3)
				self.assertEqual(doc.done_quantity or 0, done)

	def test_a_training_of_several_months_plans_is_a_part_of_it(self):
		plan = make_plan(activities=[dict(kind="จัดฝึกอบรม", activity_name="อบรม", november=1, january=1, may=1, july=1)], budgets=[], participants=[])  # fmt: skip
		doc = frappe.get_doc(
			{"doctype": "Activity Progress", "plan": plan.name, "activity_number": "1", "month": "May"}
		)
		in_plan._fill_how_far(doc, plan.activities[0], 3)
		self.assertEqual(doc.percent_done, 25)

	def test_nobody_else_records_it(self):
		plan = make_plan_in("Plan Approved")
		training = self.closed(plan)
		for user in (make_officer("officer"), make_officer("district", OTHER), make_officer("chief")):
			for function in (in_plan.look, in_plan.record):
				with signed_in(user), self.assertRaises(frappe.PermissionError):
					function(training.name)
		opened = self.opened(plan)
		with signed_in(keeper(opened.area)), self.assertRaises(TrainingStateError):
			in_plan.record(opened.name)

	def test_a_training_without_a_plan_writes_nothing(self):
		training = self.closed(frappe._dict(name=None), activity_number=None)
		self.assertEqual(self.records(training), [])
		self.assertEqual(self.looked(training), {"record": None, "obstacle": None, "typed": ()})

	def test_over_the_turn_of_a_month_the_last_day_counts(self):
		plan = make_plan_in("Plan Approved")
		last = getdate(today())
		training = frappe._dict(starts_on=add_days(last, -10), ends_on=last)
		self.assertEqual(in_plan._day_in(plan, training), last)
