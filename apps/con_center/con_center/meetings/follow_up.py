"""Who follows up what: tasks given out by a meeting, and listed at the next one until they are done."""

import frappe
from frappe.utils import today

from con_center.access.posts import holders
from con_center.meetings import matters_arising
from con_center.thai import collapse_spaces

OFFICER_ROLE = {
	"Sub-district": "CON Sub-district Officer",
	"District": "CON District Officer",
	"Province": "CON Province Officer",
	"Country": "CON Central Officer",
}
TYPED_FIELDS = ("status", "progress")


def officers(area: str) -> list[dict]:
	"""Return the officers in whose care the area is, the nearest first: rows of `scope.holders`."""
	found: dict[str, dict] = {}
	for role in OFFICER_ROLE.values():
		for row in holders(role, area):
			found.setdefault(row.user, row)
	return sorted(found.values(), key=lambda row: (row.area == "00", -len(row.area), row.officer_name))


def people(meeting) -> list[str]:
	names = [row.full_name for row in meeting.attendance] + [
		row.officer_name for row in officers(meeting.area)
	]
	return list(dict.fromkeys(names))


def user_named(name: str, area: str) -> str | None:
	"""Return the user of the officer of the area who has this name; None if it is nobody's, or more than one's."""
	users = {row.user for row in officers(area) if collapse_spaces(row.officer_name) == collapse_spaces(name)}
	return users.pop() if len(users) == 1 else None


def set_list(meeting) -> None:
	"""List the open tasks of earlier meetings; what was noted in the list stays."""
	noted = {row.task: row for row in meeting.follow_ups}
	meeting.set("follow_ups", [])
	for idx, task in enumerate(matters_arising.open_tasks(matters_arising.meetings(meeting)), 1):
		row = meeting.append("follow_ups", noted.get(task.name) or {"progress": task.progress})
		row.update(
			{
				"task": task.name,
				"idx": idx,
				"status": row.status or "Open",
				**{
					field: task[field]
					for field in ("subject", "responsible", "due_date", "resolution_number")
				},
			}
		)


def keep_list(meeting, before) -> None:
	"""Of a closed meeting the list stays as it was dealt with."""
	meeting.set("follow_ups", [])
	for old in before.follow_ups:
		meeting.append("follow_ups", old.as_dict())


def give_out(meeting) -> None:
	"""Make a task of each item that somebody is to follow up."""
	for row in meeting.agenda:
		if not row.follow_up:
			continue
		task = frappe.new_doc("Meeting Task")
		task.update(
			{
				"subject": row.follow_up,
				"responsible": row.responsible,
				"due_date": row.due_date,
				"meeting": meeting.name,
				"agenda_item": row.name,
				"resolution_number": row.resolution_number,
				"resolution": row.resolution,
			}
		)
		task.flags.by_system = True
		row.task = task.insert().name


def write_back(meeting) -> None:
	"""Bring into the tasks what the meeting was told of them."""
	for row in meeting.follow_ups:
		task = frappe.get_doc("Meeting Task", row.task)
		if task.status == row.status and (task.progress or "") == (row.progress or ""):
			continue
		task.update({"status": row.status, "progress": row.progress})
		if row.status == "Done":
			task.done_on = min(str(meeting.meeting_date), today())
		task.save()
