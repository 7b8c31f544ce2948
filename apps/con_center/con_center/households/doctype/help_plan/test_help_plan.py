import frappe
from frappe.utils import add_days, today

from con_center.approval.decision import decide
from con_center.approval.findings import OddDocumentError, WrongDocumentError
from con_center.households import agreed, cases, due
from con_center.households.doctype.help_log.help_log import whose
from con_center.households.errors import HouseholdError
from con_center.households.factories import (
	STEPS,
	make_help,
	make_household,
	make_plan,
	make_plan_in,
	take,
	told,
)
from con_center.households.test_cases import HouseholdTestCase
from con_center.organization.factories import OTHER, make_officer, signed_in
from con_center.patches import help_that_is_due
from con_center.tests.case import CONTestCase, clear, links_of

test_ignore = links_of("Help Plan")


class TestThePlan(HouseholdTestCase):
	def test_the_district_agrees_and_not_who_made_it(self):
		plan = take(make_plan(self.household), ("officer", "Send Up"))
		self.assertEqual((plan.budget_total, plan.workflow_state), (5000, "District Review"))
		plan = take(plan, ("district", "Agree to Help"))
		self.assertEqual(plan.get_meaning(), "In Force")

	def test_a_plan_without_anything_goes_nowhere(self):
		plan = make_plan(self.household, items=[])
		with self.assertRaises(WrongDocumentError):
			take(plan, ("officer", "Send Up"))

	def test_what_nobody_needs_is_asked(self):
		item = {
			**make_plan(self.household).items[0].as_dict(no_default_fields=True),
			"dimension": "Education",
		}
		plan = make_plan(self.household, items=[item])
		with signed_in(self.officer), self.assertRaises(OddDocumentError):
			decide(plan.doctype, plan.name, "Send Up", plan.modified)

	def test_what_waits_when_the_case_is_closed_is_given_back(self):
		plan = take(make_plan(self.household), ("officer", "Send Up"))
		self.do(cases.close, "Moved Away")
		with self.assertRaises(WrongDocumentError):
			take(plan, ("district", "Agree to Help"))
		plan = take(plan, ("district", "Return", "ย้ายออกแล้ว"))
		self.assertEqual(plan.workflow_state, "Returned")
		with self.assertRaises(WrongDocumentError):
			take(plan, ("officer", "Send Up"))

	def test_the_log_of_decisions_keeps_nothing_of_what_it_held(self):
		plan = take(make_plan(self.household), ("officer", "Send Up"), ("district", "Return", "เพิ่มหน่วยงาน"))
		entry = frappe.get_last_doc("Approval Log", {"reference_name": plan.name})
		self.assertEqual((plan.return_reason, entry.returned_content), ("เพิ่มหน่วยงาน", None))
		self.assertNotIn("สมจิตร", told(entry.as_dict()))


