import frappe

from con_center.approval.decision import decide
from con_center.approval.findings import OddDocumentError, WrongDocumentError
from con_center.households import cases
from con_center.households.factories import make_plan, make_plan_in, take, told
from con_center.households.test_cases import HouseholdTestCase
from con_center.organization.factories import signed_in
from con_center.tests.case import CONTestCase, links_of

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


class TestPlansInStates(CONTestCase):
	def test_the_ladder_has_each_state(self):
		for state in ("Draft", "District Review", "Help Agreed"):
			self.assertEqual(make_plan_in(state).workflow_state, state)
