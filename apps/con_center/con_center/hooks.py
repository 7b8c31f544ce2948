from con_center.entry import ENTERED_DOCTYPES
from con_center.scope import SCOPED_DOCTYPES

app_name = "con_center"
app_title = "CON Center"
app_publisher = "CON Center developers"
app_description = "Case work of Thailand's Community Organization Network Centers"
app_email = "con-center@example.com"
app_license = "mit"

# Installation and updates: each seeds what is missing and leaves what an admin has changed
after_install = "con_center.setup.install.after_install"
after_migrate = "con_center.setup.install.after_migrate"
before_uninstall = "con_center.setup.uninstall.before_uninstall"
after_uninstall = "con_center.setup.uninstall.after_uninstall"

# Scope: who may see which area. The list condition and the document check come from one rule
permission_query_conditions = {
	"Action Plan": "con_center.planning.doctype.action_plan.action_plan.get_permission_query_conditions",
	"Activity Progress": "con_center.planning.doctype.activity_progress.activity_progress.get_permission_query_conditions",
	"Appointment Order": "con_center.appointments.doctype.appointment_order.appointment_order.get_permission_query_conditions",
	"Approval Log": "con_center.approval.doctype.approval_log.approval_log.get_permission_query_conditions",
	"Assessment": "con_center.assessments.doctype.assessment.assessment.get_permission_query_conditions",
	"Committee": "con_center.committees.doctype.committee.committee.get_permission_query_conditions",
	"Community Organization": "con_center.organization.doctype.community_organization.community_organization.get_permission_query_conditions",
	"CON Center": "con_center.organization.doctype.con_center.con_center.get_permission_query_conditions",
	"District Assessment Confirmation": "con_center.assessments.doctype.district_assessment_confirmation.district_assessment_confirmation.get_permission_query_conditions",
	"Document Number": "con_center.numbering.doctype.document_number.document_number.get_permission_query_conditions",
	"Meeting": "con_center.meetings.doctype.meeting.meeting.get_permission_query_conditions",
	"Meeting Task": "con_center.meetings.doctype.meeting_task.meeting_task.get_permission_query_conditions",
	"Number Counter": "con_center.numbering.doctype.number_counter.number_counter.get_permission_query_conditions",
	"Officer Assignment": "con_center.organization.doctype.officer_assignment.officer_assignment.get_permission_query_conditions",
	"Plan Project": "con_center.planning.doctype.plan_project.plan_project.get_permission_query_conditions",
	"Progress Report": "con_center.reporting.doctype.progress_report.progress_report.get_permission_query_conditions",
	"Reporting Round": "con_center.reporting.doctype.reporting_round.reporting_round.get_permission_query_conditions",
	# the rows of their tables, which can be asked for by themselves
	"Activity Evidence": "con_center.planning.doctype.activity_evidence.activity_evidence.get_permission_query_conditions",
	"Activity Participant": "con_center.planning.doctype.activity_participant.activity_participant.get_permission_query_conditions",
	"Activity Spending": "con_center.planning.doctype.activity_spending.activity_spending.get_permission_query_conditions",
	"Appointment Order Change": "con_center.appointments.doctype.appointment_order_change.appointment_order_change.get_permission_query_conditions",
	"Appointment Order Member": "con_center.appointments.doctype.appointment_order_member.appointment_order_member.get_permission_query_conditions",
	"Assessment Band": "con_center.assessments.doctype.assessment_band.assessment_band.get_permission_query_conditions",
	"Assessment Category Result": "con_center.assessments.doctype.assessment_category_result.assessment_category_result.get_permission_query_conditions",
	"Assessment Score": "con_center.assessments.doctype.assessment_score.assessment_score.get_permission_query_conditions",
	"Committee Member": "con_center.committees.doctype.committee_member.committee_member.get_permission_query_conditions",
	"Meeting Agenda Item": "con_center.meetings.doctype.meeting_agenda_item.meeting_agenda_item.get_permission_query_conditions",
	"Meeting Attendance": "con_center.meetings.doctype.meeting_attendance.meeting_attendance.get_permission_query_conditions",
	"Meeting Committee": "con_center.meetings.doctype.meeting_committee.meeting_committee.get_permission_query_conditions",
	"Meeting Follow-up": "con_center.meetings.doctype.meeting_follow_up.meeting_follow_up.get_permission_query_conditions",
	"Meeting Guest": "con_center.meetings.doctype.meeting_guest.meeting_guest.get_permission_query_conditions",
	"Plan Activity Budget": "con_center.planning.doctype.plan_activity_budget.plan_activity_budget.get_permission_query_conditions",
	"Plan Activity Participant": "con_center.planning.doctype.plan_activity_participant.plan_activity_participant.get_permission_query_conditions",
	"Plan Activity": "con_center.planning.doctype.plan_activity.plan_activity.get_permission_query_conditions",
	"Plan Project Budget": "con_center.planning.doctype.plan_project_budget.plan_project_budget.get_permission_query_conditions",
	"Plan Project Referral": "con_center.planning.doctype.plan_project_referral.plan_project_referral.get_permission_query_conditions",
	"Progress Report Figure": "con_center.reporting.doctype.progress_report_figure.progress_report_figure.get_permission_query_conditions",
	"Reporting Round Item": "con_center.reporting.doctype.reporting_round_item.reporting_round_item.get_permission_query_conditions",
	# and what Frappe files by role, whatever the area
	"Workflow Action": "con_center.approval.waiting.hide_workflow_actions",
}
has_permission = {doctype: "con_center.scope.has_permission" for doctype in SCOPED_DOCTYPES}
standard_queries = {"Area": "con_center.organization.doctype.area.area.search"}

