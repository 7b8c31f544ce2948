"""What users are told while the database or Redis is away: a short page in Thai, HTTP 503, and when to try again.

Frappe looks up settings in order to say that something failed, and fails at that, too: what escapes from it is the web
server's own "Internal Server Error". So there are two places. `handle_exception` stands before Frappe's answer to an
error (seams/table.py), in any bench, from a worker's first request on. `guarded` wraps the whole application, for what escapes even so
(a commit that fails, a worker's first request): gunicorn serves it with what is around it (`con_center.wsgi`).

The texts stand in service_pages.py in both languages: nothing can be looked up, neither the user's language nor a translation.
"""

import logging
from collections.abc import Callable, Iterable
from contextlib import suppress

import frappe
import frappe.app
import redis
from werkzeug.wrappers import Response

from con_center.compat.drivers import errors
from con_center.seams import NO_ROOM, is_here
from con_center.seams.redis_client import client
from con_center.seams.refusals import refused
from con_center.seams.service_pages import AWAY

RETRY_SECONDS = 15
TOLD = {"Retry-After": str(RETRY_SECONDS), "Cache-Control": "no-store"}
# a request that was under way when Redis went has failed by then
BEGUN_SECONDS = 10
# where gunicorn writes what escapes
LOG = logging.getLogger("gunicorn.error")
# MariaDB: no connection to be had, too many of them, shutting down, gone, lost, killed; 1047: a node of a cluster that has
# lost the majority answers nothing else; 1021, 1114: its disk is full; 1205: it waited in vain for what somebody else, who
# may be gone, has locked
GONE = {1021, 1040, 1047, 1053, 1114, 1129, 1203, 1205, 1927, 2002, 2003, 2006, 2013, 2055}
# what redis-py writes before the words of Redis, where several commands were sent at once
OF_SEVERAL = "of pipeline caused error: "
# a Redis that another one is about to replace, or has replaced; one that cannot write, or has no memory left
REFUSING = ("READONLY", "NOREPLICAS", "MASTERDOWN", "MISCONF", "OOM")


def is_outage(error: BaseException | None) -> bool:
	"""Tell whether an error, or one that it followed from, says that a server behind the site is away, a disk full, or a lock not to be had."""
	seen = set()
	while error is not None and id(error) not in seen:
		seen.add(id(error))
		if isinstance(error, redis.exceptions.ConnectionError | redis.exceptions.TimeoutError):
			return True
		if isinstance(error, redis.exceptions.ResponseError) and is_refused(error):
			return True
		if isinstance(error, OSError) and error.errno in NO_ROOM:
			return True
		# the drivers say (0, "") of a connection that has been closed
		if isinstance(error, errors("InterfaceError")) and (not error.args or error.args[0] == 0):
			return True
		if isinstance(error, errors("OperationalError")) and error.args and error.args[0] in GONE:
			return True
		error = error.__cause__ or error.__context__
	return False


def is_refused(error: redis.exceptions.ResponseError) -> bool:
	# of READONLY redis-py makes a class, and takes the word away
	said = str(error).rpartition(OF_SEVERAL)[2]
	return isinstance(error, redis.exceptions.ReadOnlyError) or said.startswith(REFUSING)


def answer(as_json: bool) -> Response:
	"""Return the answer: what the desk shows as a message, else a page of its own."""
	if as_json:
		response = Response(AWAY.as_json("SystemAwayError"), 503, mimetype="application/json")
	else:
		response = Response(AWAY.as_page(), 503, mimetype="text/html")
	response.headers.update(TOLD)
	return response


def wants_json(environ: dict) -> bool:
	"""Tell whether the desk, or a program, asks: Frappe's own rule for errors."""
	accept = environ.get("HTTP_ACCEPT") or ""
	is_ajax = environ.get("HTTP_X_REQUESTED_WITH") == "XMLHttpRequest"
	is_api = environ.get("PATH_INFO", "").startswith("/api/") and not accept.startswith("text")
	return bool(accept and (is_ajax or "application/json" in accept)) or is_api


def handle_exception(error: Exception):
	"""Frappe's answer to an error, unless a server behind the site is away, or Frappe cannot give one.

	What keeps it from answering stands in the server's log.
	"""
	if is_outage(error) or (_is_taken_back(error) and not wants_json(frappe.local.request.environ)):
		return let_go()
	try:
		status = getattr(error, "http_status_code", 500)
		# in Frappe's words a browser is not told what to do
		is_told = status in (403, 404) and frappe.session.user and is_here()
		if is_told and not wants_json(frappe.local.request.environ):
			return refused(status)
		return handle_exception.of_frappe(error)
	except Exception as second:
		if not is_outage(second):
			LOG.exception("Frappe could not tell of an error")
		return let_go()


def init_context(self) -> None:
	"""Frappe's page for whatever failed while it made a page of the website, also one of the desk: an error of the server,
	and made without asking a database that is there again by now.
	"""
	error = getattr(self, "exception", None)
	if is_outage(error) or _is_taken_back(error):
		raise error
	init_context.of_frappe(self)


def _is_taken_back(error: BaseException | None) -> bool:
	"""Tell whether the database has ended the transaction for another one's sake: a node that leaves a cluster ends all."""
	return isinstance(error, frappe.QueryDeadlockError)


def look_over(response: Response, environ: dict) -> None:
	"""Let an answer that something failed say that the site is away, where Redis is, or was a moment ago.

	Frappe 16 goes on without what it cannot look up in Redis, and fails elsewhere, so that the error says nothing of it.
	"""
	if response.status_code < 500 or "Retry-After" in response.headers or not is_redis_away():
		return
	away = answer(wants_json(environ))
	response.set_data(away.get_data())
	response.status_code, response.mimetype = away.status_code, away.mimetype
	for name in TOLD:
		response.headers[name] = away.headers[name]


def is_redis_away() -> bool:
	"""Tell whether a Redis of the site does not answer now, or has begun anew so lately that what failed may come of that."""
	try:
		for which in ("cache", "queue"):
			with client(frappe.conf, which) as connection:
				if connection.info("server")["uptime_in_seconds"] <= BEGUN_SECONDS:
					return True
	except redis.exceptions.RedisError:
		return True
	return False


def let_go() -> Response:
	"""Answer, and keep Frappe from rolling back on a connection that is gone, which would fail again."""
	drop_connection()
	return answer(wants_json(frappe.local.request.environ))


def drop_connection() -> None:
	with suppress(*errors("Error")):
		if frappe.db:
			frappe.db.close()
	frappe.local.db = None


def guarded(app: Callable) -> Callable:
	"""Wrap a WSGI application: what escapes from it because a server is away is answered."""

	def application(environ: dict, start_response: Callable) -> Iterable[bytes]:
		try:
			return app(environ, start_response)
		except Exception as error:
			# a cluster may refuse a transaction at its commit, after which Frappe has no answer any more
			if not is_outage(error) and not _is_taken_back(error):
				raise
			drop_connection()
			frappe.destroy()
			return answer(wants_json(environ))(environ, start_response)

	return application


application = guarded(frappe.app.application)
