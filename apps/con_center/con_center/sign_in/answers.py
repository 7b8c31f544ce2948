"""Every answer on its way out: what browsers may do with it, whom its cookies go to, and no traceback in it."""

import json

import frappe
from frappe import _
from frappe.utils import strip_html
from werkzeug.datastructures import Headers

from con_center.seams import outage
from con_center.seams.plain_page import page
from con_center.sign_in.headers import headers_of

# what Frappe puts into answers for developers, in the first version of its API and in the second
FOR_DEVELOPERS = ("exc", "exception", "_exc_source", "_debug_messages", "debug")


def look_over(response, request) -> None:
	"""Look over what goes out."""
	close_cookies(request)
	if response is None:
		return
	keep_status(response)
	outage.look_over(response, request.environ)
	add_headers(response.headers, request.host, frappe.conf.socketio_port)
	if not frappe.conf.developer_mode and (response.status_code >= 400 or frappe.local.error_log):
		leave_out_tracebacks(response)


def keep_status(response) -> None:
	"""A page that tells of a refusal is one: the older Frappe answers all its pages with 200."""
	told = int(frappe.local.response.get("http_status_code") or 0)
	if told >= 400 and response.status_code == 200 and response.mimetype == "text/html":
		response.status_code = told


def add_headers(headers: Headers, host: str, socketio_port: int | None = None) -> None:
	"""Add what every answer carries to the headers, where they do not say it themselves.

	host: name and port of the request. The desk hears of changes from there, or from the port of socket.io where no
	proxy joins them.
	"""
	told = {key.lower() for key in headers.keys()}
	for key, value in headers_of(host, socketio_port or 9000):
		if key.lower() not in told:
			headers.add(key, value)


def close_cookies(request) -> None:
	"""Let cookies of a site that is reached by https go by https only: this process may be asked by a proxy's http."""
	manager = getattr(frappe.local, "cookie_manager", None)
	by_https = (frappe.conf.host_name or "").startswith("https:")
	if manager and (by_https or request.headers.get("X-Forwarded-Proto") == "https"):
		for cookie in manager.cookies.values():
			cookie["secure"] = True


def leave_out_tracebacks(response) -> None:
	"""Take out what is for developers; where nothing is left to read, say in the user's language what to do."""
	if response.mimetype == "application/json":
		_mend_json(response)
	elif response.mimetype == "text/html" and _is_raw(response):
		response.set_data(page(_title(response), _messages() or [_unexpected()]))


def _is_raw(response) -> bool:
	"""Tell whether the page is Frappe's for what it did not expect, or shows a traceback."""
	if "Retry-After" in response.headers:
		# the page of seams/outage.py, in Thai already
		return False
	return (
		response.status_code in (417, 405)
		or response.status_code >= 500
		or b"Traceback (most" in response.data
	)


def _mend_json(response) -> None:
	content = json.loads(response.get_data() or b"{}")
	if not isinstance(content, dict):
		return
	for part in (content, *(each for each in content.get("errors") or [] if isinstance(each, dict))):
		for key in FOR_DEVELOPERS:
			part.pop(key, None)
	if response.status_code >= 500 and not (content.get("_server_messages") or content.get("messages")):
		message = {"message": _unexpected(), "title": _title(response), "indicator": "red"}
		if "errors" in content:
			content["messages"] = [message]
		else:
			content["_server_messages"] = json.dumps([json.dumps(message)])
	response.set_data(json.dumps(content, separators=(",", ":"), default=str))


def _title(response) -> str:
	return _("Something Went Wrong") if response.status_code >= 500 else _("This Was Not Possible")


def _unexpected() -> str:
	return _(
		"The system could not do this, and has noted why. Try again; if it happens again, tell your administrator"
		" what you did and when ({0})."
	).format(frappe.utils.now_datetime().strftime("%H:%M:%S"))


def _messages() -> list[str]:
	"""Return what the request's refusals say, as plain text."""
	found = [frappe.parse_json(entry) for entry in frappe.local.message_log or []]
	return [strip_html(entry.get("message") or "") for entry in found if isinstance(entry, dict)]
