"""Files of what was issued before they were kept: some at a time, and nothing holds the others up."""

from contextlib import contextmanager
from types import SimpleNamespace
from unittest.mock import patch

import frappe

from con_center.appointments.factories import make_order, make_order_in
from con_center.committees.factories import make_committee
from con_center.correspondence.factories import make_letter_in
from con_center.issuing import later, making
from con_center.issuing.factories import IN_FORCE, blank_pdf
from con_center.organization.factories import OTHER
from con_center.printing.engine import PDFEngineMissing
from con_center.tests.case import CONTestCase, clear, links_of

test_ignore = links_of("Issued File")

ORDER = "Appointment Order"


class TestLater(CONTestCase):
	def setUp(self):
		super().setUp()
		frappe.db.savepoint("later")
		clear()
		# of what other tests have left on the site, nothing is looked at
		self.orders = [
			make_order_in("Issued"),
			make_order_in("Issued", committee=make_committee(OTHER["sub_district"])),
		]
		self.orders.sort(key=lambda order: order.name)
		self.begin_anew()

	def tearDown(self):
		frappe.db.rollback(save_point="later")
		self.begin_anew()
		super().tearDown()

	def begin_anew(self):
		frappe.cache.delete_value(later._place(ORDER))

	@contextmanager
	def running(self, **told):
		"""A run of the job: without ending the transaction of the test, over the orders of it."""
		frappe.cache.set_value(later._place(ORDER), self.before(), expires_in_sec=later.ROUND)
		with (
			patch.object(later, "kinds", return_value=[ORDER]),
			patch.object(frappe.db, "commit"),
			patch.object(frappe.db, "rollback"),
			patch.object(making, "print_with_code", return_value=blank_pdf()),
		):
			yield

	def before(self) -> str:
		"""Return what comes before these orders, and after those that other tests have left on the site."""
		name = self.orders[0].name
		return f"{name[:-1]}{chr(ord(name[-1]) - 1)}~"

	def have_file(self) -> list[bool]:
		return [
			bool(frappe.db.exists("Issued File", {"reference_name": order.name})) for order in self.orders
		]

	def test_what_is_in_force_gets_its_file_and_nothing_else(self):
		draft = make_order(make_committee("340105"))
		with self.running():
			later.make_missing()
		self.assertEqual(self.have_file(), [True, True])
		self.assertFalse(frappe.db.exists("Issued File", {"reference_name": draft.name}))
		with self.running(), patch.object(later, "make", side_effect=AssertionError):
			later.make_missing()

	def test_it_goes_on_where_it_ended(self):
		with (
			self.running(),
			patch.object(making, "time", SimpleNamespace(monotonic=iter((0, 1, later.SECONDS + 1)).__next__)),
		):
			later.make_missing()
		self.assertEqual(self.have_file(), [True, False])
		with (
			patch.object(later, "kinds", return_value=[ORDER]),
			patch.object(frappe.db, "commit"),
			patch.object(making, "print_with_code", return_value=blank_pdf()),
		):
			later.make_missing()
		self.assertEqual(self.have_file(), [True, True])

	def test_what_was_changed_past_the_decisions_holds_nobody_up(self):
		frappe.db.set_value(ORDER, self.orders[0].name, "subject", "อย่างอื่น")
		with self.running(), patch.object(frappe, "log_error") as logged:
			later.make_missing()
			self.assertIn(self.orders[0].name, str(logged.call_args_list))
			logged.reset_mock()
			# in the same round it is not tried again
			later.make_missing()
			self.assertFalse(logged.called)
		self.assertEqual(self.have_file(), [False, True])

	def test_where_nothing_can_be_printed_nothing_is_tried(self):
		with self.running(), patch.object(later, "make", side_effect=PDFEngineMissing) as made:
			later.make_missing()
		self.assertEqual(made.call_count, 1)

	def test_it_tells_how_far_it_is(self):
		before = later.progress()[ORDER]
		with self.running():
			later.make_missing()
		after = later.progress()[ORDER]
		self.assertEqual(after["kept"] - before["kept"], 2)
		self.assertEqual(before["missing"] - after["missing"], 2)

	def test_each_kind_that_leaves_the_house_is_looked_at(self):
		self.assertEqual(set(later.kinds()), set(IN_FORCE))

	def test_of_what_was_written_on_paper_the_paper_was_issued(self):
		letter = make_letter_in("Issued")
		self.assertIn(letter.name, later._names("Official Letter", letter.name[:-1]))
		frappe.db.set_value(letter.doctype, letter.name, "on_paper", 1)
		self.assertNotIn(letter.name, later._names("Official Letter", letter.name[:-1]))
