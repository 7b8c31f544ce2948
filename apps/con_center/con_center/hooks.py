from con_center import registry
from con_center.compat import MAJOR, desk_16, frappe_2023

app_name = "con_center"
app_title = "CON Center"
app_publisher = "CON Center developers"
app_description = "Case work of Thailand's Community Organization Network Centers"
app_email = "con-center@example.com"
app_license = "mit"
# saving a DocType in developer mode writes its fields into its class
export_python_type_annotations = True

# Installation and updates: each seeds what is missing and leaves what an admin has changed
after_install = "con_center.setup.install.after_install"
after_migrate = "con_center.setup.install.after_migrate"
before_uninstall = "con_center.setup.uninstall.before_uninstall"
after_uninstall = "con_center.setup.uninstall.after_uninstall"

# Scope: who may see which area. The list condition and the document check come from one rule
permission_query_conditions = {
	"*": "con_center.access.conditions.for_lists",
	# what Frappe files by role, whatever the area
	"Workflow Action": "con_center.approval.waiting.hide_workflow_actions",
	# each user's own, whatever he may do otherwise
	"Notice Preference": "con_center.notices.preferences.condition",
	"Notice Switch": "con_center.notices.preferences.condition_of_rows",
	**frappe_2023.permission_query_conditions(),
}
# by DocType: Frappe 15 asks nobody else after an answer, Frappe 16 takes none for a refusal
has_permission = {
	**{doctype: "con_center.access.documents.has_permission" for doctype in registry.scoped()},
	"Notice Preference": "con_center.notices.preferences.has_permission",
}
# what is read of a named person's case is kept, the history by itself, too (access/named.py)
additional_timeline_content = {
	doctype: ["con_center.access.named.note_timeline"] for doctype in registry.of_people()
}
standard_queries = {
	"Area": "con_center.organization.doctype.area.area.search",
	"Officer Assignment": "con_center.organization.doctype.officer_assignment.officer_assignment.search",
}

# Doors: what clients may call is in one table (seams/doors/table.py), asked when the user of a request is known
auth_hooks = ["con_center.each_request.check"]
page_renderer = ["con_center.seams.doors.pages.ClosedPage"]
# Frappe's functions for each kind of provider that says who one is; an office's own is "custom"
_providers = ("custom", *(f"login_via_{kind}" for kind in ("facebook", "fairlogin", "frappe", "github", "google", "keycloak", "office365", "salesforce")))  # fmt: skip
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
	# who signs in by a provider: any `state`, and any e-mail
	**{
		f"frappe.integrations.oauth2_logins.{name}": "con_center.sign_in.providers.door.come_back"
		for name in _providers
	},
	# the public form for membership: what comes in is looked at first
	"frappe.website.doctype.web_form.web_form.accept": "con_center.community.public_form.accept",
	# printing has an engine of its own
	"frappe.utils.pdf.is_wkhtmltopdf_valid": "con_center.printing.engine.is_engine_valid",
}
# Frappe 16 adds to the class, whatever another app puts in its place
_guarded = {
	"Auto Email Report": "con_center.seams.frappe_documents.GuardedAutoEmailReport",
	"Document Follow": "con_center.seams.frappe_documents.GuardedDocumentFollow",
	"Data Import": "con_center.seams.frappe_documents.GuardedDataImport",
	"File": "con_center.seams.files.GuardedFile",
	"Notification": "con_center.seams.frappe_documents.GuardedNotification",
	"Prepared Report": "con_center.seams.frappe_documents.GuardedPreparedReport",
	"System Settings": "con_center.sign_in.system_settings.CONSystemSettings",
}
extend_doctype_class, override_doctype_class = (_guarded, {}) if MAJOR >= 16 else ({}, _guarded)

