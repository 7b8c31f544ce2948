import frappe
from frappe.model.workflow import get_workflow

from con_center.appointments.factories import make_order
from con_center.approval.adding import StepError, add_step
from con_center.approval.decision import ReasonMissingError
from con_center.approval.factories import take_to as take
from con_center.approval.meaning import IN_FORCE, RETURNED, REVIEW, TO_SIGN, meaning
from con_center.organization.factories import OTHER, make_officer, make_user, signed_in
from con_center.tests.case import CONTestCase

ORDERS = "Appointment Order"
STEP = {
	"workflow": "Appointment Order Approval",
	"from_state": "District Review",
	"to_state": "Awaiting Signature",
	"name": "หัวหน้าตรวจทาน",
	"action": "ตรวจทานแล้ว",
	"allowed": "CON District Officer",
	"return_to": "Returned",
}


class TestAddingAStep(CONTestCase):
	def setUp(self):
		super().setUp()
		frappe.db.savepoint("adding")

	def tearDown(self):
		super().tearDown()
		frappe.db.rollback(save_point="adding")
		frappe.clear_cache()

	def test_it_is_shown_before_it_is_made(self):
		shown = add_step(**STEP)
		added = [
			state["name"] for state in shown["after"]["states"] if state not in shown["before"]["states"]
		]
		self.assertEqual(added, [STEP["name"]])
		ways = [(step["from"], step["to"]) for step in shown["after"]["steps"]]
		self.assertNotIn(("District Review", "Awaiting Signature"), ways)
		for way in (
			("District Review", STEP["name"]),
			(STEP["name"], "Awaiting Signature"),
			(STEP["name"], "Returned"),
		):
			self.assertIn(way, ways)
		self.assertNotIn(STEP["name"], [row.state for row in get_workflow(ORDERS).states])

	def test_documents_take_it(self):
		add_step(**STEP, save=1)
		self.assertEqual(meaning(ORDERS, STEP["name"]), REVIEW)
		order = make_order()
		with signed_in(make_officer("officer")):
			take(order, REVIEW)
		with signed_in(make_officer("district")):
			order = take(order, REVIEW)
		self.assertEqual(order.workflow_state, STEP["name"])
		with signed_in(make_officer("district", number=2)):
			self.assertRaises(ReasonMissingError, take, order, RETURNED)
			take(order, TO_SIGN)
		with signed_in(make_officer("chief")):
			self.assertEqual(take(order, IN_FORCE).docstatus, 1)

	def test_what_does_not_fit_is_refused_and_changes_nothing(self):
		before = get_workflow(ORDERS).modified
		for wrong in (
			{"workflow": "ไม่มี"},
			{"from_state": "Issued"},
			{"to_state": "District Review"},
			{"name": " "},
			{"name": "Returned"},
			{"action": " "},
			{"allowed": "Guest"},
			{"allowed": "ไม่มี"},
			{"return_to": "ไม่มี"},
		):
			with self.subTest(wrong=wrong), self.assertRaises(StepError):
				add_step(**{**STEP, **wrong}, save=1)
		self.assertEqual(frappe.db.get_value("Workflow", STEP["workflow"], "modified"), before)

	def test_it_is_the_administrators(self):
		strangers = [make_officer(kind, areas) for kind in ("district", "province") for areas in (OTHER,)]
		for user in (*strangers, make_officer("chief"), make_user("nobody"), "Guest"):
			with self.subTest(user=user), signed_in(user):
				self.assertRaises(frappe.PermissionError, add_step, **STEP, save=1)
		with signed_in(make_user("adder", roles=[{"role": "System Manager"}])):
			self.assertTrue(add_step(**STEP)["after"])
