"""Numbers under load: real processes, real transactions, one killed in the middle."""

import multiprocessing
import os
import signal
import time

import frappe

from con_center import numbering
from con_center.appointments.factories import make_order, make_order_in
from con_center.approval import log
from con_center.approval.decision import decide
from con_center.approval.factories import take
from con_center.committees.factories import make_committee
from con_center.organization.factories import OWN, make_officer, signed_in
from con_center.tests.case import CONTestCase, links_of

test_ignore = links_of("Document Number")

PROCESSES = 4
NUMBERS = 200


def _connect(site: str) -> None:
	frappe.init(site=site)
	frappe.connect()


def _give_many(site: str, how_many: int, kind_year: tuple[str, str]) -> None:
	_connect(site)
	kind, dated = kind_year
	for n in range(how_many):
		numbering.give(OWN["district"], kind, dated, "User", "Administrator")
		if n % 10 == 9:
			frappe.db.rollback()  # an issue that fails gives its number back
		else:
			frappe.db.commit()
	frappe.destroy()


def _issue_and_hang(site: str, order: str, user: str, reached: str) -> None:
	"""Issue the order, and stop for good where the number is given but nothing is committed."""
	_connect(site)
	frappe.set_user(user)
	doc = frappe.get_doc("Appointment Order", order)
	decide(doc.doctype, doc.name, "Sign and Issue", doc.modified, passing="ลองดู")
	with open(reached, "w") as file:
		file.write("issued, not committed")
	time.sleep(600)


class TestNumbers(CONTestCase):
	def test_they_run_by_issuer_kind_and_calendar_year(self):
		def give(issuer, kind, dated):
			return numbering.give(issuer, kind, dated, "User", "Administrator")

		self.assertEqual(give("3404", "Order", "2040-12-31"), "1/2583")
		self.assertEqual(give("3404", "Order", "2040-12-31"), "2/2583")
		self.assertEqual(give("3404", "Order", "2041-01-01"), "1/2584")
		self.assertEqual(give("3404", "Announcement", "2040-12-31"), "1/2583")
		self.assertEqual(give("3405", "Order", "2040-12-31"), "1/2583")

	def test_an_office_starts_at_a_given_number(self):
		with signed_in(make_officer("district")):
			frappe.get_doc(
				{
					"doctype": "Number Counter",
					"issuer": "3401",
					"kind": "Order",
					"year": 2551,
					"start_at": 111,
				}
			).insert()
		for expected in ("111/2551", "112/2551"):
			self.assertEqual(numbering.give("3401", "Order", "2008-03-19", "User", "Administrator"), expected)
		counter = frappe.get_doc("Number Counter", "3401-Order-2551")
		counter.start_at = 5
		with signed_in(make_officer("district")), self.assertRaises(numbering.NumberTakenError):
			counter.save()

	def test_a_cancelled_number_stays_on_record_and_taken(self):
		committee = make_committee(kind="Promoting Working Group")
		order = make_order(committee, instrument="Order", purpose="Appoint", dated="2041-02-01")
		order = take(
			order, ("officer", "Send Up"), ("district", "Check and Forward"), ("chief", "Sign and Issue")
		)
		self.assertEqual(order.number, "1/2584")
		order = take(order, ("chief", "Cancel Document", "ออกซ้ำ"))
		record = frappe.get_doc("Document Number", {"reference_name": order.name})
		self.assertEqual(
			(record.status, record.display, record.cancel_reason), ("Cancelled", "1/2584", "ออกซ้ำ")
		)
		self.assertEqual(
			numbering.give(order.issuer, "Order", "2041-03-01", "User", "Administrator"), "2/2584"
		)
		for change in (lambda: record.delete(), lambda: record.save()):
			with self.assertRaises(frappe.PermissionError):
				change()

	def test_an_announcement_may_have_no_number(self):
		self.assertFalse(make_order_in("Issued").number)


class TestNumbersUnderLoad(CONTestCase):
	def tearDown(self):
		super().tearDown()
		frappe.db.delete("Document Number", {"year": ("in", (2599, 2598))})
		frappe.db.delete("Number Counter", {"year": ("in", (2599, 2598))})
		frappe.db.commit()  # what other processes committed has to be removed for good

	def test_two_hundred_at_once_no_gap_no_repeat(self):
		context = multiprocessing.get_context("spawn")
		share = NUMBERS * 10 // 9 // PROCESSES + 1
		workers = [
			context.Process(target=_give_many, args=(frappe.local.site, share, ("Order", "2056-05-05")))
			for _n in range(PROCESSES)
		]
		for worker in workers:
			worker.start()
		for worker in workers:
			worker.join(300)
		self.assertEqual([worker.exitcode for worker in workers], [0] * PROCESSES)
		frappe.db.rollback()  # see what the others have committed
		given = frappe.get_all(
			"Document Number", filters={"year": 2599, "issuer": OWN["district"]}, pluck="number"
		)
		self.assertGreaterEqual(len(given), NUMBERS)
		self.assertEqual(sorted(given), list(range(1, len(given) + 1)))

	def test_a_worker_killed_while_issuing_leaves_nothing_half_done(self):
		committee = make_committee(kind="Promoting Working Group")
		order = make_order(committee, instrument="Order", purpose="Appoint", dated="2055-05-05")
		order = take(order, ("officer", "Send Up"), ("district", "Check and Forward"))
		frappe.db.commit()  # the other process has to see it
		reached = frappe.get_site_path("private", "files", f"{order.name}.reached")
		worker = multiprocessing.get_context("spawn").Process(
			target=_issue_and_hang, args=(frappe.local.site, order.name, make_officer("chief"), reached)
		)
		worker.start()
		try:
			self.wait_for(reached, worker)
			os.kill(worker.pid, signal.SIGKILL)
			worker.join(30)
			frappe.db.rollback()
			self.assertNotIssued(order)
			order = take(frappe.get_doc(order.doctype, order.name), ("chief", "Sign and Issue"))
			self.assertEqual(order.number, "1/2598")
			self.assertEqual(log.entries(order.doctype, order.name)[-1].to_state, "Issued")
		finally:
			os.path.exists(reached) and os.remove(reached)
			self.remove(order, committee)

	def wait_for(self, path: str, worker) -> None:
		deadline = time.monotonic() + 120
		while not os.path.exists(path):
			self.assertTrue(worker.is_alive(), "the worker ended before it issued")
			self.assertLess(time.monotonic(), deadline, "the worker did not issue in time")
			time.sleep(0.1)

	def assertNotIssued(self, order) -> None:
		stored = frappe.get_doc(order.doctype, order.name)
		self.assertEqual((stored.docstatus, stored.workflow_state), (0, "Awaiting Signature"))
		self.assertFalse(frappe.db.exists("Document Number", {"reference_name": order.name}))
		self.assertEqual(len(log.entries(order.doctype, order.name)), 2)
		self.assertEqual(frappe.db.get_value("Committee", order.committee, "status"), "Draft")

	def remove(self, order, committee) -> None:
		"""Take away what was committed; the log keeps its entries, as it must."""
		frappe.db.rollback()
		for doctype in ("Appointment Order", "Committee"):
			name = order.name if doctype == "Appointment Order" else committee.name
			for child in frappe.get_meta(doctype).get_table_fields():
				frappe.db.delete(child.options, {"parent": name})
			frappe.db.delete(doctype, {"name": name})
