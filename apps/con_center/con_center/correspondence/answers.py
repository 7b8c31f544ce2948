"""What has become of what a letter asks for: of each item and receiver, not yet, answered by what, or late by how much.

An item that asks for the progress report, or for what a round of reporting counts, is answered by these documents
themselves, whoever enters what; a free item by what the receiver has entered in his register, or by his letter.
"""

from functools import cache
from typing import NamedTuple

import frappe
from frappe import _
from frappe.query_builder import Order
from frappe.query_builder.functions import Coalesce, Count, Min
from frappe.utils import getdate
from pypika.functions import Length
from pypika.terms import Case, Field, Function, ValueWrapper

from con_center.access.areas import covers
from con_center.access.statements import ask, parameter, stored
from con_center.correspondence.items import COUNTED, FREE, REPORT
from con_center.reporting import round_items, rounds
from con_center.thai import fiscal_year

NOT_YET, ANSWERED, LATE = "Not Yet", "Answered", "Late"
# what is added up of the receivers of a letter
SUMS = ("receivers", "received", "answered", "open", "late")


class Standing(NamedTuple):
	"""How it stands with an item at one receiver: state is one of the three above; days_late also of what came late."""

	item: int
	what: str
	due: object
	state: str
	days_late: int
	answered_on: object
	answer_type: str | None
	answer: str | None
	note: str | None


def read(name: str, receivers: dict | None = None):
	"""Return a letter with its items, and those of its receivers that these filters find: a circular has hundreds.

	None where there is no such letter. Asks for no right.
	"""
	letter, item = frappe.qb.DocType("Official Letter"), frappe.qb.DocType("Letter Item")
	found = frappe.qb.from_(letter).select("*").where(letter.name == name).run(as_dict=True)
	if not found:
		return None
	of_letter = (item.parent == name) & (item.parenttype == "Official Letter")
	items = frappe.qb.from_(item).select("*").where(of_letter).orderby(item.idx).run(as_dict=True)
	own = {"parent": name, "parenttype": "Official Letter"}
	rows = frappe.get_all("Letter Receiver", own | receivers, ["*"], order_by="idx") if receivers else []
	return frappe.get_doc({"doctype": "Official Letter", **found[0], "items": items, "receivers": rows})


def standings(letter) -> dict[str, list[Standing]]:
	"""Return {name of a receiver's row: how its items stand}, of the receivers that the letter (`read`) has.

	A fixed number of queries, whatever the number of receivers.
	"""
	day = getdate()
	entered, replies = answers_entered(letter.name), replies_on_paper(letter.name)
	asked = asked_by(letter)
	done = {item.name: done_areas(item, letter, asked) for item in letter.items}
	return {
		row.name: [
			standing(
				item,
				done[item.name],
				entered.get((row.name, item.name)) or replies.get(plain(row.receiver_name)),
				row.receiver_area,
				day,
			)
			for item in letter.items
		]
		for row in letter.receivers
	}


def standing(item, done: dict | None, entered, area: str | None, day) -> Standing:
	"""Return how an item stands at one receiver on `day`; done: {area: (day or None, DocType, name)}, None of free ones."""
	if done is None:
		answered, by = bool(entered), entered or frappe._dict()
		on = getdate(by.answered_on) if answered else None
		answer = (by.answer_type, by.answer, by.answer_note)
	else:
		answered = area in done
		on, doctype, name = done.get(area, (None, None, None))
		answer = (doctype, name, None)
	due = getdate(item.due) if item.due else None
	late = rounds.days_late(due, on or day) if (on or not answered) else 0
	state = ANSWERED if answered else LATE if late else NOT_YET
	return Standing(item.idx, item.item, due, state, late, on, *answer)


def answers_entered(letter: str) -> dict[tuple[str, str], frappe._dict]:
	"""Return {(receiver's row, item): what the receiver has entered} of a letter, in one query."""
	incoming, row, entered = _entered(letter)
	rows = entered.select(
		incoming.receiver_row,
		row.letter_item,
		row.answered_on,
		row.answer_type,
		row.answer,
		row.answer_note,
	).run(as_dict=True)
	return {(each.receiver_row, each.letter_item): each for each in rows}


