"""The table of doors: which functions of Frappe clients may call, and behind which checks.

Whatever is not named here is closed to everybody but System Managers. `closed.txt` lists the functions that were
looked at and left closed, so that a test sees what a new version of Frappe brings; `desk.txt` what the desk was seen
to call.
"""

from con_center.seams.doors.checks import (
	Check,
	as_stored,
	columns,
	field_map,
	fields,
	filters,
	function,
	orders,
	own,
	own_report,
	reads,
	reads_a,
	reads_page,
	without,
	writes,
)

# functions of Frappe by which the fields of its own documents are searched
QUERIES = ("frappe.core.doctype.user.user.user_query",)

# reason why each cannot tell or change what its caller may not: the functions
AS_THEY_ARE = {
	"Of the session and its user alone": """
		frappe.desk.doctype.note.note.reset_notes
		frappe.apps.get_apps
		frappe.apps.set_app_as_default
		frappe.auth.get_logged_user
		frappe.core.doctype.session_default_settings.session_default_settings.get_session_default_values
		frappe.core.doctype.session_default_settings.session_default_settings.set_session_default_values
		frappe.core.doctype.user.user.switch_theme
		frappe.core.doctype.user.user.verify_password
		frappe.desk.doctype.notification_log.notification_log.get_notification_logs
		frappe.desk.doctype.notification_log.notification_log.mark_all_as_read
		frappe.desk.doctype.notification_log.notification_log.trigger_indicator_hide
		frappe.desk.doctype.notification_settings.notification_settings.get_subscribed_documents
		frappe.desk.doctype.route_history.route_history.deferred_insert
		frappe.desk.doctype.route_history.route_history.frequently_visited_links
		frappe.desk.notifications.get_notification_info
		frappe.desk.notifications.get_notifications
		frappe.desk.page.user_profile.user_profile.update_profile_info
		frappe.handler.logout
		frappe.handler.ping
		frappe.handler.version
		frappe.handler.web_logout
		frappe.model.utils.user_settings.get
		frappe.model.utils.user_settings.save
		frappe.ping
		frappe.realtime.get_user_info
		frappe.sessions.clear
		frappe.sessions.get_boot_assets_json
	""",
	"The workspaces that the user may read: before 16.21, and from then on under another name": "frappe.desk.desktop.get_workspace_sidebar_items "  # preflight: ignore[v16-removed-workspace-sidebar-items]
	"frappe.desk.desktop.get_workspaces",
	"What the desk looks like, the same for all: forms, words, pages, time zones; no document": """
		frappe.client.get_js
		frappe.client.get_time_zone
		frappe.core.api.file.get_max_file_size
		frappe.core.doctype.user.user.get_timezones
		frappe.desk.desk_page.getpage
		frappe.desk.doctype.dashboard_chart_source.dashboard_chart_source.get_config
		frappe.desk.doctype.list_view_settings.list_view_settings.get_default_listview_fields
		frappe.desk.form.linked_with.get_linked_doctypes
		frappe.desk.form.load.getdoctype
		frappe.desk.doctype.sidebar_item_group.sidebar_item_group.get_reports
		frappe.desk.listview.get_list_settings
		frappe.geo.country_info.get_country_timezone_info
		frappe.integrations.doctype.google_settings.google_settings.get_file_picker_settings
		frappe.printing.page.print.print.get_print_settings_to_show
		frappe.translate.get_all_languages
		frappe.translate.get_app_translations
		frappe.utils.change_log.show_update_popup
		frappe.utils.change_log.update_last_known_versions
		frappe.utils.pdf.is_wkhtmltopdf_valid
	""",
	"Names of colleagues, whom any desk user may choose from": """
		frappe.core.doctype.user.user.user_query
		frappe.desk.form.load.get_user_info_for_viewers
		frappe.desk.search.get_names_for_mentions
	""",
	"Reads documents that it asks the right to, one by one or by the conditions of lists": """
		frappe.client.get
		frappe.client.get_count
		frappe.client.has_permission
		frappe.client.is_document_amended
		frappe.core.api.file.get_files_by_search_text
		frappe.core.api.file.get_files_in_folder
		frappe.desk.desk_page.get
		frappe.desk.doctype.tag.tag.get_documents_for_tag
		frappe.desk.form.load.get_communications
		frappe.desk.form.load.get_docinfo
		frappe.desk.form.load.getdoc
		frappe.desk.form.linked_with.get
		frappe.desk.form.linked_with.get_submitted_linked_docs
		frappe.desk.link_preview.get_preview_data
		frappe.desk.notifications.get_open_count
		frappe.desk.query_report.export_query
		frappe.desk.query_report.get_script
		frappe.desk.search.get_link_title
		frappe.handler.download_file
		frappe.model.workflow.can_cancel_document
		frappe.model.workflow.get_common_transition_actions
		frappe.model.workflow.get_transitions
		frappe.realtime.can_subscribe_doc
		frappe.realtime.can_subscribe_doctype
		frappe.realtime.has_permission
		frappe.utils.global_search.search
	""",
	"Writes documents that it asks the right to, and that ask for themselves what may be written": """
		frappe.client.attach_file
		frappe.client.cancel
		frappe.client.delete
		frappe.client.insert
		frappe.client.insert_many
		frappe.client.save
		frappe.client.submit
		frappe.desk.doctype.bulk_update.bulk_update.submit_cancel_or_update_docs
		frappe.desk.form.linked_with.cancel_all_linked_docs
		frappe.desk.form.save.cancel
		frappe.desk.form.save.savedocs
		frappe.desk.form.utils.add_comment
		frappe.desk.form.utils.remove_attach
		frappe.desk.form.utils.update_comment
		frappe.desk.reportview.delete_items
		frappe.model.rename_doc.update_document_title
		frappe.model.workflow.apply_workflow
		frappe.model.workflow.bulk_workflow_approval
	""",
	"Pages of the desk that a user makes for himself": """
		frappe.desk.doctype.desktop_layout.desktop_layout.save_layout
		frappe.desk.doctype.workspace.workspace.delete_page
		frappe.desk.doctype.workspace.workspace.duplicate_page
		frappe.desk.doctype.workspace.workspace.hide_page
		frappe.desk.doctype.workspace.workspace.new_page
		frappe.desk.doctype.workspace.workspace.save_page
		frappe.desk.doctype.workspace.workspace.sort_pages
		frappe.desk.doctype.workspace.workspace.unhide_page
		frappe.desk.doctype.workspace.workspace.update_page
	""",
	"Notes that something was printed or exported, under the name of who did it": """
		frappe.core.doctype.access_log.access_log.make_access_log
	""",
	"Prints what is sent along, by a printer that reaches nothing": """
		frappe.utils.print_format.render_letterhead_for_print
		frappe.utils.print_format.report_to_pdf
	""",
	"What the public sends to the form for membership, of which ours looks at everything; others are closed": """
		frappe.website.doctype.web_form.web_form.accept
	""",
	"How one gets in, or in again": """
		frappe.core.doctype.user.user.reset_password
		frappe.core.doctype.user.user.test_password_strength
		frappe.core.doctype.user.user.update_password
		frappe.handler.login
		frappe.integrations.doctype.ldap_settings.ldap_settings.login
		frappe.integrations.oauth2_logins.custom
		frappe.integrations.oauth2_logins.login_via_facebook
		frappe.integrations.oauth2_logins.login_via_fairlogin
		frappe.integrations.oauth2_logins.login_via_frappe
		frappe.integrations.oauth2_logins.login_via_github
		frappe.integrations.oauth2_logins.login_via_google
		frappe.integrations.oauth2_logins.login_via_keycloak
		frappe.integrations.oauth2_logins.login_via_office365
		frappe.integrations.oauth2_logins.login_via_salesforce
		frappe.www.login.login_via_key
		frappe.www.login.login_via_token
		frappe.www.login.send_login_link
	""",
}

