"""How long a session lasts: of who signs or administers, shorter than System Settings say for everybody."""

import frappe
from frappe.utils import cint

from con_center.access.roles import SIGNATORY_ROLES
from con_center.sign_in.second_factor import ADMINISTRATING_ROLES


def shorten(login_manager=None, bootinfo=None) -> None:
	"""Hook of new sessions, and of the desk's start for those that were made in another way.

	Frappe keeps with each session how long it may be idle; it looks at it with each request, to ten minutes.
	"""
	frappe.flags.con_center_session_begun = True
	minutes = cint(frappe.db.get_single_value("CON Settings", "signatory_idle_minutes"))
	session = frappe.session.get("data")
	if not minutes or not session or not is_weighty(frappe.session.user):
		return
	period = f"{minutes // 60:02}:{minutes % 60:02}:00"
	if session.get("session_expiry") and _seconds(session.session_expiry) > minutes * 60:
		session.session_expiry = period
		frappe.local.session_obj.update(force=True)


def is_weighty(user: str) -> bool:
	"""Tell whether the user signs or administers."""
	return user == "Administrator" or bool(
		{*SIGNATORY_ROLES, *ADMINISTRATING_ROLES}.intersection(frappe.get_roles(user))
	)


def _seconds(period: str) -> int:
	hours, minutes, *seconds = period.split(":")
	return cint(hours) * 3600 + cint(minutes) * 60 + cint(seconds[0] if seconds else 0)