# What is typed is checked before anything else, forms show titles after a save, too; and a guard on Frappe's own documents
doc_events = {
	# one key for all of them: what is kept of hooks in Redis is read anew again and again
	registry.entered(): {
		"before_validate": "con_center.entry.documents.check_unseen",
		"onload": [
			"con_center.seams.link_titles.send",
			"con_center.seams.history.say_whether_it_is_told",
		],
	},
	# what a decision brings into force gets its one file
	"*": {"after_decision": "con_center.issuing.in_background.after_decision"},
	"CON Center": {"on_update": "con_center.assessments.confirming.center_changed"},
	"Comment": {
		"before_insert": [
			"con_center.seams.frappe_documents.sign_comment",
			"con_center.seams.frappe_documents.refuse_telling",
		],
		"validate": "con_center.entry.personal_numbers.check_comment",
		"after_delete": "con_center.seams.frappe_documents.leave_no_copy",
	},
	"Communication": {"after_delete": "con_center.seams.frappe_documents.leave_no_copy"},
	("Assignment Rule", "Auto Repeat", "Milestone Tracker", "Notification", "Webhook"): {
		"before_validate": "con_center.seams.frappe_documents.keep_inside"
	},
	"Custom HTML Block": {"validate": "con_center.seams.frappe_documents.refuse_script"},
	"Desktop Icon": {"validate": "con_center.seams.frappe_documents.keep_icons_own"},
	"DocShare": {"validate": "con_center.seams.frappe_documents.refuse_sharing"},
	"Translation": {event: "con_center.seams.translations.forget" for event in ("on_update", "on_trash")},
	"User": {
		"before_validate": [
			"con_center.seams.secrets.keep",
			"con_center.sign_in.providers.accounts.hide_subjects",
		],
		"on_update": "con_center.seams.frappe_documents.forget_user_when_it_ends",
	},
	"Notification Log": {"before_insert": "con_center.seams.frappe_documents.keep_words_inside"},
	"Web Form": {"on_update": "con_center.seams.frappe_documents.forget_form_when_it_ends"},
	"Workflow": {"validate": "con_center.approval.meaning.fill_in"},
	"Workspace": {
		"validate": "con_center.seams.frappe_documents.keep_workspace",
		"before_rename": "con_center.seams.frappe_documents.keep_workspace",
		"on_trash": "con_center.seams.frappe_documents.keep_workspace",
	},
	(
		"Address",
		"Contact",
		"Document Follow",
		"Dynamic Link",
		"Event",
		"Event Participants",
		"Reminder",
		"Tag Link",
		"ToDo",
	): {"validate": "con_center.seams.frappe_documents.refuse_foreign"},
}

# What indicators of the assessment are filled from, besides what `assessments` knows itself
con_center_indicator_sources = [
	"con_center.learning.indicators.SOURCES",
	"con_center.households.indicators.SOURCES",
	"con_center.mediation.indicators.SOURCES",
	"con_center.community.indicators.SOURCES",
	"con_center.overview.indicators.SOURCES",
]

# The calendar moves posts in and out of force, and reminds
scheduler_events = {
	"daily": [
		"con_center.organization.doctype.officer_assignment.officer_assignment.update_expired",
		"con_center.committees.days.begin_due",
		"con_center.meetings.reminders.remind",
		"con_center.reporting.reminders.remind",
		"con_center.correspondence.reminders.remind",
		"con_center.issuing.doctype.office_seal.office_seal.warn_before_they_expire",
		"con_center.community.doctype.membership_application.membership_application.forget_who_did_not_join",
		"con_center.households.retention.run",
		"con_center.learning.reminders.remind",
		"con_center.mediation.reminders.remind",
		"con_center.mediation.retention.run",
	],
	# what did not arrive is sent again; the digest is there when work begins
	"all": [
		"con_center.notices.delivery.send_waiting",
		"con_center.notices.in_doubt.settle",
		"con_center.correspondence.delivery.note_mails",
		"con_center.correspondence.by_line.note",
	],
	"hourly": ["con_center.correspondence.delivery.send_waiting"],
	# files of what was issued before they were kept, or whose job was lost
	"hourly_long": ["con_center.issuing.later.make_missing"],
	"cron": {"30 7 * * *": ["con_center.notices.delivery.send_digests"]},
}
default_log_clearing_doctypes = {"Notice Delivery": 90}

