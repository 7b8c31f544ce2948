"""The second factor of who signs and who administers: Frappe's, with an app for one-time codes.

It is demanded from the start on a new site, but not of the account Administrator (Frappe never asks it): whoever sets
the site up is not locked out by mail that does not work yet. An update of an older site does not switch it on.
"""

import frappe
from frappe import _
from frappe.twofactor import clear_default, get_otpsecret_for_, set_default

from con_center.access.roles import SIGNATORY_ROLES

ADMINISTRATING_ROLES = ("System Manager", "CON Administrator")
ISSUER = "CON Center"
# the role of all who have an account
EVERYBODY = "All"


def demand() -> None:
	"""Ask the second factor of whoever signs or administers from now on."""
	of_all = frappe.db.get_value("Role", EVERYBODY, "two_factor_auth")
	_switch(True)
	frappe.db.set_value("Role", EVERYBODY, "two_factor_auth", of_all)
	for role in (*SIGNATORY_ROLES, *ADMINISTRATING_ROLES):
		frappe.db.set_value("Role", role, "two_factor_auth", 1)


def waive() -> None:
	"""Ask it of nobody, as for a demo, whose passwords everybody knows."""
	_switch(False)


def _switch(on: bool) -> None:
	settings = frappe.get_doc("System Settings")
	settings.update({"enable_two_factor_auth": int(on), "two_factor_method": "OTP App"})
	settings.otp_issuer_name = (
		ISSUER if settings.otp_issuer_name in (None, "", "Frappe Framework") else settings.otp_issuer_name
	)
	settings.flags.ignore_mandatory = True
	settings.save(ignore_permissions=True)


def enrol(user: str) -> str:
	"""Return the secret of a user's app anew, as an address for its QR code: for the console, where no mail goes out.

	Whoever runs the server hands it over in person: `bench --site SITE execute con_center.sign_in.second_factor.enrol
	--kwargs "{'user': '…'}"`. What the user had before is void.
	"""
	import pyotp

	if not frappe.db.exists("User", user):
		frappe.throw(_("There is no user {0}.").format(user), frappe.DoesNotExistError)
	clear_default(f"{user}_otpsecret")
	secret = get_otpsecret_for_(user)
	set_default(f"{user}_otplogin", 1)
	frappe.db.commit()  # a command of the console
	return pyotp.TOTP(secret).provisioning_uri(user, issuer_name=ISSUER)
