import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from unittest.mock import patch

import frappe
import frappe.client
import frappe.desk.reportview
from frappe.model.db_query import DatabaseQuery
from frappe.tests.utils import FrappeTestCase

from con_center import compat, seams
from con_center.compat import frappe_16
from con_center.organization.factories import make_officer, signed_in
from con_center.seams import queries, table
from con_center.tests.case import CONTestCase

# what has to stand before a list of any kind, and what adds the condition that is ours
GUARDS = (
	(frappe_16.get_query, frappe_16.get_permission_query_conditions)
	if compat.MAJOR >= 16
	else (queries.sanitize_fields, queries.get_permission_query_conditions)
)


class TestInstall(FrappeTestCase):
	def test_the_first_requests_of_a_process_put_it_in_place_once(self):
		"""Twice in place, ours would call itself instead of Frappe's."""
		together = Barrier(4)

		def put_in_place(_n):
			together.wait()
			seams.install()

		seams.install()
		ours = DatabaseQuery.build_and_run
		before = ours.of_frappe
		with patch.object(seams, "_installed", False), ThreadPoolExecutor(4) as threads:
			list(threads.map(put_in_place, range(4)))
		self.assertIs(DatabaseQuery.build_and_run, ours)
		self.assertIs(ours.of_frappe, before)
		self.assertIsNot(before, ours)


@contextmanager
def called():
	"""Collect the code of every function that is called meanwhile in this thread."""
	codes = set()
	sys.setprofile(lambda frame, event, _arg: codes.add(frame.f_code) if event == "call" else None)
	try:
		yield codes
	finally:
		sys.setprofile(None)


class TestLists(CONTestCase):
	"""The guard of lists stands on the class that Frappe really asks: in 16 it was another one, and nobody was told."""

	def test_every_way_to_a_list_passes_the_guard(self):
		ways = {
			"frappe.get_list": lambda: frappe.get_list("Committee"),
			"frappe.db.get_list": lambda: frappe.db.get_list("Committee"),
			"frappe.client.get_list": lambda: frappe.client.get_list("Committee"),
			"frappe.desk.reportview.execute": lambda: frappe.desk.reportview.execute(
				"Committee", fields=["name"]
			),
			"frappe.desk.reportview.get": list_of_the_desk,
			"frappe.desk.search.search_widget": lambda: frappe.get_attr("frappe.desk.search.search_widget")(
				"Committee", "x"
			),
			"document_list": document_list_of_rest,
		}
		with signed_in(make_officer("officer")):
			for name, way in ways.items():
				with self.subTest(way=name), called() as codes:
					way()
				for guard in GUARDS:
					self.assertIn(guard.__code__, codes, (name, guard.__name__))

	def test_columns_that_open_an_account_are_refused_in_every_place(self):
		filters = ({"api_key": "x"}, [["api_key", "=", "x"]], [["User", "api_key", "like", "x%"]])
		asked = (
			{"fields": ["api_key"]},
			{"fields": ["name as n", "reset_password_key as k"]},
			*({"filters": each} for each in filters),
			*({"or_filters": each} for each in filters),
			{"order_by": "api_key desc"},
			{"group_by": "api_key"},
		)
		with signed_in(make_officer("officer")):
			for arguments in asked:
				with self.subTest(arguments=arguments), self.assertRaises(queries.SecretError):
					frappe.get_list("User", **arguments)
			rows = frappe.get_list("User", fields=["*"], limit_page_length=2)
			self.assertTrue(rows and not any(set(row) & queries.SECRETS for row in rows))
			self.assertTrue(frappe.get_list("User", filters={"name": ["!=", "api_key"]}, limit_page_length=1))


def list_of_the_desk():
	frappe.local.form_dict = frappe._dict(doctype="Committee", fields='["name"]')
	return frappe.desk.reportview.get()


def document_list_of_rest():
	"""A list by the second version of REST, which asks by a way of its own in Frappe 16."""
	module = frappe.get_module("frappe.api.v2" if compat.MAJOR >= 16 else "frappe.client")
	if compat.MAJOR >= 16:
		return module.document_list("Committee")
	return module.get_list("Committee")


class TestTable(FrappeTestCase):
	def test_everything_is_in_its_place(self):
		"""A guard whose place a version of Frappe does not have is an error, not passed over."""
		seams.install()
		for place, ours, why in table.REPLACED:
			holder, name = seams._find(place)
			with self.subTest(place=place):
				self.assertIs(vars(holder)[name], seams._named(ours))
				self.assertTrue(why)
		gone = ("frappe.model.document.Document.was_never_there", "con_center.entry.documents.insert", "test")
		with patch.object(table, "REPLACED", (gone,)), self.assertRaises(seams.SeamMissing):
			seams._put_all()
