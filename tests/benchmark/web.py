"""Pages through the web application, as a browser asks for them: the session, the answer as JSON and all."""

import json
from collections.abc import Callable

import frappe
from frappe.app import application
from frappe.auth import CookieManager, LoginManager
from frappe.utils import set_request
from werkzeug.test import Client

from .clock import request

_sessions: dict[str, str] = {}


def page(site: str, user: str, method: str, asked: dict) -> Callable:
	"""Return the work of asking for a method with these arguments, in the user's session."""
	client = Client(application, use_cookies=False)
	headers = {"X-Frappe-Site-Name": site, "Cookie": f"sid={session_of(user)}"}

	def work(_number: int):
		answer = client.get(f"/api/method/{method}", query_string=asked, headers=headers)
		text = answer.get_data()
		if answer.status_code != 200:
			raise RuntimeError(f"{method} as {user}: {answer.status_code} {text[-500:]!r}")
		return json.loads(text)["message"]

	return work


def session_of(user: str) -> str:
	"""Begin a session for the user, as `bench browse` does; once."""
	if user not in _sessions:
		request("Administrator")
		set_request(path="/app")
		frappe.local.cookie_manager = CookieManager()
		frappe.local.login_manager = LoginManager()
		frappe.local.login_manager.login_as(user)
		_sessions[user] = frappe.session.sid
		frappe.db.commit()
		request("Administrator")
	return _sessions[user]
