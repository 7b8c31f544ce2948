"""Where a provider leads a browser back to: in the place of Frappe's functions for each kind of provider.

Whatever goes wrong is said on a short page; no session is begun then, and no account tells whether it is there.
"""

from urllib.parse import unquote, urlsplit

import frappe
from frappe import _
from frappe.core.doctype.activity_log.activity_log import add_authentication_log
from frappe.rate_limiter import rate_limit
from frappe.utils.oauth import get_redirect_uri
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from con_center import seams
from con_center.seams.plain_page import page
from con_center.sign_in import attempts
from con_center.sign_in.providers import accounts, claims, states

HOUR = 3600
# an office shares one address; each time a provider is asked, a web worker waits for it
TIMES_FOR_AN_ADDRESS = 600


def authorize_url(provider: str, redirect_to: str | None) -> str:
	"""frappe.www.login.get_oauth2_authorize_url: where the button of the login page leads to."""
	if not seams.is_here():
		return authorize_url.of_frappe(provider, redirect_to)
	return claims.authorize_url(provider, *states.give(provider, redirect_to))


@frappe.whitelist(allow_guest=True, methods=["GET"])
@rate_limit(limit=TIMES_FOR_AN_ADDRESS, seconds=HOUR)
def come_back(code: str | None = None, state: str | None = None, error: str | None = None):
	"""Sign in whom the provider of the state means, and lead him to the desk.

	error: what the provider says where somebody did not sign in there.
	"""
	user = None
	try:
		attempts.refuse_if_locked(None)
		given = states.take_back(state)
		if not given or not _is_here(given.provider):
			return _refused(
				_("This sign-in was begun too long ago, elsewhere, or has been used. Begin it again."), None
			)
		if error or not code:
			return _refused(
				_("You did not sign in at the provider, or it did not let you."), None, counts=False
			)
		told = claims.fetch(given.provider, code, given.nonce)
		user = accounts.find(given.provider, told)
		attempts.refuse_if_locked(user)
		accounts.refuse_who_does_not_get_in(user, given.provider, told)
		return _sign_in(user, given, told)
	except attempts.TooManyAttemptsError as refusal:
		return _page(str(refusal), refusal.http_status_code)
	except claims.ProviderAway:
		return _refused(
			_("The provider does not answer. Wait a little and try again, or sign in with your password."),
			None,
			counts=False,
		)
	except claims.ProviderRefused:
		return _refused(
			_(
				"The provider did not confirm this sign-in. Begin it again; if it happens again, tell your administrator."
			),
			None,
		)
	except accounts.AccountRefused as refusal:
		return _refused(str(refusal), user)
	except frappe.AuthenticationError:
		# Frappe's bounds of hours and addresses for a User
		return _refused(_("Your account does not sign in at this hour, or from this place."), user)


def _is_here(provider: str) -> bool:
	"""Tell whether the provider is switched on, and leads back to the address of this request: its own, not another's."""
	path = urlsplit(get_redirect_uri(provider)).path if _is_on(provider) else ""
	return unquote(path) == frappe.request.path


def _is_on(provider: str) -> bool:
	return bool(frappe.db.get_value(accounts.KEY, provider, "enable_social_login"))


def _sign_in(user: str, given: states.State, told: dict) -> Response:
	accounts.remember(user, given.provider, told)
	manager = frappe.local.login_manager
	manager.user = user
	manager.post_login()
	# Frappe 16 does it itself: one entry in the log
	if not frappe.flags.con_center_session_begun:
		manager.run_trigger("on_session_creation")
	states.forget()
	frappe.db.commit()  # a provider leads back by GET
	return redirect(given.path or frappe.local.response.get("home_page") or "/app")


def _refused(message: str, user: str | None, counts: bool = True) -> Response:
	"""Answer with a page, and note the attempt as Frappe notes one with a wrong password.

	counts: whether it counts for the bounds; a provider that is away is no guess.
	"""
	frappe.db.rollback()
	if counts:
		attempts.failed(user)
	add_authentication_log(message, user or _("Unknown User"), status="Failed")
	frappe.db.commit()  # a provider leads back by GET
	return _page(message)


def _page(message: str, status: int = 403) -> Response:
	return Response(
		page(_("You Are Not Signed In"), [message], ("/login", _("To the Login Page"))),
		status=status,
		content_type="text/html; charset=utf-8",
	)
