"""What the first page says of trainings to who holds them: those that are over and were not closed."""

import frappe
from frappe import _
from frappe.utils import today

from con_center.access.areas import COUNTRY
from con_center.access.posts import area_codes, sees_everything
from con_center.approval.meaning import states
from con_center.learning.workflow import OPEN

DOCTYPE = "Training"


def entries() -> list[dict]:
	"""Return entries of the page of today: each with text, colour, state and to (where it leads)."""
	if sees_everything(frappe.session.user):
		return []
	# of the offices themselves: those of areas below are told of theirs
	codes = area_codes(DOCTYPE, "write")
	areas = [COUNTRY] if codes is None else codes
	if not areas:
		return []
	filters = {
		"area": ["in", areas],
		"workflow_state": ["in", states(DOCTYPE, OPEN)],
		"ends_on": ["<", today()],
	}
	number = len(frappe.get_list(DOCTYPE, filters=filters, pluck="name", limit_page_length=0))
	if not number:
		return []
	return [
		{
			"text": _("Trainings that are over and were not closed: {0}").format(number),
			"colour": "orange",
			"state": _("Close"),
			"to": {"doctype": DOCTYPE, "filters": filters},
		}
	]