# Who gets in, and what every answer carries
on_login = ["con_center.sign_in.login_manager.signed_in"]
on_session_creation = ["con_center.sign_in.sessions.shorten"]
extend_bootinfo = [
	"con_center.sign_in.sessions.shorten",
	"con_center.sign_in.demo.tell_the_desk",
	"con_center.overview.home.begin_with_today",
	"con_center.notices.groups.tell_the_desk",
	"con_center.organization.short_names.tell_the_desk",
	"con_center.approval.meaning.tell_the_desk",
	"con_center.era.choice.tell_the_desk",
	"con_center.organization.photos.tell_the_desk",
	"con_center.organization.authority.tell_the_desk",
	"con_center.entry.twins.tell_the_desk",
	"con_center.correspondence.enclosures.tell_the_desk",
	"con_center.learning.doctype.lesson_use.lesson_use.tell_the_desk",
]
# failed attempts, what LINE has told, and what was printed are not forgotten with the cache
persistent_cache_keys = [
	"con_center_applications*",
	"con_center_failures*",
	"con_center_line*",
	"con_center_locked*",
	"con_center_printed*",
	"con_center_state*",
	"rl:*",
]
after_request = ["con_center.each_request.end"]
update_website_context = [
	"con_center.sign_in.demo.tell_the_login_page",
	"con_center.sign_in.language.translate_title",
]

# The desk
app_logo_url = "/assets/con_center/images/con_center.svg"
add_to_apps_screen = desk_16.apps_screen()
_installable = "/assets/con_center/js/installable.js"
app_include_js = ["con_center.bundle.js", _installable]
web_include_js = [
	"/assets/con_center/js/login_page.js",
	"/assets/con_center/js/membership_form.js",
	_installable,
]
web_include_css = [
	"/assets/con_center/css/demo.css",
	"/assets/con_center/css/thai_face.css",
	*frappe_2023.stylesheets(),
]
app_include_css = [
	"con_center.bundle.css",
	"/assets/con_center/css/demo.css",
	"/assets/con_center/css/ladder.css",
	"/assets/con_center/css/phone.css",
	"/assets/con_center/css/thai_face.css",
	*frappe_2023.stylesheets(),
]
page_js = {"print": "public/js/issued_print.js"}
doctype_js = {
	"Committee": [
		"public/js/adding_members.js",
		"public/js/certificate.js",
		"public/js/committee_meetings.js",
	],
	"Action Plan": "public/js/community_figures.js",
	"CON Center": ["public/js/center_year.js", "public/js/center_community.js"],
	"Incoming Letter": "public/js/receipt_stamp.js",
	"Official Letter": "public/js/letter_writing.js",
	"Plan Project": "public/js/community_figures.js",
	"Reporting Round": "public/js/round_letter.js",
	"User": "public/js/provider_link.js",
	"Workflow": "public/js/adding_steps.js",
}

# Once a process: what stands in the place of something of Frappe (seams/table.py)
before_request = ["con_center.each_request.begin"]
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
		"con_center.community.board.group_board",
		"con_center.community.figures.community_figures",
		"con_center.correspondence.letter_page.letter_page",
		"con_center.households.sheets.help_plan_sheet",
		"con_center.households.sheets.help_record",
		"con_center.households.sheets.household_case",
		"con_center.mediation.sheets.dispute_papers",
		"con_center.learning.certificates.certificate_of",
		"con_center.learning.prints.lesson_parts",
		"con_center.learning.prints.participants_of",
		"con_center.learning.prints.summary_of",
		"con_center.learning.prints.swot_of",
		"con_center.meetings.minutes.minutes_of",
		"con_center.organization.photos.photos_of",
		"con_center.overview.yearly_pages.yearly_report_pages",
		"con_center.planning.book.plan_book",
		"con_center.planning.book.plan_sheet",
		"con_center.planning.book.project_history",
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
