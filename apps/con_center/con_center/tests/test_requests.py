"""Requests that no function can take: each is answered with a 4xx and a sentence in Thai, and nothing is half-saved."""

import json
import re
from unittest.mock import patch

import frappe

from con_center import seams
from con_center.committees.factories import make_committee, make_members
from con_center.entry import answers, documents
from con_center.entry.documents import MOST_ROWS
from con_center.organization.factories import OWN, make_officer, signed_in
from con_center.tests.case import CONTestCase
from con_center.tests.client import send, taken_back

THAI = re.compile("[ก-๙]{4}")
ORGANIZATION = {
	"doctype": "Community Organization",
	"organization_name": "กลุ่มทดสอบ",
	"organization_type": "กลุ่มสตรี",
	"area": OWN["sub_district"],
}
LIST = "/api/method/frappe.client.get_list"


class RequestTestCase(CONTestCase):
	def setUp(self):
		super().setUp()
		seams.install()
		self.speak_thai()
		kept = taken_back()
		kept.__enter__()
		self.addCleanup(kept.__exit__, None, None, None)

	def assert_refused(self, answer, *words: str):
		self.assertTrue(400 <= answer.status < 500, answer)
		self.assertTrue(any(THAI.search(message) for message in answer.messages), answer)
		for word in words:
			self.assertTrue(any(word in message for message in answer.messages), answer)


class TestRequests(RequestTestCase):
	def test_a_body_that_is_no_json(self):
		for raw in ("{", "", "x", "7", '"x"', "[" * 100_000, '{"a":' * 5000):
			with self.subTest(raw=raw[:20]):
				answer = send("POST", "/api/resource/Committee", raw=raw)
				self.assertTrue(400 <= answer.status < 500, answer)
				self.assertTrue(any(THAI.search(message) for message in answer.messages), answer)

	def test_what_no_function_can_take(self):
		deep = "[" * 40 + "]" * 40
		for sent in (
			{"filters": {"area": float("nan")}},
			{"filters": '{"area": NaN}'},
			{"filters": '{"area": Infinity}'},
			{"filters": {"area": "\ud800"}},
			{"filters": '{"area": "\\udfff"}'},
			{"filters": {"area": "a\0b"}},
			{"filters": {"area": {}}},
			{"filters": {"area": ["=", {"x": 1}]}},
			{"filters": [["area", "in", 7]]},
			{"filters": 7},
			{"filters": "x"},
			{"filters": deep},
			{"filters": json.loads(deep)},
			{"limit_page_length": "x"},
			{"limit_start": -1},
			{"doctype": ["Committee"]},
			{"doctype": 7},
		):
			with self.subTest(sent=str(sent)[:80]):
				self.assert_refused(send("POST", LIST, {"doctype": "Committee", **sent}))

	def test_a_start_is_a_day_where_days_are_asked_for(self):
		"""Every page of the desk asks for the events of today."""
		for method in (
			"frappe.desk.doctype.event.event.get_events",
			"con_center.meetings.calendar.get_events",
		):
			answer = send("POST", f"/api/method/{method}", {"start": "2026-11-26", "end": "2026-11-27"})
			self.assertEqual(answer.status, 200, answer)

	def test_what_is_right_goes_through(self):
		for sent in (
			{"filters": {"area": OWN["sub_district"]}},
			{"filters": [["Committee", "area", "in", [OWN["sub_district"]]]]},
			{"filters": '{"area": ["like", "34%"]}', "limit_page_length": "5"},
			{"filters": {"term_start": ["between", ["2026-01-01", "2026-12-31"]]}},
			{"or_filters": [["area", "is", "set"]], "limit_start": 0},
		):
			with self.subTest(sent=sent):
				self.assertEqual(send("POST", LIST, {"doctype": "Committee", **sent}).status, 200)

	def test_filters_of_others_are_what_they_like(self):
		"""A report's filters are its own: several values of one, say."""
		sent = {"report_name": "Waiting for Me", "filters": {"kind": ["a", "b", "c"]}}
		answer = send("POST", "/api/method/frappe.desk.query_report.run", sent)
		self.assertNotIn("SentError", answer.error)

	def test_documents_that_are_none(self):
		for command in ("insert", "save", "submit", "insert_many", "bulk_update"):
			for sent in (None, "x", 7, [], ["x"], {}, {"doctype": {}}, {"doctype": "x"}, [[]]):
				for name in ("doc", "docs"):
					with self.subTest(command=command, sent=sent, name=name):
						self.assert_refused(
							send("POST", f"/api/method/frappe.client.{command}", {name: sent})
						)

	def test_a_kind_of_document_that_there_is_not(self):
		for way in ("resource/ไม่มี", "resource/ไม่มี/1", "resource/Committee/ไม่มี"):
			with self.subTest(way=way):
				self.assert_refused(send("GET", f"/api/{way}"))

	def test_a_method_that_there_is_not(self):
		for method in ("no_such_thing", "", 7, None):
			with self.subTest(method=method):
				sent = {"dt": "CON Center", "dn": OWN["sub_district"], "method": method}
				self.assert_refused(send("POST", "/api/method/run_doc_method", sent))

	def test_a_refusal_without_words_gets_some(self):
		for kind in (
			frappe.PermissionError,
			frappe.DoesNotExistError,
			frappe.TimestampMismatchError,
			frappe.LinkExistsError,
			frappe.DuplicateEntryError,
			frappe.ValidationError,
			frappe.DocumentLockedError,
			frappe.AuthenticationError,
		):
			with self.subTest(kind=kind.__name__), patch("frappe.client.get_list", side_effect=kind):
				self.assert_refused(send("GET", "/api/resource/Committee"))

	def test_what_an_error_says_is_not_said_twice(self):
		answer = send("POST", LIST, {"doctype": "Committee", "filters": 7})
		self.assertEqual(len(answer.messages), 1, answer)

	def test_words_are_found_for_every_kind_of_refusal(self):
		for kind in (frappe.PermissionError, frappe.ValidationError, frappe.exceptions.FrappeTypeError):
			self.assertRegex(answers.sentence_of(kind()), THAI)
		self.assertIsNone(answers.sentence_of(ZeroDivisionError()))


