"""Requests are counted by door and status, and timed by kind: never by the name of a document, a user or whatever else
somebody can make up. A request never fails for being counted.
"""

from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from threading import Lock
from time import perf_counter

import frappe
from prometheus_client import Counter, Histogram, values
from prometheus_client.registry import CollectorRegistry

from con_center.monitoring import catalogue, slots
from con_center.seams.doors.asked import LIST_BY_REST
from con_center.seams.doors.pages import FOR_ALL, FOR_USERS
from con_center.seams.doors.table import OPEN

# the aim is a step in less than a second
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
OTHER, METHOD, PAGE, DESK, FILE, LIST, READ, WRITE = (
	"other",
	"method",
	"page",
	"desk",
	"file",
	"list",
	"read",
	"write",
)
STEP, SAVE, PRINT = "step", "save", "print"
# what people wait for
KINDS = {
	"frappe.model.workflow.apply_workflow": STEP,
	"frappe.desk.form.save.savedocs": SAVE,
	"frappe.client.save": SAVE,
	"frappe.client.insert": SAVE,
	"frappe.desk.reportview.get": LIST,
	"frappe.desk.form.load.getdoc": READ,
	"frappe.utils.print_format.download_pdf": PRINT,
	"frappe.utils.print_format.download_multi_pdf": PRINT,
	LIST_BY_REST: LIST,
}
PAGES = FOR_ALL | FOR_USERS
_FIRST = {
	"files": FILE,
	"private": FILE,
	"backups": FILE,
	"assets": FILE,
	"app": DESK,
	"desk": DESK,
	"printview": PRINT,
}
OURS = "con_center."

# ours that have answered: no more than there are functions
_ours: set[str] = set()
_lock = Lock()


def counted(app: Callable) -> Callable:
	"""Wrap Frappe's WSGI application: each request is counted, once its answer is there."""

	def application(environ: dict, start_response: Callable) -> Iterable[bytes]:
		began = perf_counter()
		status = "500"

		def start(line: str, headers: list, *rest):
			nonlocal status
			status = line[:3]
			return start_response(line, headers, *rest)

		try:
			return app(environ, start)
		finally:
			_note(environ, status, perf_counter() - began)

	return application


def _note(environ: dict, status: str, seconds: float) -> None:
	try:
		door, kind = door_and_kind(environ, status)
		_counter(door, status).inc()
		_histogram(kind).observe(seconds)
	except slots.UNUSABLE:
		# no room for it, most likely; whoever watches sees it by the lack of numbers
		pass


def door_and_kind(environ: dict, status: str) -> tuple[str, str]:
	"""Return the labels of a request that has been answered with this status."""
	door = getattr(frappe.local, "con_center_door", None)
	if door:
		return (door if _is_known(door, status) else METHOD), KINDS.get(door, METHOD)
	first, _slash, rest = environ.get("PATH_INFO", "").strip("/").partition("/")
	if first == "api":
		kind = _kind_by_rest(rest, environ["REQUEST_METHOD"])
		return kind, kind
	kind = _FIRST.get(first, PAGE)
	if kind == PAGE:
		return (f"/{first}" if first in PAGES and not rest else PAGE), PAGE
	return kind, kind


def _is_known(door: str, status: str) -> bool:
	if door in OPEN or door in _ours:
		return True
	if not door.startswith(OURS) or status >= "400":
		return False
	_ours.add(door)
	return True


def _kind_by_rest(path: str, method: str) -> str:
	if path.split("/")[0] == "method" or path.startswith(("v1/method", "v2/method")):
		return METHOD
	return READ if method in ("GET", "HEAD") else WRITE


@lru_cache(maxsize=1)
def _measures() -> tuple[Counter, Histogram]:
	"""Return what counts, on files from the first request on: a process that others are forked from has none."""
	slots.folder()
	values.ValueClass = values.MultiProcessValue(slots.held)
	unregistered = {"registry": CollectorRegistry()}
	requests, seconds = catalogue.REQUESTS, catalogue.SECONDS
	return (
		Counter(requests.name, requests.about, requests.labels, **unregistered),
		Histogram(seconds.name, seconds.about, seconds.labels, buckets=BUCKETS, **unregistered),
	)


@cache
def _counter(door: str, status: str):
	with _lock:
		return _measures()[0].labels(door, status)


@cache
def _histogram(kind: str):
	with _lock:
		return _measures()[1].labels(kind)
