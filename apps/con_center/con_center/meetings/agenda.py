"""The agenda: its parts in the usual order, filled from a template and from what earlier meetings have left.

The order of parts is the usual one of Thai official meetings; no source states it (domain.md 6.7), so headings
and order come from the Agenda Template, which an admin may change.
"""

import frappe
from frappe import _

from con_center.meetings import matters_arising
from con_center.meetings.errors import AgendaError, UndecidedItemError, VoteError
from con_center.thai import thai_date

HEADINGS = {
	"Chair's Notices": "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ",
	"Adoption of Minutes": "เรื่องรับรองรายงานการประชุม",
	"Matters Arising": "เรื่องสืบเนื่องและเรื่องเพื่อทราบ",
	"For Consideration": "เรื่องเพื่อพิจารณา",
	"Other Matters": "เรื่องอื่น ๆ (ถ้ามี)",
}
ADOPTED = ("Adopted", "Adopted with Corrections")
# outcomes that are resolutions, with a number of their own
RESOLVED = ("Approved", "Not Approved", *ADOPTED)
OPEN_AGAIN = ("Parked", "Withdrawn")
# of an item of a closed meeting, what can no longer be changed: tasks and numbers hang on it
SETTLED_FIELDS = ("part", "outcome", "minutes_of", "follow_up", "responsible", "due_date")


def find_template(kind: str) -> str | None:
	"""Return the template for new meetings of this kind: its own one before one for every kind."""
	found = frappe.get_all(
		"Agenda Template",
		filters={"is_default": 1, "disabled": 0, "kind": ("in", (kind, ""))},
		order_by="kind desc, modified desc",
		limit=1,
		pluck="name",
	)
	return found[0] if found else None


def headings_of(template: str | None) -> dict[str, str]:
	"""Return heading by part, in the order in which the parts come: as the template says, else the usual ones."""
	if not template:
		return dict(HEADINGS)
	found: dict[str, str] = {}
	for row in frappe.get_cached_doc("Agenda Template", template).items_in_order():
		found.setdefault(row.part, row.heading)
	return found


def headings(meeting) -> dict[str, str]:
	"""Return the meeting's own headings by part, as they stand on its agenda."""
	stored = frappe.parse_json(meeting.agenda_headings or "[]")
	known = {part: heading for part, heading in stored} or HEADINGS
	used = {row.part for row in meeting.agenda}
	return {**known, **{part: text for part, text in HEADINGS.items() if part in used and part not in known}}


def set_headings(meeting) -> None:
	meeting.agenda_template = meeting.agenda_template or find_template(meeting.kind)
	meeting.agenda_headings = frappe.as_json(list(headings_of(meeting.agenda_template).items()), indent=None)


def fill(meeting) -> None:
	"""Add what is missing: the template's items, minutes to adopt, and items parked at earlier meetings."""
	add_template_items(meeting)
	found = matters_arising.meetings(meeting)
	add_minutes_to_adopt(meeting, found)
	add_parked_items(meeting, found)


def add_template_items(meeting) -> None:
	if not meeting.agenda_template:
		return
	present = {(row.part, row.subject) for row in meeting.agenda}
	for row in frappe.get_cached_doc("Agenda Template", meeting.agenda_template).items_in_order():
		if row.subject and (row.part, row.subject) not in present:
			meeting.append("agenda", {"part": row.part, "subject": row.subject})


def add_minutes_to_adopt(meeting, found) -> None:
	present = {row.minutes_of for row in meeting.agenda}
	for row in matters_arising.minutes_to_adopt(found):
		if row.name not in present:
			meeting.append(
				"agenda",
				{
					"part": "Adoption of Minutes",
					"subject": f"รับรองรายงานการประชุม ครั้งที่ {row.number} เมื่อวันที่ {thai_date(row.meeting_date, thai=False)}",
					"minutes_of": row.name,
				},
			)


def add_parked_items(meeting, found) -> None:
	present = {row.carried_item for row in meeting.agenda}
	minutes = {row.minutes_of for row in meeting.agenda if row.minutes_of}
	for row in matters_arising.parked_items(meeting, found):
		if row.name in present or row.minutes_of in minutes:
			continue
		meeting.append(
			"agenda",
			{
				"part": row.part,
				"subject": row.subject,
				"background": row.background,
				"minutes_of": row.minutes_of,
				"carried_from": row.parent,
				"carried_item": row.name,
			},
		)


def set_numbers(meeting) -> None:
	"""Put the rows into the order of their parts and number them: 4.1 is the first item of the fourth part."""
	order = {part: place for place, part in enumerate(headings(meeting), 1)}
	meeting.agenda.sort(key=lambda row: order.get(row.part, 99))
	count: dict[str, int] = {}
	for idx, row in enumerate(meeting.agenda, 1):
		row.idx = idx
		count[row.part] = count.get(row.part, 0) + 1
		row.number = f"{order.get(row.part, 99)}.{count[row.part]}"


