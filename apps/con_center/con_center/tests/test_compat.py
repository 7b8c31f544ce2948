"""What is only there for one version of Frappe works in all of them, or stays out of the way."""

import frappe

from con_center.appointments.factories import make_order
from con_center.approval.decision import UndecidedChangeError
from con_center.compat import MAJOR
from con_center.compat.aggregates import aggregate
from con_center.organization.factories import make_officer, signed_in
from con_center.tests.case import CONTestCase


class TestCompat(CONTestCase):
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
