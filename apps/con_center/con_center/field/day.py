"""What an officer takes along to where there is no connection: his meetings with their members, and his plans."""

import frappe
from frappe.sessions import get_csrf_token
from frappe.utils import add_days, getdate, today

from con_center.access.statements import among
from con_center.meetings.workflow import LOCKED
from con_center.organization import photos
from con_center.thai import fiscal_year, thai_date

DAYS_BEFORE, DAYS_AFTER = 21, 14
MOST_MEETINGS, MOST_PLANS = 20, 60
NOTED = ("status", "proxy_name", "reason")


@frappe.whitelist()
def session() -> dict[str, str]:
	"""Return who has signed in, and the token without which the page may not send."""
	return {"user": frappe.session.user, "csrf_token": get_csrf_token()}


@frappe.whitelist()
def take_along() -> dict:
	"""Return what the page /con-field keeps on the phone for the session user.

	Names and roles of the members, and nothing else of them; meetings from three weeks ago to two weeks ahead, plans
	of this fiscal year and the last one.
	"""
	return {
		**session(),
		"full_name": frappe.utils.get_fullname(),
		"photos": photos.bounds(),
		"meetings": meetings(),
		"plans": plans(),
	}


def meetings() -> list[dict]:
	if not frappe.has_permission("Meeting", "write"):
		return []
	names = frappe.get_list(
		"Meeting",
		filters={
			"meeting_date": ("between", (add_days(today(), -DAYS_BEFORE), add_days(today(), DAYS_AFTER)))
		},
		order_by="meeting_date desc",
		limit=MOST_MEETINGS,
		pluck="name",
	)
	found = [doc for doc in (frappe.get_doc("Meeting", name) for name in names) if is_current(doc)]
	# the one that is held now comes first
	found.sort(key=lambda doc: abs((doc.meeting_date - getdate()).days))
	return [meeting(doc) for doc in found]


def is_current(doc) -> bool:
	return doc.get_meaning() not in LOCKED and frappe.has_permission(doc.doctype, "write", doc)


def meeting(doc) -> dict:
	return {
		"name": doc.name,
		"title": doc.title,
		"day": thai_date(doc.meeting_date, thai=False),
		"place": doc.place or "",
		"members": [
			{
				"person": row.person,
				"full_name": row.full_name,
				"role": row.committee_role,
				**{field: row.get(field) or "" for field in NOTED},
			}
			for row in doc.attendance
		],
	}


def plans() -> list[dict]:
	if not frappe.has_permission("Activity Progress", "create"):
		return []
	year = fiscal_year(getdate())
	found = frappe.get_list(
		"Action Plan",
		filters={"docstatus": 1, "fiscal_year": ("in", (year, year - 1))},
		fields=["name", "title"],
		order_by="fiscal_year desc, title",
		limit=MOST_PLANS,
	)
	activities = frappe.get_all(
		"Plan Activity",
		filters={"parent": among(plan.name for plan in found), "parenttype": "Action Plan"},
		fields=["parent", "number", "activity_name"],
		order_by="idx",
	)
	return [
		{
			"name": plan.name,
			"title": plan.title,
			"activities": [
				{"number": str(row.number), "name": row.activity_name}
				for row in activities
				if row.parent == plan.name
			],
		}
		for plan in found
	]
