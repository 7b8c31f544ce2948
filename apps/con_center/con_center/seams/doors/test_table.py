"""The table of doors knows all that clients may call in the installed version of Frappe, and the paths to it."""

import re
from pathlib import Path
from unittest.mock import patch

import frappe
import frappe.api
from frappe.tests.utils import patch_hooks
from frappe.website.path_resolver import PathResolver
from frappe.website.router import get_pages
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from con_center.organization.factories import make_deputy, make_officer, signed_in
from con_center.seams import doors
from con_center.seams.doors import pages
from con_center.seams.doors.asked import asked_for
from con_center.seams.doors.table import CLOSED_TO_ALL, FOR_GUESTS, OPEN
from con_center.tests.case import CONTestCase
from con_center.tests.walking import whitelisted

CLOSED = Path(doors.__file__).with_name("closed.txt")
# rooms of the socket: the server asks before who joins may read, or tells no content
ROOMS = {
	"doc_open": "asks for the right to the document",
	"doc_close": "leaves",
	"doc_subscribe": "asks for the right to the document",
	"doc_unsubscribe": "leaves",
	"doctype_subscribe": "asks for the right to the DocType; says which documents have changed, by name",
	"doctype_unsubscribe": "leaves",
	"disconnect": "leaves",
	"open_in_editor": "developers' machines alone",
	"ping": "no content",
	"progress_subscribe": "how far a job is, by an id that its starter has",
	"task_subscribe": "how far a job is, by an id that its starter has",
	"task_unsubscribe": "leaves",
}
ROUTES = {
	"/api/resource/<doctype>",
	"/api/resource/<doctype>/<path:name>/",
	"/api/method/<path:method>",
	"/api/v2/method/login",
	"/api/v2/method/logout",
	"/api/v2/method/ping",
	"/api/v2/method/upload_file",
	"/api/v2/method/<method>",
	"/api/v2/method/run_doc_method",
	"/api/v2/method/<doctype>/<method>",
	"/api/v2/document/<doctype>",
	"/api/v2/document/<doctype>/<path:name>/",
	"/api/v2/document/<doctype>/<path:name>/copy",
	"/api/v2/document/<doctype>/<path:name>/method/<method>/",
	"/api/v2/doctype/<doctype>/meta",
	"/api/v2/doctype/<doctype>/count",
}


def closed() -> set[str]:
	return set(CLOSED.read_text().split())


class TestTable(CONTestCase):
	def test_every_function_has_been_looked_at(self):
		"""A new version of Frappe brings functions that nobody has looked at: they are closed, and named here."""
		walked = {n for n in (*whitelisted(), *whitelisted(methods=True)) if not n.startswith(doors.OURS)}
		known = {*OPEN, *CLOSED_TO_ALL, *closed()}
		self.assertEqual(walked - known, set(), "look at each: open it in table.py, or name it in closed.txt")
		as_is = {name for name in walked if OPEN.get(name) == ()}
		checked = {name for name in walked if OPEN.get(name)}
		print(
			f"\ndoors of Frappe {frappe.__version__}: {len(as_is)} open as they are, {len(checked)} behind checks,"
			f" {len(walked - as_is - checked)} closed"
		)
		self.assertGreater(len(walked), 400)

	def test_what_the_desk_needs_is_open(self):
		"""`desk.txt` is what officers' desks were seen to call while tests/browser walked through their work."""
		needed = Path(doors.__file__).with_name("desk.txt").read_text().split("\n")
		shut = {door for door in needed if door and door not in OPEN and not doors.opened_by_its_makers(door)}
		self.assertEqual(shut, set())
		self.assertGreater(len(needed), 50)

	def test_none_is_open_and_closed(self):
		self.assertEqual(closed() & OPEN.keys(), set())
		self.assertEqual(CLOSED_TO_ALL & OPEN.keys(), set())
		self.assertLessEqual(FOR_GUESTS, OPEN.keys())

	def test_guests_get_in_where_frappe_lets_them(self):
		walked = whitelisted()
		shut = {name for name in FOR_GUESTS & walked.keys() if walked[name] not in frappe.guest_methods}
		self.assertEqual(shut, set())