def validate(meeting) -> None:
	seen: dict[str, int] = {}
	for row in meeting.agenda:
		validate_outcome(row)
		validate_votes(row, meeting)
		validate_follow_up(row, meeting)
		validate_minutes(row, meeting, seen)


def validate_outcome(row) -> None:
	if row.outcome in ADOPTED and not row.minutes_of:
		frappe.throw(
			_(
				"Agenda, row {0}: {1} is the outcome of minutes only. Choose the meeting in “Minutes of”."
			).format(row.idx, frappe.bold(_(row.outcome))),
			AgendaError,
		)
	if row.minutes_of and row.outcome and row.outcome not in (*ADOPTED, *OPEN_AGAIN):
		frappe.throw(
			_("Agenda, row {0}: minutes are adopted, adopted with corrections, parked or withdrawn.").format(
				row.idx
			),
			AgendaError,
		)
	if row.outcome == "Adopted with Corrections" and not row.resolution:
		frappe.throw(
			_("Agenda, row {0}: write in “Resolution” what the meeting corrected in the minutes.").format(
				row.idx
			),
			AgendaError,
		)


def validate_votes(row, meeting) -> None:
	votes = [row.votes_for or 0, row.votes_against or 0, row.votes_abstain or 0]
	if not any(votes) or not all(member.status for member in meeting.attendance):
		return  # who was there is noted after the votes, perhaps; before the meeting closes it has to be
	if meeting.committees and sum(votes) > meeting.present_members:
		frappe.throw(
			_(
				"Agenda, row {0}: {1} votes are noted, but {2} members are present. Correct one of them."
			).format(row.idx, sum(votes), meeting.present_members),
			VoteError,
		)
	if (row.outcome == "Approved" and votes[0] <= votes[1]) or (
		row.outcome == "Not Approved" and votes[0] > votes[1]
	):
		frappe.msgprint(
			_(
				"Agenda, row {0}: the outcome is “{1}” with {2} votes for and {3} against. Is this right?"
			).format(row.idx, _(row.outcome), votes[0], votes[1]),
			title=_("Votes"),
			indicator="orange",
		)


def validate_follow_up(row, meeting) -> None:
	if not row.follow_up:
		return
	for field in ("responsible", "due_date"):
		if not row.get(field):
			frappe.throw(
				_("Agenda, row {0}: something is to be done. Fill in {1}.").format(
					row.idx, frappe.bold(_(row.meta.get_label(field)))
				),
				AgendaError,
			)
	if meeting.meeting_date and frappe.utils.getdate(row.due_date) < meeting.meeting_date:
		frappe.throw(
			_("Agenda, row {0}: By When lies before the meeting. Correct the day.").format(row.idx),
			AgendaError,
		)


def validate_minutes(row, meeting, seen: dict[str, int]) -> None:
	if not row.minutes_of:
		return
	if row.minutes_of in seen:
		frappe.throw(
			_("Agenda, row {0}: these minutes are in row {1} already.").format(row.idx, seen[row.minutes_of]),
			AgendaError,
		)
	seen[row.minutes_of] = row.idx
	center, starts_on = frappe.db.get_value("Meeting", row.minutes_of, ["center", "starts_on"]) or (
		None,
		None,
	)
	if center != meeting.center or starts_on >= frappe.utils.get_datetime(meeting.starts_on):
		frappe.throw(
			_("Agenda, row {0}: “Minutes of” takes an earlier meeting of the same center.").format(row.idx),
			AgendaError,
		)


def require_decided(meeting) -> None:
	"""Refuse to close a meeting while an item is undecided."""
	open_items = [row.number for row in meeting.agenda if not row.outcome]
	if open_items:
		frappe.throw(
			_("Agenda: the items {0} are undecided. Give each an outcome; what is put off is “{1}”.").format(
				frappe.bold(", ".join(open_items)), _("Parked")
			),
			UndecidedItemError,
		)


def keep_settled(meeting, before) -> None:
	"""Of a closed meeting the wording can be corrected, not what was decided."""
	rows = {row.name: row for row in meeting.agenda}
	for old in before.agenda:
		new = rows.pop(old.name, None)
		changed = new and next((f for f in SETTLED_FIELDS if _differs(new, old, f)), None)
		if not new or changed:
			frappe.throw(
				_(
					"Agenda, item {0}: the meeting is closed. Its wording can be corrected, but not {1}."
				).format(
					old.number, frappe.bold(_(old.meta.get_label(changed)) if changed else _("removed"))
				),
				AgendaError,
			)
	if rows:
		frappe.throw(
			_("Agenda, row {0}: the meeting is closed. Put new items on the agenda of the next one.").format(
				next(iter(rows.values())).idx
			),
			AgendaError,
		)


def _differs(new, old, field: str) -> bool:
	if field == "due_date":
		return (new.get(field) and frappe.utils.getdate(new.get(field))) != (old.get(field) or None)
	return (new.get(field) or "") != (old.get(field) or "")
