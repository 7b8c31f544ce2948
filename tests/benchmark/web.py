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


def page(site: str, user: str, method: str, asked: dict, part: str = "message") -> Callable:
	"""Return the work of asking for a method with these arguments, in the user's session; part: of what is answered."""
	ask = address(site, session_of(user), f"/api/method/{method}", asked)
	return lambda number: ask(number)[part]


def address(site: str, sid: str, path: str, asked: dict | None = None) -> Callable:
	"""Return the work of asking a site for a path, in a session: it returns the answer's JSON."""
	client = Client(application, use_cookies=False)
	headers = {"X-Frappe-Site-Name": site, "Cookie": f"sid={sid}"}

	def work(_number: int):
		answer = client.get(path, query_string=asked, headers=headers)
		text = answer.get_data()
		if answer.status_code != 200:
			raise RuntimeError(f"{path}: {answer.status_code} {text[-500:]!r}")
		return json.loads(text)

	return work


def session_of(user: str) -> str:
	"""Begin a session for the user; once."""
	if user not in _sessions:
		request("Administrator")
		_sessions[user] = sign_in(user)
		request("Administrator")
	return _sessions[user]


def sign_in(user: str) -> str:
	"""Begin a session on the site that this process is connected to; return its id."""
	set_request(path="/app")
	frappe.local.cookie_manager = CookieManager()
	frappe.local.login_manager = LoginManager()
	# what follows password and code: a signatory is not signed in by his name alone
	frappe.local.login_manager.user = user
	frappe.local.login_manager.post_login()
	frappe.db.commit()
	return frappe.session.sid
