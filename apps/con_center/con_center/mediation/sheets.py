"""What the papers of a dispute show: the record of the case, the agreement to be signed, and the consent and the
invitation of each party.

Whoever may read the case prints them. None of them is issued (`issuing/`): what is checked by a code on a page for
everybody would tell everybody. A copy leaves the house in a closed envelope.
"""

import frappe
from frappe.utils import get_datetime, get_fullname, getdate

from con_center.mediation import attendance
from con_center.printing.templating import short_day, thai_date, word

SIDES = ("First Side", "Second Side", "Third Side")


def dispute_papers(doc) -> frappe._dict:
	"""Return place, printed_by, state, outcome, sides (with their parties), mediators, sessions and duties of a case."""
	return frappe._dict(
		place=frappe.get_cached_value("Area", doc.area, "full_name"),
		printed_by=f"{get_fullname()} {thai_date(getdate(), short=True)}",
		how_received=word(doc.how_received),
		state=word(doc.workflow_state),
		sides=_sides(doc.parties),
		parties=[
			frappe._dict(
				name=row.party_name, side=word(row.side), consented=short_day(row.consented_on) or "–"
			)
			for row in doc.parties
		],
		mediators=[
			frappe._dict(name=row.mediator_name, post=row.post or word(row.standing)) for row in doc.mediators
		],
		sessions=[_session(row) for row in doc.sessions],
		duties=[_duty(row) for row in doc.duties],
		next=_next(doc),
		referred=" ".join(filter(None, (word(doc.sent_to), doc.sent_to_name, _sent_on(doc)))),
	)


def _sides(parties: list) -> list[frappe._dict]:
	named = {side: [row.party_name for row in parties if row.side == side] for side in SIDES}
	return [frappe._dict(title=word(side), names=names) for side, names in named.items() if names]


def _session(row) -> frappe._dict:
	return frappe._dict(
		number=row.idx,
		held=moment(row.held_on),
		place=row.place or "–",
		came=", ".join(attendance.lines(row.came)),
		sides=word(row.sides, "Dispute Session"),
		said=row.said,
		outcome=word(row.outcome),
	)


def _next(doc) -> frappe._dict | None:
	if not doc.next_on:
		return None
	return frappe._dict(
		day=thai_date(getdate(doc.next_on)),
		hour=f"{get_datetime(doc.next_on):%H.%M} น.",
		place=doc.next_place,
		said=" ณ ".join(filter(None, (moment(doc.next_on), doc.next_place))),
	)


def _duty(row) -> frappe._dict:
	return frappe._dict(
		who=row.who,
		what=row.what,
		due=short_day(row.due_on) or "–",
		status=word(row.status, "Dispute Duty"),
	)


def _sent_on(doc) -> str:
	return f"วันที่ {short_day(doc.sent_on)}" if doc.sent_on else ""


def moment(value) -> str:
	return f"{thai_date(getdate(value), short=True)} {get_datetime(value):%H.%M} น." if value else ""
