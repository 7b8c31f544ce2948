"""The calendar of meetings: those in the user's areas, the cancelled ones left out."""

import frappe

SHOWN = ("name", "title", "status", "starts_on", "ends_on")


@frappe.whitelist()
def get_events(start: str, end: str, filters: str | list | None = None) -> list[dict]:
	"""Return the meetings that touch the days from `start` to `end`, within the user's scope."""
	return frappe.get_list(
		"Meeting",
		filters=[
			*(frappe.parse_json(filters) or []),
			["Meeting", "starts_on", "<=", end],
			["Meeting", "ends_on", ">=", start],
			["Meeting", "status", "!=", "Cancelled"],
		],
		fields=list(SHOWN),
		order_by="starts_on asc",
		limit_page_length=0,
	)