class TestPaths(CONTestCase):
	"""Whatever way Frappe reads the address of a request, the table reads it the same way."""

	def asked(self, verb: str, address: str, form: dict) -> str | None:
		frappe.local.request = Request(EnvironBuilder(path=address, method=verb).get_environ())
		frappe.local.form_dict = frappe._dict(form)
		try:
			return asked_for()
		finally:
			frappe.local.form_dict = frappe._dict()

	def test_every_address(self):
		get = "frappe.client.get"
		for verb, address, form, expected in (
			("POST", "/", {"cmd": get}, get),
			("GET", "/app", {"cmd": get}, get),
			("GET", "/api/method/ping", {"cmd": get}, get),
			("GET", f"/api/method/{get}", {}, get),
			("GET", f"/api/method/{get}/", {}, get),
			("GET", f"/api/method/{get}/more/of/it", {}, get),
			("GET", f"/api/v1/method/{get}", {}, get),
			("GET", f"/api/v2/method/{get}", {}, get),
			("GET", "/api/method/%66rappe.client.get", {}, get),
			("POST", "/api/method/upload_file", {}, "frappe.handler.upload_file"),
			("GET", "/api/v2/method/ping", {}, "frappe.handler.ping"),
			("POST", "/api/method/run_doc_method", {"dt": "User", "method": "x"}, "User/x"),
			("POST", "/api/method/run_doc_method", {"docs": '{"doctype": "User"}', "method": "x"}, "User/x"),
			("POST", "/", {"cmd": "frappe.handler.runserverobj", "dt": "User", "method": "x"}, "User/x"),
			(
				"POST",
				"/api/v2/method/run_doc_method",
				{"document": '{"doctype": "User"}', "method": "x"},
				"User/x",
			),
			("GET", "/api/v2/method/User/get_timezones", {}, "frappe.core.doctype.user.user.get_timezones"),
			("POST", "/api/resource/User/a@b.c", {"run_method": "x"}, "User/x"),
			("GET", "/api/resource/User/a@b.c", {"run_method": "x"}, "User/x"),
			("GET", "/api/v1/resource/User/a/b", {"run_method": "x"}, "User/x"),
			("POST", "/api/resource/User/a@b.c/", {}, "User/None"),
			("POST", "/api/v2/document/User/a/b/method/x/", {}, "User/x"),
			("GET", "/api/resource/User", {}, "frappe.api.document_list"),
			("GET", "/api/v2/document/User/", {}, "frappe.api.document_list"),
			("GET", "/api/v2/document/User/a/b/copy", {}, "frappe.api.v2.copy_doc"),
			("GET", "/api/resource/User/a@b.c", {}, None),
			("PUT", "/api/resource/User/a@b.c", {}, None),
			("POST", "/api/resource/User", {}, None),
			("GET", "/app/user", {}, None),
			("GET", "/private/files/x", {}, None),
		):
			with self.subTest(address=address, form=form):
				self.assertEqual(self.asked(verb, address, form), expected)

	def test_no_route_is_unknown(self):
		rules = getattr(frappe.api, "API_URL_MAP", None)
		found = {rule.rule.replace("/api/v1/", "/api/") for rule in rules.iter_rules()} if rules else set()
		self.assertLessEqual(found, ROUTES)

	def test_no_room_is_unknown(self):
		folder = Path(frappe.get_app_path("frappe")).parent
		scripts = [*folder.glob("realtime/handlers/*.js"), *folder.glob("socketio.js")]
		events = {event for s in scripts for event in re.findall(r'socket\.on\(\s*"(\w+)"', s.read_text())}
		self.assertTrue(scripts)
		self.assertEqual(events - ROOMS.keys(), set())

	def test_functions_of_ours_are_ours(self):
		"""What a module of ours has imported is Frappe's, by whatever name it is called."""
		for door, expected in (
			("con_center.overview.year.of_center", True),
			("con_center.approval.log.require_doctype", True),
			("con_center.tests.test_scope_matrix.get_workflow", False),
			("con_center.seams.doors.answers.get_chart", False),
			("con_center.no.such.module", False),
			("con_center", False),
			("Committee/submit", True),
			("User/submit", False),
		):
			with self.subTest(door=door):
				self.assertEqual(doors.is_ours(door), expected)

	def test_nobody_decides_in_another_name(self):
		door = "frappe.core.doctype.user.user.impersonate"
		for user in ("Administrator", make_officer("officer")):
			with signed_in(user), self.assertRaises(doors.ClosedDoorError):
				doors.check(door)

	def test_another_app_opens_its_own_doors(self):
		with signed_in(make_officer("officer")):
			with self.assertRaises(doors.ClosedDoorError):
				doors.check("another.app.function")
			with patch_hooks({"con_center_open_doors": ["another.app.function"]}):
				doors.check("another.app.function")


class TestPages(CONTestCase):
	def found(self, path: str) -> bool:
		frappe.local.request = Request(EnvironBuilder(path=f"/{path}").get_environ())
		return type(PathResolver(path).resolve()[1]).__name__ not in ("NotFoundPage", "ClosedPage")

	def test_a_guest_finds_what_lets_him_in(self):
		with signed_in("Guest"):
			found = {path for path in get_pages() if self.found(path)}
			self.assertLessEqual(found, pages.FOR_ALL | pages.DESK)
			self.assertTrue(self.found("login"))
			self.assertFalse(self.found("printview"))
			self.assertFalse(self.found("Committee/x"))

	def test_an_officer_finds_what_the_desk_opens(self):
		with signed_in(make_officer("officer")):
			found = {path for path in get_pages() if self.found(path)}
			self.assertLessEqual(found, pages.FOR_ALL | pages.DESK | pages.FOR_USERS)
			self.assertFalse(self.found("printview"))
			with patch.object(frappe.local, "form_dict", frappe._dict(doctype="Meeting", name="x")):
				self.assertTrue(self.found("printview"))

	def test_who_has_no_post_in_force_finds_no_desk(self):
		with signed_in(make_deputy()):
			self.assertFalse(pages.is_open("app") or pages.is_open("desk") or pages.is_open("printview"))
			self.assertTrue(pages.is_open("login"))

	def test_what_an_administrator_publishes_is_found(self):
		frappe.get_doc({"doctype": "Web Page", "title": "x", "route": "x-of-the-office", "published": 1, "content_type": "HTML", "main_section_html": "x"}).insert()  # fmt: skip
		with signed_in("Guest"):
			self.assertTrue(self.found("x-of-the-office"))