class TestAgreedHelp(HouseholdTestCase):
	def agreed(self, *dimensions: str, household=None):
		"""Return an agreed plan with an item of each dimension, the first due tomorrow, the next a day later."""
		items = [
			{
				"dimension": dimension,
				"what": f"ช่วยด้านที่ {n}",
				"by_kind": "Partner",
				"by_whom": "สมาคมผู้ใจบุญ",
				"due_on": add_days(today(), n),
				"budget": 2000,
			}
			for n, dimension in enumerate(dimensions or ("Income",), 1)
		]
		return take(make_plan(household or self.household, items=items), *STEPS)

	def days_pass(self, plan, days: int = 30):
		for row in plan.items:
			frappe.db.set_value("Help Plan Item", row.name, "due_on", add_days(row.due_on, -days))
		agreed.note_due(plan.household)

	def due(self, plan) -> str:
		return str(frappe.db.get_value("Help Plan", plan.name, "next_due_on") or "")

	def told(self, user: str | None = None) -> list[str]:
		with signed_in(user or self.officer):
			return [entry["text"] for entry in due.entries() if entry["to"]["doctype"] == "Help Plan"]

	def withdraw(self, log):
		with signed_in(self.officer):
			log.reload()
			log.update({"status": "Withdrawn", "withdrawn_reason": "บันทึกซ้ำ"})
			log.save()

	def test_a_draft_is_due_for_nobody(self):
		plan = make_plan(self.household)
		agreed.note_due(plan.household)
		self.assertEqual(self.due(plan), "")

	def test_the_next_that_is_open_is_due(self):
		plan = self.agreed("Income", "Education")
		self.assertEqual(self.due(plan), add_days(today(), 1))
		first = make_help(self.household, plan=plan.name, dimension="Income")
		self.assertEqual(first.plan_item, plan.items[0].name)
		self.assertEqual(self.due(plan), add_days(today(), 2))
		make_help(self.household, plan_item=plan.items[1].name, dimension=None)
		self.assertEqual(self.due(plan), "")
		self.withdraw(first)
		self.assertEqual(self.due(plan), add_days(today(), 1))

	def test_the_officer_is_told_until_it_was_given(self):
		clear()
		household = make_household()
		plan = self.agreed(household=household)
		self.assertEqual(self.told(), [])
		self.days_pass(plan)
		self.assertEqual(len(self.told()), 1)
		self.assertIn("1", self.told()[0])
		for user in (make_officer("officer", OTHER), make_officer("chief"), make_officer("province")):
			self.assertEqual(self.told(user), [])
		with signed_in(self.officer):
			cases.close(household.name, "Declined")
			self.assertEqual(self.told(), [])
			cases.reopen(household.name, "กลับมา")
			self.assertEqual(len(self.told()), 1)
		make_help(household, plan=plan.name)
		self.assertEqual(self.told(), [])

	def test_a_visit_and_help_beside_the_plan_give_nothing_of_it(self):
		plan = self.agreed("Income", "Income")
		for values in ({"kind": "Visit", "plan": plan.name}, {"plan": plan.name}, {}):
			log = make_help(self.household, **values)
			self.assertIsNone(log.plan_item)
		self.assertEqual(self.due(plan), add_days(today(), 1))

	def test_help_stays_though_the_district_takes_the_item_out(self):
		plan = self.agreed("Income", "Education")
		log = make_help(self.household, plan_item=plan.items[0].name, dimension=None)
		frappe.db.delete("Help Plan Item", {"name": plan.items[0].name})
		self.withdraw(log)
		self.assertEqual((log.status, log.plan_item, log.plan), ("Withdrawn", None, plan.name))

	def test_what_is_not_agreed_for_the_household_is_refused(self):
		draft = make_plan(self.household)
		strange = self.agreed(household=make_household())
		mine = self.agreed("Education")
		for values in (
			{"plan_item": draft.items[0].name},
			{"plan_item": strange.items[0].name},
			{"plan_item": "x"},
			{"plan_item": mine.items[0].name, "dimension": "Income"},
		):
			with self.subTest(values), self.assertRaises(HouseholdError):
				make_help(self.household, **values)
		log = make_help(self.household, plan_item=mine.items[0].name, dimension=None)
		self.assertEqual((log.plan, log.dimension), (mine.name, "Education"))

	def test_form_and_paper_show_what_was_given_beside_the_budget(self):
		plan = self.agreed("Income", "Education")
		make_help(self.household, plan=plan.name, value=1500.25)
		make_help(self.household, plan=plan.name, value=100, dimension="Health")
		with signed_in(self.officer):
			plan.run_method("onload")
			found = plan.get("__onload")
			self.assertEqual([(row.times, row.value) for row in found.agreed], [(1, 1500.25), (0, 0)])
			self.assertEqual(found.given_value, 1600.25)
			paper = frappe.get_print(plan.doctype, plan.name, "Help Plan")
		for text in ("รวมงบประมาณ ๔,๐๐๐.๐๐", "ช่วยเหลือตามแผนแล้ว ๑,๖๐๐.๒๕", "ยังไม่ได้รับ", "๑,๕๐๐.๒๕"):
			self.assertIn(text, paper)

	def test_who_reads_the_household_is_told_what_was_agreed(self):
		plan = self.agreed()
		with signed_in(self.officer):
			found = whose(self.household.name)["agreed"]
		self.assertEqual([row.name for row in found], [plan.items[0].name])
		with signed_in(make_officer("officer", OTHER)), self.assertRaises(frappe.PermissionError):
			whose(self.household.name)

	def test_plans_from_before_are_filled_in(self):
		plan = self.agreed("Income", "Education")
		log = make_help(self.household, plan=plan.name)
		frappe.db.set_value("Help Log", log.name, "plan_item", None)
		frappe.db.set_value("Help Plan", plan.name, "next_due_on", None)
		help_that_is_due.execute()
		self.assertEqual(frappe.db.get_value("Help Log", log.name, "plan_item"), plan.items[0].name)
		self.assertEqual(self.due(plan), add_days(today(), 2))


class TestPlansInStates(CONTestCase):
	def test_the_ladder_has_each_state(self):
		for state in ("Draft", "District Review", "Help Agreed"):
			self.assertEqual(make_plan_in(state).workflow_state, state)
