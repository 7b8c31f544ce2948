"""What the first page says of disputes: to who keeps them, what is due and what is kept for too long; to the head of an office, what nobody keeps."""

import frappe
from frappe import _
from frappe.utils import add_days, getdate, now_datetime, today

from con_center.access.posts import area_codes
from con_center.approval.meaning import states
from con_center.compat.aggregates import aggregate
from con_center.mediation import appointment, handing_over, reminders
from con_center.mediation.people import DOCTYPE
from con_center.mediation.retention import NAMES
from con_center.mediation.workflow import AGREED, ENDED

RED, ORANGE = "red", "orange"
# days before one of these is told of
AHEAD = 14


def entries() -> list[dict]:
	"""Return entries of the page of today: each with text, colour, state and to (where it leads)."""
	found = (next_session(), duties(), too_long(), not_closed(), without_officer())
	return [entry for entry in found if entry]


def next_session() -> dict | None:
	"""Tell of the sessions to come, and of those whose day has passed and that are not entered."""
	user = frappe.session.user
	if not area_codes(DOCTYPE, "write", user):
		return None
	rows = appointment.to_come(add_days(today(), AHEAD), user)
	if not rows:
		return None
	first = rows[0]
	passed = first.next_on < now_datetime()
	said = _("{0}: the session of {1} is not entered") if passed else _("{0}: the next session is on {1}")
	text = said.format(first.title, appointment.said(first.next_on))
	more = _("{0} more").format(len(rows) - 1) if rows[1:] else ""
	return {
		"text": f"{text} {more}".strip(),
		"colour": RED if passed else ORANGE,
		"state": _("Enter the Session") if passed else _("Invite the Parties"),
		"to": {"doctype": DOCTYPE, "filters": {"name": ["in", [row.name for row in rows]]}},
	}


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


def too_long() -> dict | None:
	text = _("Names of closed disputes are kept longer than the office has set: {0}")
	return _kept(NAMES.told(), text, _("Remove"))


def not_closed() -> dict | None:
	"""Tell of what nobody has closed: the years in which names are kept have not even begun."""
	days = NAMES.long_ago()
	# an agreement ends it, too, whose last duty nobody has noted as kept
	ended = {"workflow_state": ["in", states(DOCTYPE, AGREED, *ENDED)], "ended_on": days} if days else None
	text = _("Disputes that ended long ago and are not closed yet: {0}")
	return _kept(ended, text, _("Close the Dispute"))


def _kept(filters: dict | None, text: str, state: str) -> dict | None:
	"""Return the entry on those of the session user's disputes that these filters find."""
	user = frappe.session.user
	if not filters or not area_codes(DOCTYPE, "write", user):
		return None
	filters = {**filters, "kept_by": user}
	number = frappe.get_all(
		DOCTYPE, filters=filters, fields=[aggregate("count", "*", "total")], order_by=None
	)[0].total
	if not number:
		return None
	to = {"doctype": DOCTYPE, "filters": filters}
	return {"text": text.format(number), "colour": RED, "state": state, "to": to}


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
