"""Who was in which session: rows of the participants, written and counted for many at once."""

import hashlib

import frappe
from frappe.query_builder.functions import Count
from frappe.utils import now

from con_center.access.statements import among

ROW, PARTICIPANT = "Training Attendance", "Training Participant"
LIST, CODE = "List", "Code"
BULK = 1000


def note(participants: list[str], session: int, how: str, present: bool = True) -> None:
	"""Note that participants (names) are in a session, or that they are not; who is noted already stays as he was.

	Who calls it has checked that they are of the training, and that the user may note them.
	"""
	for start in range(0, len(participants), BULK):
		some = participants[start : start + BULK]
		_insert(some, session, how) if present else _remove(some, session)
		_count_again(some)


def by_session(training: str) -> dict[int, int]:
	"""Return how many were in each session, by its number."""
	row, participant = frappe.qb.DocType(ROW), frappe.qb.DocType(PARTICIPANT)
	found = (
		frappe.qb.from_(row)
		.join(participant)
		.on((row.parent == participant.name) & (row.parenttype == PARTICIPANT))
		.select(row.session_number, Count("*"))
		.where(participant.training == training)
		.groupby(row.session_number)
	).run()
	return dict(found)


def here(participants: list[str], session: int) -> set[str]:
	"""Return those of the participants who are noted in the session."""
	filters = {"parent": among(participants), "parenttype": PARTICIPANT, "session_number": session}
	return set(frappe.get_all(ROW, filters=filters, pluck="parent"))


def count_in_year(training: str, year: int) -> None:
	"""Note of all participants in which fiscal year (BE) their training was held; 0: it is not over yet."""
	table = frappe.qb.DocType(PARTICIPANT)
	frappe.qb.update(table).set(table.held_year, year).where(table.training == training).run()


def _insert(participants: list[str], session: int, how: str) -> None:
	stamp, user = now(), frappe.session.user
	rows = [
		{
			# of two who note somebody at once, one does
			"name": hashlib.blake2s(f"{name}/{session}".encode(), digest_size=10).hexdigest(),
			"parent": name,
			"parenttype": PARTICIPANT,
			"parentfield": "attendance",
			"idx": session,
			"session_number": session,
			"signed_in_on": stamp,
			"how": how,
			"creation": stamp,
			"modified": stamp,
			"owner": user,
			"modified_by": user,
		}
		for name in participants
	]
	if rows:
		values = [[*row.values()] for row in rows]
		frappe.db.bulk_insert(ROW, [*rows[0]], values, ignore_duplicates=True)


def _remove(participants: list[str], session: int) -> None:
	frappe.db.delete(
		ROW, {"parent": ("in", participants), "parenttype": PARTICIPANT, "session_number": session}
	)


def _count_again(participants: list[str]) -> None:
	row = frappe.qb.DocType(ROW)
	counted = dict(
		frappe.qb.from_(row)
		.select(row.parent, Count("*"))
		.where(row.parent.isin(participants) & (row.parenttype == PARTICIPANT))
		.groupby(row.parent)
		.run()
	)
	by_number: dict[int, list[str]] = {}
	for name in participants:
		by_number.setdefault(counted.get(name, 0), []).append(name)
	table = frappe.qb.DocType(PARTICIPANT)
	for number, names in by_number.items():
		(
			frappe.qb.update(table)
			.set(table.sessions_attended, number)
			.set(table.came, int(number > 0))
			.where(table.name.isin(names))
		).run()
