"""Who was there: the list of members sitting on the day, and the quorum that it makes."""

import frappe
from frappe import _

from con_center.access.statements import among
from con_center.committees.doctype.committee_member.committee_member import is_named, key_of
from con_center.meetings import rules
from con_center.meetings.errors import AttendanceError
from con_center.thai import collapse_spaces

COMMITTEE = "Center Committee"
TYPED_FIELDS = ("status", "proxy_name", "proxy_position", "reason")


def roster(meeting) -> list[dict]:
	"""Return a row for each person who sits in the meeting's committees on its day, by the rank of the roles.

	Somebody who sits in two of them stands once, with both `seats`.
	"""
	committees = [row.committee for row in meeting.committees]
	ranks = dict(frappe.get_all("Committee Role", fields=["name", "rank"], as_list=True))
	members = frappe.get_all(
		"Committee Member",
		filters={"parent": among(committees), "parenttype": "Committee"},
		fields=[
			"parent",
			"idx",
			"full_name",
			"first_name",
			"last_name",
			"post",
			"role",
			"organization_name",
			"joined_on",
			"left_on",
		],
	)
	members.sort(key=lambda m: (committees.index(m.parent), ranks.get(m.role, 999), m.idx))
	found: dict[str, dict] = {}
	for member in members:
		if not rules.sits_on(member.joined_on, member.left_on, meeting.meeting_date):
			continue
		key = key_of(member)
		if key in found:
			found[key]["seats"] += f"\n{member.parent}"
		else:
			found[key] = {
				"person": key,
				"full_name": member.full_name,
				"committee_role": standing(member),
				"organization_name": member.organization_name,
				"seats": member.parent,
			}
	return list(found.values())


def standing(member) -> str:
	"""Return how a member stands on the list: the role, behind the post of one who has a name, too."""
	return f"{member.post} {member.role}" if member.post and is_named(member) else member.role


def set_list(meeting) -> None:
	"""Bring the list in line with who sits on the day; what was noted of a person stays."""
	noted = {row.person: row for row in meeting.attendance if row.person}
	meeting.set("attendance", [])
	for idx, entry in enumerate(roster(meeting), 1):
		row = meeting.append("attendance", noted.get(entry["person"]) or {})
		row.update({**entry, "idx": idx})


def keep_list(meeting, before) -> None:
	"""Of a closed meeting the list of members stays; what was noted of them can be corrected."""
	noted = {row.name: row for row in meeting.attendance}
	meeting.set("attendance", [])
	for old in before.attendance:
		row = meeting.append("attendance", old.as_dict())
		if old.name in noted:
			row.update({field: noted[old.name].get(field) for field in TYPED_FIELDS})


def validate(meeting) -> None:
	for row in meeting.attendance:
		row.proxy_name = collapse_spaces(row.proxy_name)
		if row.status != "Proxy":
			row.proxy_name = row.proxy_position = None
		elif not row.proxy_name:
			frappe.throw(
				_("Members, row {0}: {1} is represented. Fill in {2}.").format(
					row.idx, frappe.bold(row.full_name), frappe.bold(_("Name of the Proxy"))
				),
				AttendanceError,
			)
	validate_proxies(meeting)


def validate_proxies(meeting) -> None:
	"""A proxy stands for one member, and is not himself one who is present."""
	present = {
		collapse_spaces(row.full_name): row.idx for row in meeting.attendance if row.status == "Present"
	}
	for row in meeting.attendance:
		if row.status != "Proxy":
			continue
		if row.proxy_name in present:
			frappe.throw(
				_("Members, row {0}: the proxy {1} is in row {2} already and counts once.").format(
					row.idx, frappe.bold(row.proxy_name), present[row.proxy_name]
				),
				AttendanceError,
			)
		present[row.proxy_name] = row.idx


def set_quorum(meeting) -> None:
	"""Compute the quorum: each committee has its own, and the meeting has one when all of them have."""
	percent, proxies = meeting.quorum_percent, bool(meeting.proxies_count)
	for row in meeting.committees:
		result = rules.quorum(
			[member.status or "" for member in meeting.attendance if row.committee in seats(member)],
			percent,
			proxies,
		)
		row.sitting, row.present, row.needed = result
		row.has_quorum = int(result.reached)
	whole = rules.quorum([member.status or "" for member in meeting.attendance], percent, proxies)
	meeting.sitting_members, meeting.present_members = whole.sitting, whole.present
	meeting.has_quorum = int(bool(meeting.committees) and all(row.has_quorum for row in meeting.committees))


def note_present(meeting) -> None:
	"""Note with each row who was there in person for the committee of a center: what the measures of success count."""
	of_centers = {row.committee for row in meeting.committees if row.kind == COMMITTEE}
	for member in meeting.attendance:
		is_there = member.status == "Present" and not of_centers.isdisjoint(seats(member))
		member.present_member = member.person if is_there else None


def seats(member) -> list[str]:
	return (member.seats or "").split("\n")


def require_noted(meeting) -> None:
	"""Refuse to close a meeting while somebody's attendance is not noted."""
	open_rows = [str(row.idx) for row in meeting.attendance if not row.status]
	if open_rows:
		frappe.throw(
			_(
				"Members: the attendance of rows {0} is not noted. Choose present, excused, absent or proxy."
			).format(frappe.bold(", ".join(open_rows))),
			AttendanceError,
		)
