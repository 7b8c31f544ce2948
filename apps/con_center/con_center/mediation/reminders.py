"""Daily: remind the responsible officer, and nobody else, of what an agreement asks for: before its day, and after it.

Of the next session he is reminded on the day before, and with him the mediators who have an account. What is told says
number and kind of the case, and the day: not who has to do what, nor who is invited.
"""

from itertools import groupby

import frappe
from frappe import _
from frappe.utils import add_days, format_date, getdate, now_datetime, today

from con_center.access.statements import among
from con_center.approval.meaning import states
from con_center.mediation import appointment
from con_center.mediation.people import DOCTYPE
from con_center.mediation.workflow import AGREED
from con_center.notices import mark, tell, with_thai
from con_center.notices.days import reminder_days, reminder_due
from con_center.notices.kinds import DUE_SOON, LATE
from con_center.organization.doctype.con_settings.con_settings import setting

# of a session
DAYS_BEFORE = 1


def remind() -> None:
	with_thai(_remind)
	with_thai(_remind_of_sessions)


def _remind() -> None:
	day = getdate(today())
	before, every = reminder_days(setting("disputes_remind_before")), setting("disputes_remind_every")
	due = [row for row in open_duties() if reminder_due(day, row.due_on, row.reminded_on, before, every)]
	for name, rows in groupby(due, key=lambda row: row.parent):
		first = next(rows)
		late = first.due_on < day
		said = _("{0}: a duty was due on {1}") if late else _("{0}: a duty is due on {1}")
		subject = said.format(first.title, format_date(first.due_on))
		tell(LATE if late else DUE_SOON, [first.kept_by], DOCTYPE, name, subject)
	mark("Dispute Duty", due)


def _remind_of_sessions() -> None:
	day = getdate(today())
	due = [
		row
		for row in appointment.to_come(add_days(day, DAYS_BEFORE))
		if row.next_on > now_datetime()
		and reminder_due(day, getdate(row.next_on), row.reminded_on, [DAYS_BEFORE], 0)
	]
	mediators = _mediators_with_account([row.name for row in due])
	for row in due:
		subject = _("{0}: the next session is on {1}").format(row.title, appointment.said(row.next_on))
		users = list(dict.fromkeys([row.kept_by, *mediators.get(row.name, ())]))
		tell(DUE_SOON, users, DOCTYPE, row.name, subject)
	mark(DOCTYPE, due)


def _mediators_with_account(cases: list[str]) -> dict[str, list[str]]:
	found: dict[str, list[str]] = {}
	of_cases = {"parent": among(cases), "parenttype": DOCTYPE, "reader": ["is", "set"]}
	for name, user in frappe.get_all("Dispute Mediator", of_cases, ["parent", "reader"], as_list=True):
		found.setdefault(name, []).append(user)
	return found


def open_duties(user: str | None = None) -> list[frappe._dict]:
	"""Return the duties of agreements that are followed up and not settled, by case and day; in one query.

	user: who keeps the cases; else of all.
	"""
	duty, case = frappe.qb.DocType("Dispute Duty"), frappe.qb.DocType(DOCTYPE)
	query = (
		frappe.qb.from_(duty)
		.join(case)
		.on((case.name == duty.parent) & (duty.parenttype == DOCTYPE))
		.select(duty.name, duty.parent, duty.due_on, duty.reminded_on, case.title, case.kept_by)
		.where((duty.status == "Open") & duty.due_on.isnotnull() & case.kept_by.isnotnull())
		.where(case.workflow_state.isin(states(DOCTYPE, AGREED)))
		.orderby(duty.parent)
		.orderby(duty.due_on)
		.orderby(duty.idx)
	)
	return (query.where(case.kept_by == user) if user else query).run(as_dict=True)
