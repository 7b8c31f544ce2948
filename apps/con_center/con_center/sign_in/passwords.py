"""Who forgot his password: the same answer to everybody, and a bound for the account as for the address."""

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit
from frappe.utils import cint

HOUR = 3600
# an office shares one address
TIMES_FOR_AN_ADDRESS = 10


def limit() -> int:
	return cint(frappe.get_system_settings("password_reset_limit")) or 3


def limit_of_an_address() -> int:
	return limit() * TIMES_FOR_AN_ADDRESS


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=limit_of_an_address, seconds=HOUR)
@rate_limit(key="user", limit=limit, seconds=HOUR, ip_based=False)
def reset_password(user: str) -> None:
	"""Frappe's reset_password: mail a link that expires. It does not tell whether there is such an account."""
	send_link(user)
	frappe.msgprint(
		_(
			"If there is an account of this name, a link to set a new password has been sent to its e-mail address."
		),
		title=_("Look into Your Mail"),
	)


def send_link(user: str) -> None:
	if user in frappe.STANDARD_USERS or not frappe.db.get_value("User", user, "enabled"):
		return
	try:
		frappe.get_doc("User", user).reset_password(send_email=True)
	except Exception:
		# mail that does not go out is the administrator's to mend, and would tell that the account is there
		frappe.log_error("A link for a new password was not sent")
		frappe.clear_messages()
