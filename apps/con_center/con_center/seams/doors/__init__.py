"""Doors: what Frappe lets clients call is closed here but for what somebody has looked at.

`asked.py` tells what a request asks for, `table.py` what is open, and behind which checks (`checks.py`);
`answers.py` stands in the place of functions whose answers tell more than they should, `pages.py` before pages.
Whoever runs the site (System Manager) goes through them as Frappe lets him.
"""

import frappe
from frappe import _
from frappe.core.doctype.server_script.server_script_utils import get_server_script_map

from con_center import registry, seams
from con_center.access import named
from con_center.access.posts import sees_everything
from con_center.seams.doors.asked import asked_for
from con_center.seams.doors.table import CLOSED_TO_ALL, FOR_GUESTS, OPEN, OPENS_ONE

OURS = "con_center."
# what stands in the place of Frappe's functions is asked for by their names, and behind their checks
IN_PLACE = "con_center.seams."


class ClosedDoorError(frappe.PermissionError):
	pass


def check_request() -> None:
	"""Refuse what is closed to the user of this request, who is known by now."""
	door = frappe.local.con_center_door = asked_for()
	if door:
		check(door)


def check(door: str) -> None:
	"""Raise an error where a door (dotted name of a function, or "DocType/method") is closed to the session user.

	The checks read what the request sends, and may take out of it what its sender may not ask for.
	"""
	if door in CLOSED_TO_ALL:
		refuse(door)
	checks = OPEN.get(door)
	if frappe.session.user == "Guest":
		if door not in FOR_GUESTS and not opened_by_its_makers(door):
			refuse(door)
	elif checks is None:
		if not (opened_by_its_makers(door) or sees_everything(frappe.session.user)):
			refuse(door)
	elif checks and (not sees_everything(frappe.session.user) or _is_about_people()):
		for each in checks:
			each(frappe.local.form_dict)
	if door in OPENS_ONE:
		named.note_asked(*(frappe.local.form_dict.get(argument) for argument in OPENS_ONE[door]))


def _is_about_people() -> bool:
	"""Tell whether a request names a DocType of people's cases, which are not for whoever runs the site either."""
	if frappe.session.user == "Administrator":
		return False
	asked = frappe.local.form_dict.values()
	return any(isinstance(value, str) and value in registry.of_people() for value in asked)


def opened_by_its_makers(door: str) -> bool:
	"""Tell whether it is one of ours, of those that another app names in its hook `con_center_open_doors`, or an
	administrator's Server Script: they ask themselves who may call."""
	return (
		is_ours(door)
		or door in frappe.get_hooks("con_center_open_doors")
		or door in get_server_script_map().get("_api", {})
	)


def is_ours(door: str) -> bool:
	"""Tell whether a door leads into this app: not to what a module of it has imported."""
	doctype, is_method, _method = door.partition("/")
	if is_method:
		return bool(frappe.db.exists("DocType", doctype, cache=True)) and seams.is_ours(doctype)
	return (
		door.startswith(OURS)
		and not door.startswith(IN_PLACE)
		and getattr(_resolved(door), "__module__", "").startswith(OURS)
	)


def _resolved(door: str):
	try:
		return frappe.get_attr(door)
	except (ImportError, AttributeError, ValueError, frappe.ValidationError):
		return None


def refuse(door: str) -> None:
	frappe.throw(
		_(
			"This function of the system is closed to you: {0}. Whoever runs the system can do it for you."
		).format(frappe.utils.escape_html(door[:140])),
		ClosedDoorError,
	)