def _entered(letter: str):
	"""Return the query of the answers that the receivers of a letter have entered, with its two tables."""
	incoming, row = frappe.qb.DocType("Incoming Letter"), frappe.qb.DocType("Incoming Letter Item")
	query = (
		frappe.qb.from_(incoming)
		.join(row)
		.on((row.parent == incoming.name) & (row.parenttype == "Incoming Letter"))
		.where((incoming.letter == letter) & row.answered_on.isnotnull())
	)
	return incoming, row, query


def replies_on_paper(letter: str) -> dict[str, frappe._dict]:
	"""Return {who sent it: the letter that came in from outside and answers this one}, the first of each."""
	incoming = frappe.qb.DocType("Incoming Letter")
	rows = (
		frappe.qb.from_(incoming)
		.select(incoming.name.as_("answer"), incoming.sender, incoming.received_on.as_("answered_on"))
		.where(incoming.our_letter == letter)
		.orderby(incoming.received_on, order=Order.desc)
	).run(as_dict=True)
	return {plain(row.sender): row.update(answer_type="Incoming Letter") for row in rows}


def plain(name: str | None) -> str:
	"""Return a name as names are compared: spaces are no difference."""
	return "".join((name or "").split())


def asked_by(letter) -> frappe._dict | None:
	"""Return the round whose documents answer a letter, where it asks for something that they answer."""
	return round_of(letter) if any(item.done_when != FREE for item in letter.items) else None


def done_areas(item, letter, asked) -> dict[str, tuple] | None:
	"""Return {area: (day or None, DocType, name)} where the documents themselves say that an item is done; None of free ones.

	asked: the round of reporting (`round_of`).
	"""
	if item.done_when == REPORT:
		return reports_sent(asked)
	if item.done_when not in COUNTED:
		return None
	owing = {row.receiver_area for row in letter.receivers if row.receiver_area}
	if len(owing) == 1 and covers(asked.area, *owing):
		# one receiver's own form: nobody else is asked for
		asked = frappe._dict(asked, area=next(iter(owing)))
	return {area: (None, None, None) for area in owing - set(round_items.undone(counted(item), asked))}


def counted(item) -> frappe._dict:
	"""Return an item of a letter as one of a round that counts the same."""
	return frappe._dict(kind=item.done_when, assessment_round=item.assessment_round)


def reports_sent(asked) -> dict[str, tuple]:
	if not asked.name:
		return {}
	reports = rounds.reports_of(asked.name)
	return {
		area: (getdate(report.sent_on) if report.sent_on else None, "Progress Report", report.name)
		for area, report in reports.items()
		if report.meaning in rounds.HANDED_IN
	}


def round_of(letter) -> frappe._dict:
	"""Return the round of reporting whose documents answer a letter: its own, else what stands for its fiscal year."""
	fields = ["name", "fiscal_year", "hop", "area", "period_from", "period_to"]
	if letter.reporting_round:
		return stored("Reporting Round", letter.reporting_round, fields)
	hop = rounds.DISTRICT_HOP if goes_beyond_provinces(letter) else rounds.PROVINCE_HOP
	year = fiscal_year(getdate(letter.dated or letter.creation))
	found = rounds.round_for(letter.area, hop, year)
	known = stored("Reporting Round", found.name, fields) if found else None
	return known or frappe._dict(name=None, fiscal_year=year, hop=hop, area=letter.area)


def goes_beyond_provinces(letter) -> bool:
	"""Tell whether a letter, as it is stored, has gone to a district or sub-district; asked once of one that was read."""
	if letter.flags.goes_beyond_provinces is None:
		values = {"letter": letter.name, "kind": letter.doctype}
		letter.flags.goes_beyond_provinces = bool(ask(_below_provinces(), values))
	return letter.flags.goes_beyond_provinces


@cache
def _below_provinces() -> str:
	receiver = frappe.qb.DocType("Letter Receiver")
	return (
		frappe.qb.from_(receiver)
		.select(receiver.name)
		.where((receiver.parent == parameter("letter")) & (receiver.parenttype == parameter("kind")))
		.where(Length(receiver.receiver_area) > 2)
		.limit(1)
		.get_sql()
	)