class TestRows(RequestTestCase):
	def test_too_many_are_refused_before_anything_is_done(self):
		committee = make_committee(user="Administrator")
		sent = json.loads(committee.as_json())
		sent["members"] = make_members(5000)
		for path, how in (
			("/api/method/frappe.client.save", {"doc": sent}),
			("/api/method/frappe.client.insert", {"doc": {**sent, "name": None}}),
		):
			with (
				patch.object(documents.insert, "of_frappe") as inserting,
				patch.object(documents.save, "of_frappe") as saving,
			):
				answer = send("POST", path, how)
			self.assert_refused(answer, "5000", str(MOST_ROWS), "กรรมการ")
			self.assertFalse(inserting.called or saving.called)


class TestLengths(RequestTestCase):
	"""A text is measured as it is stored: Frappe makes a few signs longer when it cleans it."""

	def test_what_fits_when_cleaned_is_stored_as_frappe_cleans_it(self):
		answer = send(
			"POST",
			"/api/resource/Community Organization",
			{**ORGANIZATION, "organization_name": "<b>ก & ข</b> < ค"},
		)
		self.assertEqual(answer.status, 200, answer)
		self.assertEqual(answer.body["data"]["organization_name"], "<b>ก &amp; ข</b> &lt; ค")

	def test_what_does_not_is_refused_with_the_reason(self):
		answer = send(
			"POST",
			"/api/resource/Community Organization",
			{**ORGANIZATION, "organization_name": "<b>" + "&" * 137},
		)
		self.assert_refused(answer, "วงเล็บมุม", "140")

	def test_long_texts_are_measured_in_what_the_column_holds(self):
		with signed_in(make_officer("officer")):
			sent = {"doctype": "Plan Project", "project_name": "x", "problem": "ก" * 21_846}
			self.assert_refused(send("POST", "/api/method/frappe.client.insert", {"doc": sent}), "21845")


class TestBulkUpdate(RequestTestCase):
	def test_what_fails_midway_leaves_nothing(self):
		names = [frappe.get_doc(ORGANIZATION).insert().name for _n in range(2)]
		docs = [
			{"doctype": "Community Organization", "docname": name, "organization_name": "ใหม่"}
			for name in names
		]
		fails = patch(
			"con_center.organization.doctype.community_organization.community_organization.CommunityOrganization.on_update",
			side_effect=frappe.ValidationError("x"),
			create=True,
		)
		with fails:
			answer = send("POST", "/api/method/frappe.client.bulk_update", {"docs": json.dumps(docs)})
		self.assertEqual(answer.status, 200, answer)
		self.assertEqual(len(answer.body["message"]["failed_docs"]), 2)
		self.assertNotIn("Traceback", str(answer.body))
		self.assertEqual(
			{frappe.db.get_value("Community Organization", name, "organization_name") for name in names},
			{"กลุ่มทดสอบ"},
		)
		answer = send("POST", "/api/method/frappe.client.bulk_update", {"docs": json.dumps(docs[:1])})
		self.assertEqual(answer.body["message"], {"failed_docs": []})


class TestNames(CONTestCase):
	def test_no_field_of_this_app_is_called_like_its_code(self):
		"""What is sent under the name of a method is let go: a field could not be called so."""
		for doctype in frappe.get_all(
			"DocType", filters={"module": ("in", frappe.get_module_list("con_center"))}, pluck="name"
		):
			controller = frappe.get_meta(doctype) and frappe.model.base_document.get_controller(doctype)
			# what is virtual is a property of the code, and is not sent
			fields = {field.fieldname for field in frappe.get_meta(doctype).fields if not field.is_virtual}
			with self.subTest(doctype=doctype):
				self.assertEqual(fields & documents.names_of_code(controller), set())
