"""A client whose requests go Frappe's whole way, inside of the test's own transaction: nothing it does is kept.

Frappe's application itself takes a new connection for each request, which would not see what a test has made.
"""

import inspect
import json
from contextlib import contextmanager
from typing import NamedTuple
from unittest.mock import MagicMock, patch

import frappe
import frappe.api
import frappe.app
import frappe.handler
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

BEGINNING, COMMITTED = "before_requests", "committed_by_requests"


class Answer(NamedTuple):
	"""What came back: the HTTP status, the body as read from JSON, and the sentences that the user would see."""

	status: int
	body: dict
	messages: list[str]
	error: str


def send(
	method: str, path: str, /, body=None, raw: str | None = None, headers: dict | None = None, **form
) -> Answer:
	"""Send a request of the session user: `body` as JSON, `raw` as it is but called JSON, else a form."""
	sent = {"query_string" if method == "GET" else "data": form}
	if raw is not None or body is not None:
		sent = {"data": json.dumps(body) if raw is None else raw, "content_type": "application/json"}
	builder = EnvironBuilder(
		path=path, method=method, headers={"Accept": "application/json", **(headers or {})}, **sent
	)
	return _answer(Request(builder.get_environ()))


def _answer(request: Request) -> Answer:
	_forget()
	error = ""
	frappe.local.request = request
	frappe.local.is_ajax = True
	if hasattr(frappe.local, "http_request"):
		del frappe.local.http_request
	try:
		frappe.app.make_form_dict(request)
		frappe.local.http_request = object()
		for hook in frappe.get_hooks("before_request"):
			frappe.call(hook)
		for hook in frappe.get_hooks("auth_hooks"):
			frappe.get_attr(hook)()
		response = _handle(request)
	except Exception as raised:
		error = f"{type(raised).__name__}: {str(raised)[:200]}"
		response = frappe.app.handle_exception(raised)
		frappe.db.rollback()
	frappe.app.run_after_request_hooks(request, response)
	body = json.loads(response.get_data()) if response.mimetype == "application/json" else {}
	return Answer(response.status_code, body, _messages(body), error)


def _handle(request: Request):
	if frappe.form_dict.cmd:
		# the newer Frappe leaves the answer to its application
		return frappe.handler.handle() or frappe.utils.response.build_response("json")
	handle = frappe.api.handle
	return handle(request) if inspect.signature(handle).parameters else handle()


def _messages(body: dict) -> list[str]:
	held = [json.loads(message) for message in json.loads(body.get("_server_messages") or "[]")]
	return [
		message["message"]
		for message in (*held, *body.get("errors", ()), *body.get("messages", ()))
		if message.get("message")
	]


def _forget() -> None:
	forget_replica()
	frappe.local.response = frappe._dict(docs=[])
	frappe.local.form_dict = frappe._dict()
	frappe.local.error_log, frappe.local.debug_log = [], []
	frappe.clear_messages()
	frappe.flags.error_message = None
	frappe.flags.currently_saving = []


@contextmanager
def taken_back():
	"""Let requests keep nothing beyond this: what they commit, a rollback of theirs leaves alone, and the end takes it back."""
	undo, begin = frappe.db.rollback, frappe.db.savepoint

	def commit():
		begin(COMMITTED)

	def rollback(*, save_point=None):
		undo(save_point=save_point or COMMITTED)

	begin(BEGINNING)
	begin(COMMITTED)
	# Frappe checks less in tests than in requests, and counts what may be called so often an hour by address
	frappe.flags.in_test = False
	frappe.local.request_ip = "127.0.0.1"
	try:
		with (
			patch.object(frappe.local, "session_obj", MagicMock(), create=True),
			patch.object(frappe.db, "commit", commit),
			patch.object(frappe.db, "rollback", rollback),
			patch.object(frappe, "enqueue"),
			patch("frappe.utils.background_jobs.enqueue"),
			patch("frappe.sendmail"),
		):
			yield
	finally:
		frappe.flags.in_test = True
		undo(save_point=BEGINNING)
		_forget()


@contextmanager
def read_from_replica():
	"""Let what Frappe reads from a replica come from a second connection: it cannot write, and sees what a test has made."""
	connect = frappe.connect_replica
	conf = frappe.local.conf
	switched = []

	def connect_replica() -> bool:
		if not connect():
			return False
		for sql in ("transaction isolation level read uncommitted", "transaction read only"):
			frappe.db.sql(f"set session {sql}")
		switched.append(frappe.db)
		return True

	of_primary = {"replica_host": conf.db_host or "127.0.0.1", "replica_db_port": conf.db_port}
	with (
		patch.dict(conf, {"read_from_replica": 1, **of_primary}),
		patch.object(frappe, "connect_replica", connect_replica),
	):
		try:
			yield switched
		finally:
			forget_replica()


def forget_replica() -> None:
	"""A request connects to a replica once: the next one anew."""
	for name in ("replica_db", "primary_db"):
		if hasattr(frappe.local, name):
			delattr(frappe.local, name)


def start_anew() -> None:
	"""Inside of taken_back: undo what the requests have done so far."""
	frappe.db.rollback(save_point=BEGINNING)
	frappe.db.commit()
