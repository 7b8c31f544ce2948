"""The calendar of meetings: those in the user's areas, the cancelled ones left out."""

import frappe
from frappe import _

from con_center.approval.meaning import CANCELLED, states
from con_center.entry import as_datetime
from con_center.seams.arguments import FilterRows

SHOWN = ("name", "title", "workflow_state", "starts_on", "ends_on")


@frappe.whitelist()
def get_events(start: str, end: str, filters: FilterRows | None = None) -> list[dict]:
	"""Return the meetings that touch the days from `start` to `end`, within the user's scope."""
	return frappe.get_list(
		"Meeting",
		filters=[
			*(filters or []),
			["Meeting", "starts_on", "<=", as_datetime(end, _("Until"))],
			["Meeting", "ends_on", ">=", as_datetime(start, _("From"))],
			["Meeting", "workflow_state", "not in", states("Meeting", CANCELLED)],
		],
		fields=list(SHOWN),
		order_by="starts_on asc",
		limit_page_length=0,
	)
