"""What has become of what a letter asks for: of each item and receiver, not yet, answered by what, or late by how much.

An item that asks for the progress report, or for what a round of reporting counts, is answered by these documents
themselves, whoever enters what; a free item by what the receiver has entered in his register, or by his letter.
"""

from collections.abc import Iterable
from typing import NamedTuple

import frappe
from frappe import _
from frappe.utils import getdate

from con_center.access.areas import level_of
from con_center.correspondence.items import COUNTED, REPORT
from con_center.reporting import round_items, rounds
from con_center.thai import fiscal_year

NOT_YET, ANSWERED, LATE = "Not Yet", "Answered", "Late"


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


def standings(letter, areas: Iterable[str] | None = None) -> dict[str, list[Standing]]:
	"""Return {name of a receiver's row: how its items stand}, of all receivers, or of those in these areas.

	letter: the Official Letter. A fixed number of queries, whatever the number of receivers.
	"""
	day = getdate()
	wanted = None if areas is None else set(areas)
	found = [row for row in letter.receivers if wanted is None or row.receiver_area in wanted]
	entered, replies = answers_entered(letter.name), replies_on_paper(letter.name)
	done = {item.name: done_areas(item, letter) for item in letter.items}
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
		for row in found
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
	incoming, row = frappe.qb.DocType("Incoming Letter"), frappe.qb.DocType("Incoming Letter Item")
	rows = (
		frappe.qb.from_(row)
		.join(incoming)
		.on((row.parent == incoming.name) & (row.parenttype == "Incoming Letter"))
		.select(
			incoming.receiver_row,
			row.letter_item,
			row.answered_on,
			row.answer_type,
			row.answer,
			row.answer_note,
		)
		.where((incoming.letter == letter) & row.answered_on.isnotnull())
	).run(as_dict=True)
	return {(each.receiver_row, each.letter_item): each for each in rows}


def replies_on_paper(letter: str) -> dict[str, frappe._dict]:
	"""Return {who sent it: the letter that came in from outside and answers this one}, the first of each."""
	rows = frappe.get_all(
		"Incoming Letter",
		filters={"our_letter": letter},
		fields=["name as answer", "sender", "received_on as answered_on"],
		order_by="received_on desc",
	)
	return {plain(row.sender): row.update(answer_type="Incoming Letter") for row in rows}


def plain(name: str | None) -> str:
	"""Return a name as names are compared: spaces are no difference."""
	return "".join((name or "").split())


def done_areas(item, letter) -> dict[str, tuple] | None:
	"""Return {area: (day or None, DocType, name)} where the documents themselves say that an item is done; None of free ones."""
	asked = round_of(letter)
	if item.done_when == REPORT:
		return reports_sent(asked)
	if item.done_when not in COUNTED:
		return None
	undone = round_items.undone(
		frappe._dict(kind=item.done_when, assessment_round=item.assessment_round), asked
	)
	owing = {row.receiver_area for row in letter.receivers if row.receiver_area}
	return {area: (None, None, None) for area in owing - set(undone or {})}


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
		return frappe.db.get_value("Reporting Round", letter.reporting_round, fields, as_dict=True)
	levels = {level_of(row.receiver_area) for row in letter.receivers if row.receiver_area}
	hop = rounds.PROVINCE_HOP if levels == {"Province"} else rounds.DISTRICT_HOP
	year = fiscal_year(getdate(letter.dated or letter.creation))
	found = rounds.round_for(letter.area, hop, year)
	known = frappe.db.get_value("Reporting Round", found.name, fields, as_dict=True) if found else None
	return known or frappe._dict(name=None, fiscal_year=year, hop=hop, area=letter.area)


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
