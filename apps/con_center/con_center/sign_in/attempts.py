"""Bounds on guessing: failed sign-ins are counted by account and address, with a delay that grows.

An office shares one address, and anybody knows the name of an account: neither alone may lock people out soon. What
fails is counted for the account from this address, strictly; for the account from anywhere and for the address,
loosely. Frappe's System Settings say how many attempts are free and how long the first delay is; 0 attempts there
turns all of it off, as in Frappe.
"""

from typing import NamedTuple

import frappe
from frappe import _
from frappe.utils import cint

from con_center.sign_in.delays import delay_after

HOUR = 3600
# kept when the cache is cleared (hooks.py)
COUNTED, LOCKED = "con_center_failures", "con_center_locked"


class TooManyAttemptsError(frappe.SecurityException):
	http_status_code = 429


class Bound(NamedTuple):
	"""How failures under one key are counted: `times` the free attempts within `window` seconds."""

	key: str
	times: int
	window: int


def bounds(account: str | None) -> list[Bound]:
	"""Return what failures of this account (None: nobody's) from the address of the request count for."""
	address = frappe.local.request_ip or ""
	found = [Bound(f"address:{address}", 20, HOUR)]
	if account:
		found += [Bound(f"account:{account}", 10, HOUR), Bound(f"pair:{account}:{address}", 1, 24 * HOUR)]
	return found


def refuse_if_locked(account: str | None) -> None:
	"""Raise TooManyAttemptsError, with the time to wait, while one of the bounds is exceeded."""
	if not _free_attempts():
		return
	seconds = max(max(frappe.cache.ttl(_locked(bound)), 0) for bound in bounds(account))
	if seconds:
		message = _(
			"Too many failed attempts to sign in. Try again in {0} minutes, or ask your administrator."
		)
		frappe.throw(message.format(-(-seconds // 60)), TooManyAttemptsError, title=_("Please Wait"))


def failed(account: str | None) -> None:
	"""Count a failure."""
	free, first = _free_attempts(), cint(frappe.get_system_settings("allow_login_after_fail")) or 60
	if not free:
		return
	for bound in bounds(account):
		count = frappe.cache.incr(_counted(bound))
		if count == 1:
			frappe.cache.expire(_counted(bound), bound.window)
		if delay := delay_after(count, free * bound.times, first):
			frappe.cache.setex(_locked(bound), delay, 1)


def succeeded(account: str) -> None:
	"""Forget the failures of an account that has signed in; those of the address are of others, too."""
	for bound in bounds(account)[1:]:
		frappe.cache.delete(_counted(bound), _locked(bound))


def forgive(account: str) -> None:
	"""Let an account in again at once, from wherever: for the console."""
	for pattern in (f"account:{account}", f"pair:{account}:*"):
		for kind in (COUNTED, LOCKED):
			for key in frappe.cache.get_keys(f"{kind}:{pattern}"):
				frappe.cache.delete(key)


def account_of(name: object) -> str | None:
	"""Return the account that somebody means who signs in by this name: it has one count, however it is spelt."""
	from frappe.core.doctype.user.user import User

	found = User.find_by_credentials(name, "", validate_password=False) if isinstance(name, str) else None
	return found and found["name"]


def _free_attempts() -> int:
	return cint(frappe.get_system_settings("allow_consecutive_login_attempts"))


def _counted(bound: Bound):
	return frappe.cache.make_key(f"{COUNTED}:{bound.key}")


def _locked(bound: Bound):
	return frappe.cache.make_key(f"{LOCKED}:{bound.key}")
