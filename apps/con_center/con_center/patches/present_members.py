"""Who was there for a center's committee is noted with each row of older meetings; one index takes the place of another."""

import frappe
from pypika.terms import CustomFunction

from con_center.learning.doctype.training_participant import training_participant
from con_center.meetings.attendance import COMMITTEE
from con_center.meetings.doctype.meeting import meeting

OLD_INDEX = "held_year_came_participant_group_province_district_area_index"
find_in_set = CustomFunction("FIND_IN_SET", ["text", "list"])
replace = CustomFunction("REPLACE", ["text", "what", "by"])


def execute():
	row, body = frappe.qb.DocType("Meeting Attendance"), frappe.qb.DocType("Meeting Committee")
	(
		frappe.qb.update(row)
		.join(body)
		.on((body.parent == row.parent) & (body.parenttype == "Meeting") & (body.kind == COMMITTEE))
		.set(row.present_member, row.person)
		.where((row.parenttype == "Meeting") & (row.status == "Present") & (row.person != ""))
		.where(find_in_set(body.committee, replace(row.seats, "\n", ",")) > 0)
	).run()
	meeting.on_doctype_update()
	training_participant.on_doctype_update()
	if frappe.db.has_index("tabTraining Participant", OLD_INDEX):
		frappe.db.sql_ddl(f"alter table `tabTraining Participant` drop index `{OLD_INDEX}`")
