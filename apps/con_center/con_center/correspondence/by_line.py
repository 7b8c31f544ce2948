"""A letter by LINE: its title, and a link that asks for signing in, to a group or to an officer of who gets it.

Whose group it is: the one that the writer has chosen of those of his own office, else the one of the receiving office.
"""

from itertools import chain
from urllib.parse import urlencode

import frappe
from frappe import _
from frappe.utils import get_url, get_url_to_form

from con_center.access.statements import among
from con_center.correspondence.receivers import LINE
from con_center.notices import groups, linking, with_thai
from con_center.notices.delivery import FAILED, SENT, send_to_contact


@frappe.whitelist(methods=["GET"])
def groups_of(office: str) -> list[str]:
	"""Return the titles of the groups to which letters of an office can be sent."""
	doc = frappe.get_doc("Office", office)
	doc.check_permission("read")
	return [group.title for group in groups.near(doc.area)]


def contacts(letter, officers: dict[str, list[str]]) -> dict[int, frappe._dict]:
	"""Return {number of a receiver's row: name and title of the LINE Contact that it goes to}; four queries.

	officers: {area: users} who receive letters there.
	"""
	rows = [row for row in letter.receivers if row.way == LINE]
	if not rows:
		return {}
	areas = [row.receiver_area for row in rows if row.receiver_area]
	known = groups.near(letter.area, *areas)
	persons = {each["user"]: each["name"] for each in linking.contacts_of([*chain(*officers.values())])}
	found = {row.idx: _contact(row, letter.area, known, officers, persons) for row in rows}
	return {number: contact for number, contact in found.items() if contact}


def _contact(row, area: str, known: list, officers: dict, persons: dict) -> frappe._dict | None:
	if row.line_group:
		return next((group for group in groups.covering(known, area) if group.title == row.line_group), None)
	if own := next((group for group in known if group.office == row.receiver_area), None):
		return own
	user = next((user for user in officers.get(row.receiver_area, []) if user in persons), None)
	return frappe._dict(name=persons[user], title=frappe.utils.get_fullname(user)) if user else None


def send(letter, entries: list, officers: dict[str, list[str]]) -> None:
	"""Hand title and link to LINE for each receiver who gets it so, once; entries: of the registers (name, area)."""
	waiting = [row for row in letter.receivers if row.way == LINE and not (row.sent_on or row.line_delivery)]
	to = contacts(letter, officers) if waiting else {}
	entry_of = {entry.area: entry.name for entry in entries}
	for row in waiting:
		values = {"failure": with_thai(lambda: _("No group and nobody there is linked in LINE"))}
		if contact := to.get(row.idx):
			title = with_thai(lambda: f"{_(letter.doctype)}: {letter.title}")
			text = f"{title}\n{_address(letter, entry_of.get(row.receiver_area))}"
			values = {"line_delivery": send_to_contact(contact.name, title, text).name, "failure": None}
		frappe.db.set_value("Letter Receiver", row.name, values, update_modified=False)


def _address(letter, entry: str | None) -> str:
	"""Return where it is read: the entry of its receiver; in a group of several offices, each finds his own."""
	if entry:
		return get_url_to_form("Incoming Letter", entry)
	return get_url(f"/app/incoming-letter?{urlencode({'letter': letter.name})}")


def note() -> None:
	"""Often: note with each receiver whether the message has gone, as its delivery says."""
	waiting = frappe.get_all(
		"Letter Receiver",
		filters={"way": LINE, "sent_on": ("is", "not set"), "docstatus": 1, "line_delivery": ("is", "set")},
		fields=["name", "line_delivery"],
	)
	known = {
		row.name: row
		for row in frappe.get_all(
			"Notice Delivery",
			filters={
				"name": among(row.line_delivery for row in waiting),
				"status": ("in", (SENT, FAILED)),
			},
			fields=["name", "status", "sent_on", "error"],
		)
	}
	for row in waiting:
		if delivery := known.get(row.line_delivery):
			failure = None if delivery.status == SENT else (delivery.error or "")[-500:]
			values = {"sent_on": delivery.sent_on, "failure": failure}
			frappe.db.set_value("Letter Receiver", row.name, values, update_modified=False)
