"""Members of a committee from the forum that selected them: who is on its list, and when and where it was."""

import frappe
from frappe import _

from con_center.approval.meaning import CANCELLED, states
from con_center.committees import adding, name_lists
from con_center.committees.name_lists import Reading
from con_center.seams.arguments import Dict


@frappe.whitelist()
def members(committee: Dict) -> dict:
	"""Return who came to the center's last forum, and the fields of the committee that tell of it."""
	adding.require_center(committee)
	found = frappe.get_list(
		"Meeting",
		filters={
			"center": committee["center"],
			"kind": "Forum",
			"workflow_state": ("not in", states("Meeting", CANCELLED)),
		},
		order_by="starts_on desc",
		limit=1,
		pluck="name",
	)
	if not found:
		return adding.answer(Reading([], [_("No forum of this center is recorded as a meeting.")]), committee)
	forum = frappe.get_doc("Meeting", found[0])
	forum.check_permission("read")
	role = adding.roles_of(committee).ordinary
	present = [row for row in forum.attendance if row.status == "Present"]
	entries = [
		name_lists.member(row.full_name, role=role, organization_name=row.organization_name)
		for row in (*present, *forum.guests)
	]
	# how many came is not told by who was written down
	about = {"forum_date": str(forum.meeting_date), "forum_place": forum.place}
	return adding.answer(Reading(entries, [_("From {0}").format(forum.title)]), committee, about=about)
