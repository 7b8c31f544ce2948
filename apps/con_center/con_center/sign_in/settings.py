"""Frappe's settings of sign-in as an installation seeds them: what an admin has set already stays."""

import frappe
from frappe.utils import cstr

SYSTEM = {
	# a traceback names paths, queries and values; the Error Log keeps it
	"allow_error_traceback": 0,
	"allow_consecutive_login_attempts": 5,
	"allow_login_after_fail": 60,
	"enable_password_policy": 1,
	"minimum_password_score": "3",
	"logout_on_password_reset": 1,
	"reset_password_link_expiry_duration": 1800,
	"password_reset_limit": 3,
	# whoever reads the mail would be in
	"login_with_email_link": 0,
	"allow_guests_to_upload_files": 0,
	# an officer's day; who signs has a shorter one (CON Settings)
	"session_expiry": "12:00",
}
WEBSITE = {"disable_signup": 1}
# what the page of signing in and the desk's tab call the system
NAME = {"app_name": "CON Center"}


def seed() -> None:
	fill_untouched("System Settings", SYSTEM)
	fill_untouched("Website Settings", WEBSITE)


def seed_name() -> None:
	fill_untouched("Website Settings", NAME)


def take_back_name() -> None:
	"""Let the site be called as Frappe calls it, unless an admin has named it."""
	field = frappe.get_meta("Website Settings").get_field("app_name")
	if frappe.db.get_single_value("Website Settings", "app_name") == NAME["app_name"]:
		frappe.db.set_single_value("Website Settings", "app_name", field.default)


def fill_untouched(doctype: str, values: dict) -> None:
	settings = frappe.get_doc(doctype)
	settings.update({field: value for field, value in values.items() if is_untouched(settings, field)})
	settings.flags.ignore_mandatory = True
	settings.save(ignore_permissions=True)


def is_untouched(settings, field: str) -> bool:
	"""Tell whether the setting is there and still as Frappe delivers it."""
	known = settings.meta.get_field(field)
	delivered = {"", "0", cstr(known.default)} if known else set()
	return cstr(settings.get(field)) in delivered
