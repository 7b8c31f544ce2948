"""What goes with a browser to a provider, and comes back with it: `state` and `nonce` of OpenID Connect.

Frappe takes back any `state`: whoever sends somebody his own code signs him in as himself. Here it is signed with a
secret of the site and of a cookie of this browser, is good for some minutes, and once. Showing the login page keeps
nothing; which ones have come back is kept.
"""

import hmac
import re
import secrets
import time
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

import frappe
import jwt
from frappe.utils.password import get_encryption_key

COOKIE = "con_center_provider"
PURPOSE = b"con_center: states of sign-in"
SECONDS = 600
# kept when the cache is cleared (hooks.py)
USED = "con_center_state"
# what browsers read as a path of this site: no second slash or backslash before a name, nothing that they leave out
PATH = re.compile(r"/(?![/\\])[^\\\x00-\x1f\x7f]*")


class State(NamedTuple):
	"""Where a browser was sent; `nonce` is to be in the token, `path` is where it goes then."""

	provider: str
	nonce: str
	path: str | None


def give(provider: str, redirect_to: str | None) -> tuple[str, str]:
	"""Return a new state and its nonce, and have the browser keep what it is tied to."""
	browser = _browser() or secrets.token_hex(16)
	frappe.local.cookie_manager.set_cookie(COOKIE, browser, httponly=True)
	nonce = secrets.token_urlsafe(16)
	told = {
		"provider": provider,
		"nonce": nonce,
		"path": inside(redirect_to),
		"exp": int(time.time()) + SECONDS,
	}
	return sign(told, browser), nonce


def sign(told: dict, browser: str) -> str:
	return jwt.encode(told, _key(browser), "HS256")


def take_back(sent: str | None) -> State | None:
	"""Return what was given as this state to this browser; None where it was not, or came back before."""
	browser = _browser()
	if not (sent and browser):
		return None
	try:
		told = jwt.decode(sent, _key(browser), ["HS256"], options={"require": ["exp"]})
	except jwt.InvalidTokenError:
		return None
	key = frappe.cache.make_key(f"{USED}:{told['nonce']}")
	is_first = frappe.cache.set(key, 1, ex=SECONDS, nx=True)
	return State(told["provider"], told["nonce"], told["path"]) if is_first else None


def forget() -> None:
	frappe.local.cookie_manager.delete_cookie(COOKIE)


def inside(address: str | None) -> str | None:
	"""Return the path, with what follows it, of an address on this site; None for what could lead elsewhere."""
	try:
		path = urlunsplit(("", "", *urlsplit(address or "")[2:]))
	except ValueError:
		return None
	return path if PATH.fullmatch(path) else None


def _browser() -> str | None:
	kept = frappe.request.cookies.get(COOKIE) or ""
	return kept if re.fullmatch("[0-9a-f]{32}", kept) else None


def _key(browser: str) -> bytes:
	return hmac.digest(get_encryption_key().encode(), PURPOSE + browser.encode(), "sha256")
