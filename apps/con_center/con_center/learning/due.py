"""What the first page says of trainings: to who holds them, those that are over and were not closed; to who registers, those
for which his office has registered nobody."""

import frappe
from frappe import _
from frappe.utils import today

from con_center.access.areas import COUNTRY
from con_center.access.posts import area_codes, sees_everything
from con_center.approval.meaning import states
from con_center.learning import registering
from con_center.learning.workflow import OPEN
from con_center.thai import thai_date

DOCTYPE = "Training"


def entries() -> list[dict]:
	"""Return entries of the page of today: each with text, colour, state and to (where it leads)."""
	return [] if sees_everything(frappe.session.user) else [*_to_register(), *_to_close()]


def _to_register() -> list[dict]:
	return [
		{
			"text": _("{0}: nobody of {1} is registered yet. Registration ends on {2}").format(
				training.training_title,
				", ".join(frappe.get_cached_value("Area", area, "area_name") for area in areas),
				thai_date(until, thai=False),
			),
			"colour": "orange",
			"state": _("Register"),
			"to": {"doctype": DOCTYPE, "name": training.name},
		}
		for training, areas, until in registering.awaited_of_me()
	]


def _to_close() -> list[dict]:
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
