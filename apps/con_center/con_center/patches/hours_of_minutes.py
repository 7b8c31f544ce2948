"""Minutes told the hour in which the form was opened: where both hours are the same, nobody has entered them."""

import frappe

from con_center.approval.meaning import states
from con_center.meetings.workflow import LOCKED


def execute():
	meeting = frappe.qb.DocType("Meeting")
	(
		frappe.qb.update(meeting)
		.set(meeting.opened_at, None)
		.set(meeting.closed_at, None)
		.where(meeting.workflow_state.notin(states("Meeting", *LOCKED)))
		.where(meeting.opened_at == meeting.closed_at)
	).run()