# Doors: what clients may call is in one table (seams/doors/table.py), asked when the user of a request is known
auth_hooks = ["con_center.entry.sent.check_request", "con_center.seams.doors.check_request"]
page_renderer = ["con_center.seams.doors.pages.ClosedPage"]
override_whitelisted_methods = {
	# approval: Frappe's workflow buttons lead to decisions
	"frappe.model.workflow.apply_workflow": "con_center.approval.decision.apply_workflow",
	"frappe.model.workflow.get_transitions": "con_center.approval.decision.get_transitions",
	# answers that would tell more than their caller may read
	"frappe.client.bulk_update": "con_center.entry.bulk.bulk_update",
	"frappe.client.get_count": "con_center.seams.doors.answers.get_count",
	"frappe.core.doctype.user.user.generate_keys": "con_center.seams.doors.answers.generate_keys",
	"frappe.desk.doctype.dashboard_chart.dashboard_chart.get": "con_center.seams.doors.answers.get_chart",
	"frappe.desk.doctype.event.event.get_events": "con_center.seams.doors.answers.get_events",
	"frappe.desk.listview.get_group_by_count": "con_center.seams.doors.answers.get_group_by_count",
	"frappe.desk.form.linked_with.get": "con_center.seams.doors.answers.get_linked",
	"frappe.desk.form.linked_with.get_submitted_linked_docs": "con_center.seams.doors.answers.get_submitted_linked_docs",
	"frappe.desk.notifications.get_open_count": "con_center.seams.doors.answers.get_open_count",
	"frappe.desk.search.get_link_title": "con_center.seams.doors.answers.get_link_title",
	"frappe.utils.global_search.search": "con_center.seams.doors.answers.search_everywhere",
	# who forgot his password is told nothing about accounts
	"frappe.core.doctype.user.user.reset_password": "con_center.sign_in.passwords.reset_password",
	# printing has an engine of its own
	"frappe.utils.pdf.is_wkhtmltopdf_valid": "con_center.printing.engine.is_engine_valid",
}
override_doctype_class = {
	"Auto Email Report": "con_center.seams.companions.GuardedAutoEmailReport",
	"Data Import": "con_center.seams.companions.GuardedDataImport",
	"File": "con_center.seams.files.GuardedFile",
	"Notification": "con_center.seams.companions.GuardedNotification",
	"Prepared Report": "con_center.seams.companions.GuardedPreparedReport",
	"System Settings": "con_center.sign_in.system_settings.CONSystemSettings",
}

