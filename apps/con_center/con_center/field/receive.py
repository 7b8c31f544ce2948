"""What was noted without a connection arrives: saved as the forms save it, and nothing twice.

The answer to a request may be lost on the way; whoever sends it again gets the same answer.
"""

import frappe
from frappe.utils import get_fullname, getdate
from pydantic import Json

from con_center.field.day import NOTED, meeting
from con_center.thai import collapse_spaces

Rows = list[dict] | Json[list[dict]]


@frappe.whitelist(methods=["POST"])
def attendance(name: str, rows: Rows) -> dict:
	"""Note who was there, in a meeting that may have changed since it was taken along.

	rows: `person`, `before` as it was taken along, `now` as it was noted and, where the same device has noted something
	else in between that may have arrived, `mine`; each with status, proxy_name and reason.
	Returns the meeting as `field.day.meeting`; with `conflict` and `by` where it says something else of one of them by
	now: then nothing is saved.
	"""
	doc = frappe.get_doc("Meeting", name, for_update=True)
	doc.check_permission("write")
	stored = {row.person: row for row in doc.attendance}
	if any(is_otherwise(stored.get(row.get("person")), row) for row in rows):
		return {**meeting(doc), "conflict": True, "by": get_fullname(doc.modified_by)}
	changed = [row for row in rows if noted(stored[row["person"]]) != noted(row.get("now"))]
	for row in changed:
		stored[row["person"]].update({field: value or None for field, value in noted(row.get("now")).items()})
	if changed:
		doc.save()
	return meeting(doc)


def noted(row) -> dict[str, str]:
	return {field: (row or {}).get(field) or "" for field in NOTED}


def is_otherwise(stored, row: dict) -> bool:
	"""Tell whether what is stored of a person is neither what was taken along nor what was noted here."""
	known = [noted(row.get("before")), noted(row.get("now"))]
	if row.get("mine"):
		known.append(noted(row["mine"]))
	return not stored or noted(stored) not in known


@frappe.whitelist(methods=["POST"])
def activity(plan: str, activity_number: str, held_on: str, what_was_done: str, place: str = "") -> dict:
	"""Record what was done of an activity of a plan on a day (ISO). Returns the name of its Activity Progress."""
	frappe.get_doc("Action Plan", plan, for_update=True).check_permission("read")
	values = {
		"plan": plan,
		"activity_number": activity_number,
		"held_on": getdate(held_on),
		"what_was_done": what_was_done.strip(),
		"place": collapse_spaces(place),
	}
	if known := find(values):
		return {"name": known}
	month = values["held_on"].strftime("%B")
	return {"name": frappe.get_doc({"doctype": "Activity Progress", "month": month, **values}).insert().name}


def find(values: dict) -> str | None:
	"""Return the record of the session user that says the same already."""
	same = {field: values[field] for field in ("plan", "activity_number", "held_on")}
	# locking reads what another request has committed meanwhile
	records = frappe.db.get_values(
		"Activity Progress",
		{**same, "owner": frappe.session.user, "status": "Recorded"},
		["name", "what_was_done"],
		as_dict=True,
		for_update=True,
	)
	return next((row.name for row in records if row.what_was_done.strip() == values["what_was_done"]), None)