BEHIND_CHECKS: dict[str, tuple[Check, ...]] = {
	# lists: what is asked for are fields, and what is compared can be read
	"frappe.api.document_list": (fields("fields"), orders("group_by", "order_by")),
	"frappe.client.get_list": (fields("fields"), orders("group_by", "order_by")),
	"frappe.client.get_single_value": (fields("field"),),
	"frappe.client.get_value": (fields("fieldname"),),
	"frappe.client.set_value": (fields("fieldname"),),
	"frappe.client.validate_link": (fields("fields"),),
	"frappe.client.validate_link_and_fetch": (
		filters("filters"),
		fields("fields_to_fetch", "searchfield", "filter_fields"),
		function("query", *QUERIES),
		without("ignore_user_permissions"),
	),
	"frappe.desk.calendar.get_events": (fields("fields"), field_map("field_map"), filters("filters")),
	"frappe.desk.calendar.update_event": (field_map("field_map"),),
	"frappe.desk.doctype.dashboard_chart.dashboard_chart.get": (without("chart"), filters("filters")),
	"frappe.desk.doctype.number_card.number_card.get_percentage_difference": (filters("filters"),),
	"frappe.desk.doctype.number_card.number_card.get_result": (filters("filters"),),
	"frappe.desk.form.utils.get_next": (filters("filters"), fields("sort_field")),
	"frappe.desk.listview.get_group_by_count": (filters("current_filters"), fields("field")),
	"frappe.desk.query_report.get_data_for_custom_field": (fields("field"),),
	"frappe.desk.query_report.run": (columns("custom_columns"), own("user")),
	"frappe.desk.reportview.export_query": (fields("fields"), orders("group_by", "order_by")),
	"frappe.desk.reportview.get": (fields("fields"), orders("group_by", "order_by")),
	"frappe.desk.reportview.get_count": (fields("fields"), orders("group_by", "order_by")),
	"frappe.desk.reportview.get_list": (fields("fields"), orders("group_by", "order_by")),
	"frappe.desk.reportview.get_sidebar_stats": (fields("stats"), filters("filters")),
	"frappe.desk.reportview.get_stats": (fields("stats"), filters("filters")),
	# searches: the client says himself that they go past his permissions, and by which function
	"frappe.desk.search.search_link": (
		filters("filters"),
		fields("searchfield"),
		function("query", *QUERIES),
		without("ignore_user_permissions"),
	),
	"frappe.desk.search.search_widget": (
		filters("filters"),
		fields("searchfield", "filter_fields"),
		function("query", *QUERIES),
		without("ignore_user_permissions"),
	),
	"frappe.desk.treeview.get_all_nodes": (function("tree_method"),),
	"frappe.model.mapper.make_mapped_doc": (function("method"),),
	# beside documents
	"frappe.client.get_doc_permissions": (reads("doctype", "docname"),),
	"frappe.core.api.file.get_attached_images": (reads("doctype", "names"),),
	"frappe.core.doctype.communication.email.make": (
		reads("doctype", "name"),
		reads_a("File", "attachments"),
		without("sender", "sender_full_name"),
	),
	"frappe.desk.doctype.tag.tag.add_tag": (writes("dt", "dn"),),
	"frappe.desk.doctype.tag.tag.add_tags": (writes("dt", "docs"),),
	"frappe.desk.doctype.tag.tag.remove_tag": (writes("dt", "dn"),),
	"frappe.desk.form.assign_to.add": (
		reads("doctype", "name"),
		without("args", "ignore_permissions", "assigned_by"),
	),
	"frappe.desk.form.assign_to.add_multiple": (
		reads("doctype", "name"),
		without("args", "ignore_permissions", "assigned_by"),
	),
	"frappe.desk.form.assign_to.close": (reads("doctype", "name"), without("ignore_permissions")),
	"frappe.desk.form.assign_to.remove": (reads("doctype", "name"), without("ignore_permissions")),
	"frappe.desk.form.assign_to.remove_multiple": (reads("doctype", "names"), without("ignore_permissions")),
	"frappe.desk.form.document_follow.follow_document": (reads("doctype", "doc_name"), own("user")),
	"frappe.desk.form.document_follow.get_follow_users": (reads("doctype", "doc_name"),),
	"frappe.desk.form.document_follow.unfollow_document": (own("user"),),
	"frappe.desk.form.document_follow.update_follow": (reads("doctype", "doc_name"),),
	"frappe.desk.like.toggle_like": (reads("doctype", "name"),),
	"frappe.handler.upload_file": (function("method"), reads_a("File", "library_file_name")),
	# one's own
	"frappe.automation.doctype.reminder.reminder.create_new_reminder": (
		reads("reminder_doctype", "reminder_docname"),
	),
	"frappe.desk.desktop.get_desktop_page": (reads_page,),
	"frappe.desk.doctype.dashboard.dashboard.get_permitted_cards": (reads_a("Dashboard", "dashboard_name"),),
	"frappe.desk.doctype.dashboard.dashboard.get_permitted_charts": (reads_a("Dashboard", "dashboard_name"),),
	"frappe.desk.doctype.dashboard_settings.dashboard_settings.create_dashboard_settings": (own("user"),),
	"frappe.desk.doctype.dashboard_settings.dashboard_settings.save_chart_config": (),
	"frappe.desk.doctype.event.event.get_events": (own("user"), filters("filters")),
	"frappe.desk.doctype.notification_log.notification_log.mark_as_read": (
		reads_a("Notification Log", "docname"),
	),
	"frappe.desk.doctype.notification_settings.notification_settings.set_seen_value": (own("user"),),
	# reports: of whoever may read them
	"frappe.desk.query_report.save_report": (
		reads_a("Report", "reference_report"),
		own_report("report_name"),
	),
	"frappe.desk.reportview.save_report": (own_report("name"),),
	"frappe.desk.reportview.delete_report": (own_report("name"),),
	"frappe.core.doctype.prepared_report.prepared_report.download_attachment": (
		reads_a("Prepared Report", "dn"),
	),
	"frappe.core.doctype.prepared_report.prepared_report.get_reports_in_queued_state": (),
	"frappe.core.doctype.prepared_report.prepared_report.make_prepared_report": (
		reads_a("Report", "report_name"),
	),
	# prints
	"frappe.utils.print_format.download_multi_pdf": (),
	"frappe.utils.print_format.download_pdf": (reads("doctype", "name"), without("doc")),
	"frappe.www.printview.get_html_and_style": (as_stored,),
}

