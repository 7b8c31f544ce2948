"""What a browser is told of an address that is refused: a page in the user's language that says what he can do.

Frappe says "Forbidden", "Uncaught" or "Login" to whoever asks, also to those who have signed in.
"""

from urllib.parse import quote

import frappe
from frappe import _
from frappe.sessions import get_csrf_token
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from con_center import seams
from con_center.seams.plain_page import page

SIGN_OUT = "/api/method/frappe.handler.web_logout"


def has_desk() -> bool:
	"""Tell whether the session user works at the desk: Frappe takes it away with the last role of his posts."""
	return frappe.get_cached_value("User", frappe.session.user, "user_type") == "System User"


def refused(status: int) -> Response:
	"""Return the page for the session user."""
	answer = Response(page(*_told()), status, mimetype="text/html")
	answer.headers["Cache-Control"] = "no-store"
	return answer


def _told() -> tuple:
	"""Return what plain_page.py makes a page of."""
	if frappe.session.user == "Guest":
		return (
			_("Please Sign In First"),
			[
				_("This address opens for those who have signed in and may read what is there."),
				_("Who has no account asks the office that gave the address."),
			],
			(f"/login?redirect-to={quote(_address(), safe='')}", _("Login")),
		)
	if not has_desk():
		return (
			_("No Post of Yours Is in Force"),
			[
				_(
					"You have signed in, but hold no post today, and act for nobody: there is no work to open yet."
				),
				_("Who is named to act for somebody can begin on the first day of it."),
				_(
					"If a post should be yours today, ask the administrator at your district office to enter it."
				),
			],
			(SIGN_OUT, _("Log out")),
			{"csrf_token": get_csrf_token()},
		)
	return (
		_("Not Found, or Not Open to You"),
		[
			_("There is nothing at this address, or your posts do not let you open it."),
			_(
				"Look at the address again. If you need it for your work, ask whoever gave it to you, or the administrator at your office."
			),
		],
	)


def _address() -> str:
	"""Return where to go on after signing in: the address asked for, without the host."""
	request = frappe.local.request
	query = request.query_string.decode(errors="replace")
	return f"{request.path}?{query}" if query else request.path


# in Frappe's place


def download_private_file(path: str) -> Response:
	return _told_in_words(download_private_file.of_frappe, path)


def download_backup(path: str) -> Response:
	return _told_in_words(download_backup.of_frappe, path)


def _told_in_words(of_frappe, path: str) -> Response:
	try:
		return of_frappe(path)
	except HTTPException as error:
		# it stays an error for whoever asks from inside
		if seams.is_here():
			error.response = refused(error.code)
		raise


def not_permitted(self) -> Response:
	"""NotPermittedPage.render, which leads to the page to sign in whoever asks."""
	return refused(403) if seams.is_here() else not_permitted.of_frappe(self)


def failed(self) -> Response:
	"""ErrorPage.render, to which a document that is not there is an error nobody expected."""
	is_missing = isinstance(self.exception, frappe.DoesNotExistError)
	return refused(404) if is_missing and seams.is_here() else failed.of_frappe(self)
