"""Daily: remind the offices that got a letter of what it asks for and no document tells: before its day, and after it.

What the documents of an area answer is reminded of with the round of reporting, and by what is counted there.
"""

from itertools import groupby

import frappe
from frappe import _
from frappe.utils import format_date, getdate, today

from con_center.correspondence import delivery, words
from con_center.correspondence.handling import CLOSED
from con_center.correspondence.items import FREE
from con_center.notices import mark, tell, with_thai
from con_center.notices.days import reminder_days, reminder_due
from con_center.notices.kinds import DUE_SOON, LATE
from con_center.organization.doctype.con_settings.con_settings import setting


def remind() -> None:
	with_thai(_remind)


def _remind() -> None:
	day = getdate(today())
	before, every = reminder_days(setting("letter_remind_before")), setting("letter_remind_every")
	due = [row for row in open_items() if reminder_due(day, row.due, row.reminded_on, before, every)]
	officers = whom_to_tell(due)
	for name, rows in groupby(due, key=lambda row: row.parent):
		wanted = list(rows)
		kind = LATE if any(row.due < day for row in wanted) else DUE_SOON
		tell(kind, officers[name], "Incoming Letter", name, subject(wanted, day))
	mark("Incoming Letter Item", due)


def open_items() -> list[frappe._dict]:
	"""Return what is asked for, has a day, and is not answered: rows, with what is told of their entries; in one query.

	Of letters that are in force, and of entries that somebody has still to do something with.
	"""
	item, entry = frappe.qb.DocType("Incoming Letter Item"), frappe.qb.DocType("Incoming Letter")
	letter = frappe.qb.DocType("Official Letter")
	return (
		frappe.qb.from_(item)
		.join(entry)
		.on((entry.name == item.parent) & (item.parenttype == "Incoming Letter"))
		.join(letter)
		.on(letter.name == entry.letter)
		.select(item.name, item.parent, item.item, item.due, item.reminded_on)
		.select(entry.area, entry.title, entry.secrecy, entry.assigned_to)
		.where((item.done_when == FREE) & item.due.isnotnull() & item.answered_on.isnull())
		.where((entry.status != CLOSED) & (letter.docstatus == 1))
		.orderby(item.parent)
		.orderby(item.due)
		.orderby(item.idx)
	).run(as_dict=True)


def whom_to_tell(rows: list) -> dict[str, list[str]]:
	"""Return {entry: users}: to whom it was given, else who receives letters there."""
	found = {row.parent: [row.assigned_to] for row in rows if row.assigned_to}
	for is_secret in (False, True):
		others = [row for row in rows if row.parent not in found and bool(row.secrecy) == is_secret]
		told = delivery.whom_to_tell(sorted({row.area for row in others}), is_secret)
		found.update({row.parent: told.get(row.area, []) for row in others})
	return found


def subject(rows: list, day) -> str:
	"""Return what is told of the items of one entry that are due: the first of them, and how many there are besides."""
	first = rows[0]
	late = first.due < day
	text = _("{0}: late since {1} ({2})") if late else _("{0}: due on {1} ({2})")
	what = words.SECRECY[first.secrecy] if first.secrecy else first.item
	said = text.format(what, format_date(first.due), first.title)
	return said if len(rows) == 1 else _("{0}, and {1} more items").format(said, len(rows) - 1)
