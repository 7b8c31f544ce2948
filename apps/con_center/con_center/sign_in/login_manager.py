"""By which way one signs in: what Frappe's LoginManager does, within bounds.

They stand in the place of Frappe's functions (`seams/table.py`). Frappe signs in before any hook of a request: what
brings them there in time is the class of System Settings (`system_settings.py`), which every sign-in reads first.
"""

import frappe
from frappe import _, twofactor
from frappe.utils.response import Response

from con_center import seams
from con_center.seams.plain_page import page
from con_center.sign_in import attempts
from con_center.sign_in.language import set_for_guests

# it is told like any other refusal of a sign-in, and is no error of the server
twofactor.ExpiredLoginException.http_status_code = 401
NEW_PASSWORD = "frappe.core.doctype.user.user.update_password"


class SignInByGetError(frappe.AuthenticationError):
	http_status_code = 405


class SecondFactorMissingError(frappe.AuthenticationError):
	pass


def login(self):
	"""LoginManager.login: not by an address, which browsers and proxies keep, and with texts as name and password."""
	if seams.is_here():
		_begin()
		_name_somebody(self)
	return login.of_frappe(self)


def authenticate(self, user: str | None = None, pwd: str | None = None):
	"""LoginManager.authenticate, within bounds. A process that signs somebody in for the first time gets here only."""
	if seams.is_here():
		_begin()
		attempts.refuse_if_locked(attempts.account_of(user or frappe.form_dict.get("usr")))
	return authenticate.of_frappe(self, user, pwd)


def check_password(self, user: str, pwd: str):
	"""LoginManager.check_password, which asks a user who is signed in for his own once more."""
	if seams.is_here():
		attempts.refuse_if_locked(user)
	return check_password.of_frappe(self, user, pwd)


def fail(self, message: str, user: str | None = None):
	"""LoginManager.fail: wrong passwords and wrong codes all end here."""
	if seams.is_here():
		attempts.failed(attempts.account_of(user))
	return fail.of_frappe(self, message, user)


class NoTracker:
	"""Frappe's tracker forgets failures once the password was right, although the code is still to be guessed."""

	def add_failure_attempt(self):
		"""Counted in `fail`."""

	def add_success_attempt(self):
		"""Forgotten in `signed_in`, when the code was right, too."""

	def is_user_allowed(self) -> bool:
		return True


def tracker(key: str, raise_locked_exception: bool = True):
	return NoTracker() if seams.is_here() else tracker.of_frappe(key, raise_locked_exception)


def respond():
	"""rate_limiter.respond: Frappe has no page for what a decorator refused, and the server would break off."""
	return respond.of_frappe() or Response(
		page(_("Please Wait"), [_("Too many attempts. Please wait an hour, or ask your administrator.")]),
		status=429,
		content_type="text/html; charset=utf-8",
	)


def login_as(self, user: str):
	"""LoginManager.login_as, by which links that were mailed sign in: they do not stand for a second factor."""
	by_link = seams.is_here() and frappe.session.user in (None, "Guest") and user != "Guest"
	if by_link and twofactor.should_run_2fa(user):
		if frappe.form_dict.get("cmd") == NEW_PASSWORD:
			return None  # the password is kept, and asked for on the login page, with the code
		frappe.throw(
			_("Your account needs a second factor: sign in with your password and the code of your app."),
			SecondFactorMissingError,
		)
	return login_as.of_frappe(self, user)


def signed_in(login_manager) -> None:
	"""Hook on_login: password and code were right."""
	if login_manager.user != "Guest":
		attempts.succeeded(login_manager.user)


def _name_somebody(login_manager) -> None:
	"""Refuse what names nobody: Frappe would clear the whole site's cache, as it clears the user's, for any stranger."""
	form = frappe.form_dict
	whole = all(isinstance(form.get(key) or "", str) for key in ("usr", "pwd", "otp", "tmp_id"))
	form["usr"] = whole and (form.get("usr") or twofactor.get_cached_user_pass()[0])
	if not form["usr"]:
		login_manager.fail("Incomplete login details")


def _begin() -> None:
	_speak_as_guest()
	_refuse_get()


def _refuse_get() -> None:
	if frappe.request and frappe.request.method != "POST":
		frappe.throw(
			_(
				"Signing in by an address is not possible: a password does not belong there. Use the login page."
			),
			SignInByGetError,
		)


def _speak_as_guest() -> None:
	"""Nobody is signed in yet: Frappe finds out only later, and would answer in English.

	Data go with a user: Frappe looks into them when it waits for the code of the second factor, and would break off.
	"""
	frappe.session.update({"user": "Guest", "data": frappe._dict()})
	set_for_guests()
