"""What is told while a server is away; how it looks from outside is tested in tests/faults."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from unittest import mock

import frappe
import frappe.app
import redis
from frappe.tests.utils import FrappeTestCase
from frappe.website.serve import get_response
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request, Response

from con_center import seams
from con_center.compat.drivers import errors
from con_center.seams import outage
from con_center.seams.service_pages import AWAY


def full_disk() -> OSError:
	"""Return what Python says where a disk is full."""
	try:
		with open("/dev/full", "wb", buffering=0) as file:
			file.write(b"x")
	except OSError as error:
		return error
	raise AssertionError("/dev/full has taken something")


def of_several(error: redis.exceptions.ResponseError) -> redis.exceptions.ResponseError:
	"""Return the error as redis-py raises it of commands that were sent together, as a job is queued."""
	redis.Redis().pipeline().annotate_exception(error, 1, ("SADD", "rq:queues", "NOREPLICAS"))
	return error


class TestOutage(FrappeTestCase):
	def test_servers_that_are_away_are_told_from_mistakes(self):
		away = (
			*(
				error(number, "gone")
				for error in errors("OperationalError")
				for number in (2003, 1927, 1047, 1114)
			),
			*(error(0, "") for error in errors("InterfaceError")),
			redis.exceptions.ConnectionError("refused"),
			redis.exceptions.BusyLoadingError("loading"),
			redis.exceptions.ReadOnlyError("You can't write against a read only replica."),
			redis.exceptions.ResponseError("NOREPLICAS Not enough good replicas to write."),
			of_several(redis.exceptions.ResponseError("NOREPLICAS Not enough good replicas to write.")),
			redis.exceptions.ResponseError("MISCONF Errors writing to the AOF file: No space left on device"),
			full_disk(),
		)
		for error in away:
			self.assertTrue(outage.is_outage(error), error)
			try:
				raise ValueError from error
			except ValueError as later:
				self.assertTrue(outage.is_outage(later), error)
		for error in (
			None,
			*(error(number, "wrong") for error in errors("OperationalError") for number in (1213, 1054)),
			frappe.ValidationError("wrong"),
			ConnectionError("some other server"),
			FileNotFoundError(2, "No such file"),
			redis.exceptions.ResponseError("WRONGTYPE Operation against a key"),
			of_several(redis.exceptions.ResponseError("WRONGTYPE Operation against a key")),
		):
			self.assertFalse(outage.is_outage(error), error)

	def test_an_application_that_fails_is_answered_for(self):
		error = errors("OperationalError")[-1](2013, "lost")
		for headers, kind in (
			({"HTTP_ACCEPT": "text/html", "PATH_INFO": "/app"}, "text/html"),
			({"HTTP_ACCEPT": "*/*", "PATH_INFO": "/api/resource/ToDo"}, "application/json"),
			(
				{"PATH_INFO": "/", "HTTP_X_REQUESTED_WITH": "XMLHttpRequest", "HTTP_ACCEPT": "*/*"},
				"application/json",
			),
		):
			with (
				self.subTest(headers=headers),
				mock.patch.object(outage, "drop_connection"),
				mock.patch.object(frappe, "destroy"),
			):
				start = mock.Mock()
				body = b"".join(
					outage.guarded(mock.Mock(side_effect=error))({"REQUEST_METHOD": "GET", **headers}, start)
				)
				status, sent = start.call_args.args
				sent = dict(sent)
				self.assertTrue(status.startswith("503"))
				self.assertEqual(sent["Retry-After"], str(outage.RETRY_SECONDS))
				self.assertTrue(sent["Content-Type"].startswith(kind))
				text = body.decode()
				if kind == "application/json":
					text = json.loads(json.loads(json.loads(text)["_server_messages"])[0])["message"]
				self.assertIn(AWAY.lines[0], text)

	def test_a_commit_that_a_cluster_refuses_is_answered_for(self):
		start = mock.Mock()
		app = mock.Mock(
			side_effect=frappe.QueryDeadlockError(errors("OperationalError")[0](1213, "Deadlock"))
		)
		with mock.patch.object(outage, "drop_connection"), mock.patch.object(frappe, "destroy"):
			body = b"".join(
				outage.guarded(app)({"REQUEST_METHOD": "POST", "HTTP_ACCEPT": "text/html"}, start)
			)
		self.assertTrue(start.call_args.args[0].startswith("503"))
		self.assertIn(AWAY.lines[0], body.decode())

	def test_who_waited_for_others_is_told_to_try_again(self):
		# as Frappe raises it
		waited = frappe.QueryTimeoutError("Lock wait timeout exceeded")
		waited.__cause__ = errors("OperationalError")[-1](1205, "Lock wait timeout exceeded")
		for accept, kind in (("text/html", "text/html"), ("application/json", "application/json")):
			request = mock.Mock(environ={"HTTP_ACCEPT": accept})
			with (
				mock.patch.object(outage, "drop_connection"),
				mock.patch.object(frappe.local, "request", request, create=True),
			):
				answer = outage.handle_exception(waited)
			self.assertEqual((answer.status_code, answer.mimetype), (503, kind))

	def test_the_page_for_nginx_is_the_same(self):
		with open(
			frappe.get_app_path("con_center", "public", "con_center_away.html"), encoding="utf-8"
		) as file:
			self.assertEqual(file.read(), AWAY.as_page())

	def test_where_frappe_cannot_tell_of_an_error_it_is_answered_for(self):
		"""What failed names no server, as Redis is back by then; else the user had the web server's English words."""
		with (
			mock.patch.object(outage.handle_exception, "of_frappe", side_effect=AttributeError),
			mock.patch.object(outage, "let_go", return_value="away"),
			self.assertLogs("gunicorn.error", "ERROR") as logged,
		):
			self.assertEqual(outage.handle_exception(ValueError()), "away")
		self.assertIn("AttributeError", logged.output[0])

	def test_what_fails_as_redis_comes_back_says_so(self):
		"""Frappe 16 goes on without what it could not look up: its error names no server."""
		for seconds, url, expected in (
			(3, None, 503),
			(3600, None, 500),
			(3600, "redis://127.0.0.1:1", 503),
		):
			for accept in ("text/html", "application/json"):
				failed = Response("x", 500, mimetype=accept)
				with (
					self.subTest(seconds=seconds, url=url, accept=accept),
					mock.patch.object(redis.Redis, "info", return_value={"uptime_in_seconds": seconds})
					if not url
					else mock.patch.dict(frappe.conf, redis_cache=url),
				):
					outage.look_over(failed, {"HTTP_ACCEPT": accept})
					self.assertEqual((failed.status_code, failed.mimetype), (expected, accept))
					self.assertEqual("Retry-After" in failed.headers, expected == 503)

	def test_a_page_that_fails_as_the_database_goes_says_so(self):
		seams.install()
		frappe.local.request = Request(
			EnvironBuilder("/check", headers={"Accept": "text/html"}).get_environ()
		)
		self.addCleanup(delattr, frappe.local, "request")

		def asked(error: Exception) -> Response:
			with (
				mock.patch("con_center.www.check.get_context", side_effect=error),
				mock.patch.object(outage, "drop_connection"),
			):
				try:
					return get_response("check")
				except Exception as escaped:
					return outage.handle_exception(escaped)

		for error in (
			errors("OperationalError")[-1](2013, "lost"),
			errors("OperationalError")[-1](1205, "waited in vain"),
			frappe.QueryDeadlockError(1213, "deadlock"),
		):
			answer = asked(error)
			self.assertEqual(
				(answer.status_code, answer.get_data(as_text=True)), (503, AWAY.as_page()), error
			)
			self.assertIn("Retry-After", answer.headers)
		self.assertEqual(asked(ValueError("wrong")).status_code, 500)

	def test_mistakes_go_their_way(self):
		with self.assertRaises(ValueError):
			outage.guarded(mock.Mock(side_effect=ValueError))({}, mock.Mock())

	def test_frappe_asks_here_first(self):
		seams.install()
		self.assertIs(frappe.app.handle_exception, outage.handle_exception)
		self.assertNotEqual(outage.handle_exception.of_frappe, outage.handle_exception)


class TestSeams(FrappeTestCase):
	def test_the_first_requests_of_a_process_may_come_at_once(self):
		"""Else what two threads put in the place of Frappe's would call itself for ever."""
		put, met = [], Barrier(8)

		def slowly(*arguments):
			time.sleep(0.001)
			put.append(arguments)

		def install(_number):
			met.wait()
			seams.install()

		with (
			mock.patch.object(seams, "_put", side_effect=slowly),
			mock.patch.object(seams, "_installed", False),
			ThreadPoolExecutor(8) as pool,
		):
			list(pool.map(install, range(8)))
		self.assertTrue(put)
		self.assertEqual(len({(place, name) for place, name, _ours in put}), len(put))
