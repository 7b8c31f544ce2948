"""What the first page says of disputes: to who keeps them, what is due; to the head of an office, what nobody keeps."""

import frappe
from frappe import _
from frappe.utils import add_days, getdate, today

from con_center.access.posts import area_codes
from con_center.mediation import handing_over, reminders
from con_center.mediation.people import DOCTYPE

RED, ORANGE = "red", "orange"
# days before one of these is told of
AHEAD = 14


def entries() -> list[dict]:
	"""Return entries of the page of today: each with text, colour, state and to (where it leads)."""
	return [entry for entry in (duties(), without_officer()) if entry]


def duties() -> dict | None:
	user = frappe.session.user
	if not area_codes(DOCTYPE, "write", user):
		return None
	rows = [row for row in reminders.open_duties(user) if row.due_on <= getdate(add_days(today(), AHEAD))]
	if not rows:
		return None
	late = any(row.due_on < getdate(today()) for row in rows)
	names = sorted({row.parent for row in rows})
	return {
		"text": _("Duties of agreements in disputes that are due: {0}").format(len(rows)),
		"colour": RED if late else ORANGE,
		"state": _("Follow up"),
		"to": {"doctype": DOCTYPE, "filters": {"name": ["in", names]}},
	}


def without_officer() -> dict | None:
	left = handing_over.left_behind(handing_over.register(handing_over.headed_areas()))
	if not left:
		return None
	return {
		"text": _("Disputes whose responsible officer has left: {0}").format(len(left)),
		"colour": RED,
		"state": _("Hand over"),
		"to": {"report": "Disputes and Who Keeps Them"},
	}