OPEN: dict[str, tuple[Check, ...]] = {
	**{name: () for names in AS_THEY_ARE.values() for name in names.split()},
	**BEHIND_CHECKS,
}

# what somebody needs who has not signed in: to get in, and to be told so in his language
FOR_GUESTS = frozenset(
	(
		*AS_THEY_ARE["How one gets in, or in again"].split(),
		# one form, of which the door of ours looks at everything (community/public_form.py)
		"frappe.website.doctype.web_form.web_form.accept",
		"frappe.client.get_time_zone",
		"frappe.handler.logout",
		"frappe.handler.ping",
		"frappe.handler.web_logout",
		"frappe.ping",
		"frappe.realtime.get_user_info",
		"frappe.translate.get_app_translations",
	)
)

# what is answered before Frappe is asked, and so before it is known who asks (monitoring/paths.py), and why that tells nothing
BEFORE_FRAPPE = {
	"/con-health/live": "one word, the same for all; asks nobody",
	"/con-health/ready": "one word; whoever asks, servers are asked once a second. More for the token of the site alone",
	"/con-health": "the same, once in five seconds",
	"/con-metrics": "for the token of the site alone",
}

# what tells fields of one document and hands out none: the arguments that name its DocType, itself, and the fields
OPENS_ONE = {
	"frappe.client.get_value": ("doctype", "filters", "fieldname"),
	"frappe.client.validate_link": ("doctype", "docname", "fields"),
	"frappe.client.validate_link_and_fetch": ("doctype", "docname", "fields_to_fetch"),
}

# who acts in another's name would decide in it, too
CLOSED_TO_ALL = frozenset(("frappe.core.doctype.user.user.impersonate",))