# of the country: added up where the rows are, so that it takes no longer than asking takes


def sums_by_province(letter, late_alone: bool = False) -> list[frappe._dict]:
	"""Return how it stands with a letter in each province, or outside of the system (area ""), in their order.

	letter: the Official Letter, of which the receivers need not be read; late_alone: only who is late is counted. Dicts
	of area, receivers, received, answered, open and late, as `standing` would have it: one query, and one or two for
	what the documents answer.
	"""
	receiver = frappe.qb.DocType("Letter Receiver")
	asked = asked_by(letter)
	each = (
		frappe.qb.from_(receiver)
		.select(receiver.idx, receiver.receiver_area, receiver.received_on)
		.select(*(_as_number(_done_at(receiver, item, letter, asked), _done(item)) for item in letter.items))
		.where((receiver.parent == letter.name) & (receiver.parenttype == letter.doctype))
		.as_("each")
	)
	overdue = [item for item in letter.items if item.due and getdate(item.due) < getdate()]
	done, done_overdue = (
		sum((Field(_done(item), table=each) for item in items), ValueWrapper(0))
		for items in (letter.items, overdue)
	)
	everything, late = len(letter.items), done_overdue < len(overdue)
	answered = (done == everything) & (ValueWrapper(everything) > 0)
	part = Coalesce(Function("left", each.receiver_area, 2), "")
	query = (
		frappe.qb.from_(each)
		.select(part.as_("area"), Count("*").as_("receivers"))
		.select(_count(each.received_on.isnotnull(), "received"), _count(answered, "answered"))
		.select(_count(done < everything, "open"), _count(late, "late"))
		.groupby(part)
		.orderby(Min(each.idx))
	)
	return (query.where(late) if late_alone else query).run(as_dict=True)


def _done(item) -> str:
	return f"done_{item.idx}"


def _as_number(criterion, name: str):
	return Case(name).when(criterion, 1).else_(0)


def _count(criterion, name: str):
	"""Return the term that counts the rows for which the criterion holds: a sum would be a decimal."""
	return Count(Case().when(criterion, 1)).as_(name)


def _done_at(receiver, item, letter, asked):
	"""Return the query criterion: an item is done at a receiver, whether he has entered it or the documents say so."""
	if item.done_when == REPORT:
		return receiver.receiver_area.isin(_areas_of_reports(asked))
	if item.done_when in COUNTED:
		undone = round_items.undone_in(counted(item), asked)
		return receiver.receiver_area.isnotnull() & receiver.receiver_area.notin(undone)
	incoming, row, entered = _entered(letter.name)
	entered = entered.where(row.letter_item == item.name).select(incoming.receiver_row)
	return receiver.name.isin(entered) | receiver.name.isin(_answered_on_paper(letter.name))


def _areas_of_reports(asked):
	report = frappe.qb.DocType("Progress Report")
	return (
		frappe.qb.from_(report)
		.select(report.area)
		.where((report.reporting_round == (asked.name or "")) & (report.docstatus != 2))
		.where(report.workflow_state.isin(rounds.states_handed_in()))
	)


def _answered_on_paper(letter: str) -> list[str]:
	"""Return the rows of the receivers who have answered a letter by one that came in from outside; never empty."""
	replies = replies_on_paper(letter)
	names = {"parent": letter, "parenttype": "Official Letter"}
	rows = frappe.get_all("Letter Receiver", names, ["name", "receiver_name"]) if replies else []
	return [row.name for row in rows if plain(row.receiver_name) in replies] or [""]


def in_words(each: Standing) -> dict:
	"""Return how an item stands, for people: what, state in words, and the state itself."""
	told = {
		NOT_YET: _("Not Yet"),
		ANSWERED: _("Answered"),
		LATE: _("Late by {0} days").format(each.days_late),
	}
	text = told[each.state]
	if each.state == ANSWERED and each.days_late:
		text = _("Answered {0} days late").format(each.days_late)
	return {"item": each.item, "what": each.what, "state": each.state, "text": text}


def is_late(standing_rows: list[Standing]) -> bool:
	return any(row.state == LATE for row in standing_rows)