# What is typed is checked before anything else, forms show titles after a save, too; and a guard on Frappe's own documents
doc_events = {
	**{
		doctype: {
			"before_validate": "con_center.entry.documents.check_unseen",
			"onload": "con_center.titles.send",
		}
		for doctype in ENTERED_DOCTYPES
	},
	"CON Center": {
		"before_validate": "con_center.entry.documents.check_unseen",
		"onload": "con_center.titles.send",
		"on_update": "con_center.assessments.confirming.center_changed",
	},
	"Comment": {"before_insert": "con_center.seams.companions.sign_comment"},
	"Custom HTML Block": {"validate": "con_center.seams.companions.refuse_script"},
	"DocShare": {"validate": "con_center.seams.companions.refuse_sharing"},
	"User": {"before_validate": "con_center.seams.secrets.keep"},
	"Workspace": {
		"validate": "con_center.seams.companions.keep_workspace",
		"before_rename": "con_center.seams.companions.keep_workspace",
		"on_trash": "con_center.seams.companions.keep_workspace",
	},
	**{
		doctype: {"validate": "con_center.seams.companions.refuse_foreign"}
		for doctype in ("Document Follow", "Tag Link", "ToDo")
	},
}

# The calendar moves posts in and out of force, and reminds
scheduler_events = {
	"daily": [
		"con_center.organization.doctype.officer_assignment.officer_assignment.update_expired",
		"con_center.meetings.reminders.remind",
		"con_center.reporting.reminders.remind",
	],
}

# Who gets in, and what every answer carries
on_login = ["con_center.sign_in.door.signed_in"]
on_session_creation = ["con_center.sign_in.sessions.shorten"]
extend_bootinfo = ["con_center.sign_in.sessions.shorten", "con_center.sign_in.demo.tell_the_desk"]
# failed attempts are not forgotten with the cache
persistent_cache_keys = ["con_center_failures*", "con_center_locked*", "rl:*"]
after_request = ["con_center.entry.answers.correct_unreadable", "con_center.sign_in.answers.look_over"]
update_website_context = ["con_center.sign_in.demo.tell_the_login_page"]

# The desk
app_include_js = ["con_center.bundle.js"]
web_include_js = ["/assets/con_center/js/login_page.js"]
web_include_css = ["/assets/con_center/css/demo.css"]
app_include_css = ["/assets/con_center/css/demo.css"]
doctype_js = {
	"Committee": "public/js/committee_meetings.js",
	"CON Center": "public/js/center_year.js",
}

# Once a process: what stands in the place of something of Frappe (seams/table.py)
before_request = [
	"con_center.seams.install",
	"con_center.language.set_for_guests",
]
before_job = ["con_center.seams.install"]
# Printing: templates know Thai
jinja = {
	"methods": [
		"con_center.thai.arabic_digits",
		"con_center.thai.baht",
		"con_center.thai.baht_text",
		"con_center.thai.be_year",
		"con_center.thai.fiscal_year",
		"con_center.thai.full_name",
		"con_center.thai.thai_digits",
		"con_center.thai.thai_month",
		"con_center.meetings.minutes.minutes_of",
		"con_center.planning.book.plan_book",
		"con_center.planning.book.plan_sheet",
		"con_center.printing.templating.by_rank",
		"con_center.printing.templating.chart_layout",
		"con_center.printing.templating.draft_mark",
		"con_center.printing.templating.emblem_source",
		"con_center.printing.templating.letter_digits",
		"con_center.printing.templating.letter_style",
		"con_center.printing.templating.may_read_level",
		"con_center.printing.templating.paragraphs",
		"con_center.printing.templating.thai_date",
	],
}
