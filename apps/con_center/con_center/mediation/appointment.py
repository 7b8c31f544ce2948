"""The next session of a dispute: who keeps the case, and its mediators, are reminded of it; parties are invited on paper.

It stands in the case for as long as it is to come, and goes when its session is entered, or mediation ends.
"""

import datetime

import frappe
from frappe import _
from frappe.utils import format_date, get_datetime, getdate, now_datetime

from con_center.approval.decision import is_deciding
from con_center.approval.meaning import OWN_WORK, REOPENED, meaning
from con_center.mediation.errors import DisputeError
from con_center.mediation.people import DOCTYPE
from con_center.mediation.workflow import CONSENTED, MEDIATING

# before mediation, and during it
TO_MEDIATE = (OWN_WORK, CONSENTED, MEDIATING, REOPENED)


def check(doc) -> None:
	"""For `validate`: what is newly said is to come; a session that is entered takes its appointment away."""
	before = doc.get_doc_before_save()
	if moment(before and before.next_on) != moment(doc.next_on):
		doc.reminded_on = None
		_refuse_wrong_day(doc, before)
	elif doc.next_on and _was_held(doc, before):
		clear(doc)
	if not doc.next_on:
		clear(doc)


def moment(value) -> datetime.datetime | None:
	return get_datetime(value) if value else None


def clear(doc) -> None:
	doc.update({"next_on": None, "next_place": None, "reminded_on": None})


def _refuse_wrong_day(doc, before) -> None:
	if not doc.next_on:
		return
	if moment(doc.next_on) <= now_datetime():
		frappe.throw(
			_("{0}: the day has passed. Give the day and hour to which the parties are invited.").format(
				frappe.bold(_("Next Session"))
			),
			DisputeError,
		)
	if meaning(DOCTYPE, (before or doc).workflow_state) not in TO_MEDIATE and not is_deciding(doc):
		frappe.throw(
			_("{0}: mediation of this dispute has ended. Leave it empty.").format(
				frappe.bold(_("Next Session"))
			),
			DisputeError,
		)


def _was_held(doc, before) -> bool:
	stored = {row.name for row in before.sessions} if before else set()
	return any(
		row.name not in stored and getdate(row.held_on) >= getdate(doc.next_on) for row in doc.sessions
	)


def to_come(until, user: str | None = None) -> list[frappe._dict]:
	"""Return the next sessions of disputes up to a day, the earliest first; those that have passed and are not entered, too.

	user: who keeps the cases; else of all.
	"""
	case = frappe.qb.DocType(DOCTYPE)
	end = datetime.datetime.combine(getdate(until), datetime.time.max)
	query = (
		frappe.qb.from_(case)
		.select(case.name, case.title, case.next_on, case.kept_by, case.reminded_on)
		.where((case.next_on <= end) & case.kept_by.isnotnull())
		.orderby(case.next_on)
		.orderby(case.name)
	)
	return (query.where(case.kept_by == user) if user else query).run(as_dict=True)


def said(value) -> str:
	"""Return day and hour as the desk says them."""
	return f"{format_date(getdate(value))} {get_datetime(value):%H:%M}"
