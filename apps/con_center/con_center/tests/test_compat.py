"""What is only there for one version of Frappe works in all of them, or stays out of the way."""

import frappe

from con_center.appointments.factories import make_order
from con_center.approval.decision import UndecidedChangeError
from con_center.compat import MAJOR, workflow_16
from con_center.compat.aggregates import aggregate
from con_center.organization.factories import make_officer, make_user, signed_in
from con_center.tests.case import CONTestCase


class TestCompat(CONTestCase):
	def test_whether_a_workflow_asks_twice_is_told_to_whom_it_governs(self):
		asked = {"doctype": "Workflow", "fieldname": workflow_16.ASKED}
		of_orders = frappe.as_json({"document_type": "Appointment Order"})
		with signed_in(make_officer("officer")):
			self.assertEqual(workflow_16.get_value(**asked, filters=of_orders), {workflow_16.ASKED: 0})
			for filters in ({"document_type": "Server Script"}, {"name": "x"}, "x", ["x"], None):
				with self.subTest(filters=filters), self.assertRaises(frappe.PermissionError):
					workflow_16.get_value(**asked, filters=filters)
			with self.assertRaises(frappe.PermissionError):
				workflow_16.get_value("Workflow", "document_type", of_orders)
		with signed_in(make_user("without.posts")), self.assertRaises(frappe.PermissionError):
			workflow_16.get_value(**asked, filters=of_orders)
		hook = frappe.get_hooks("override_whitelisted_methods").get("frappe.client.get_value", [])
		self.assertEqual(bool(hook), MAJOR >= 16)

	def test_a_draft_is_not_discarded_past_its_ladder(self):
		order = make_order()
		with self.assertRaises(UndecidedChangeError):
			order.run_method("before_discard")
		if MAJOR >= 16:
			with self.assertRaises(UndecidedChangeError):
				order.discard()
		order.reload()
		self.assertEqual((order.docstatus, order.workflow_state), (0, "Draft"))

	def test_a_list_is_asked_for_a_number_as_each_frappe_takes_it(self):
		with signed_in(make_officer("officer")):
			rows = frappe.get_list(
				"CON Center",
				fields=["level", aggregate("count", "*", "number"), aggregate("max", "name", "last")],
				group_by="level",
				order_by=None,
			)
			names = frappe.get_list("CON Center", pluck="name", limit_page_length=0)
		self.assertEqual(sum(row.number for row in rows), len(names))
		self.assertEqual(max(row.last for row in rows), max(names))
