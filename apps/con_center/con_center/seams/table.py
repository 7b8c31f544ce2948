"""What stands in the place of something of Frappe, and why: (its dotted name, ours, the reason).

What only some versions of Frappe have stands in `compat/`. Each of ours has Frappe's as its attribute `of_frappe`.
"""

from con_center import compat

# what puts in place more than one function
INSTALLED = ("con_center.printing.engine.install", "con_center.era.install.install")
REPLACED = (
	*compat.replaced(),
	(
		"frappe.model.db_query.DatabaseQuery.sanitize_fields",
		"con_center.seams.queries.sanitize_fields",
		"Frappe puts functions that a client sends into its queries",
	),
	(
		"frappe.model.db_query.DatabaseQuery.build_filter_conditions",
		"con_center.seams.queries.build_filter_conditions",
		"the name of a filter's field can end the quotes",
	),
	(
		"frappe.model.db_query.DatabaseQuery.build_and_run",
		"con_center.seams.queries.build_and_run",
		"broken filters are an error of the server; columns that open an account are in lists; who lists more of people's cases"
		" than lists show leaves no trace",
	),
	(
		"frappe.model.db_query.DatabaseQuery.extract_tables",
		"con_center.seams.queries.extract_tables",
		"columns of what a document names are read of whatever there is",
	),
	(
		"frappe.model.db_query.DatabaseQuery.get_permission_query_conditions",
		"con_center.seams.queries.get_permission_query_conditions",
		"conditions with an `or` are joined without parentheses; the older Frappe has none for all DocTypes",
	),
	(
		"frappe.desk.reportview.get_permitted_fields",
		"con_center.seams.queries.get_permitted_fields",
		"gives out the one list of columns that all have of a DocType; who asks for all takes his fields away from it",
	),
	(
		"frappe.share.get_shared",
		"con_center.seams.frappe_documents.get_shared",
		"documents of areas are not shared: a share that is there all the same opens none, and costs no query",
	),
	(
		"frappe.translate.get_all_translations",
		"con_center.seams.translations.get_all_translations",
		"each request reads all texts of its language from Redis",
	),
	*(
		(
			f"frappe.utils.response.{name}",
			f"con_center.seams.refusals.{name}",
			"who may not have a file is told so by one word in English",
		)
		for name in ("download_private_file", "download_backup")
	),
	(
		"frappe.website.page_renderers.not_permitted_page.NotPermittedPage.render",
		"con_center.seams.refusals.not_permitted",
		"who has signed in and may not open a page is led to the page to sign in",
	),
	(
		"frappe.website.page_renderers.error_page.ErrorPage.render",
		"con_center.seams.refusals.failed",
		"a document that is not there is an error nobody expected",
	),
	(
		"frappe.website.doctype.web_form.web_form.get_published_web_forms",
		"con_center.seams.remembered.get_published_web_forms",
		"a page that is asked for while what Frappe remembers is forgotten is an error of the server",
	),
	(
		"frappe.website.page_renderers.error_page.ErrorPage.init_context",
		"con_center.seams.outage.init_context",
		"a page that fails as the database goes is an error of the server",
	),
	(
		"frappe.website.page_renderers.document_page.get_doctypes_with_web_view",
		"con_center.seams.remembered.get_doctypes_with_web_view",
		"the same",
	),
	(
		"frappe.permissions.has_controller_permissions",
		"con_center.seams.frappe_documents.has_controller_permissions",
		"the older Frappe has no hook for all DocTypes",
	),
	(
		"frappe.model.base_document.BaseDocument.as_dict",
		"con_center.seams.secrets.as_dict",
		"keys that open an account are in answers",
	),
	(
		"frappe.desk.form.load.get_attachments",
		"con_center.seams.files.get_attachments",
		"the form names the files of a document to whoever reads it, without looking who has them",
	),
	(
		"frappe.desk.form.load.get_versions",
		"con_center.seams.history.get_versions",
		"the history tells what stood in fields at levels that its reader does not read; and who reads a document because it is"
		" open to all what was taken out before",
	),
	(
		"frappe.desk.form.load.add_comments",
		"con_center.seams.history.add_comments",
		"who reads a document because it is open to all reads what its writers and those who check have said of it",
	),
	(
		"frappe.desk.form.load._get_communications",
		"con_center.seams.history.get_communications",
		"the same",
	),
	(
		"frappe.desk.form.load.get_assignments",
		"con_center.seams.history.get_assignments",
		"the same",
	),
	(
		"frappe.desk.form.load.set_link_titles",
		"con_center.seams.link_titles.set_link_titles",
		"whoever names a document in one of Frappe's own learns its title",
	),
	(
		"frappe.www.printview.set_link_titles",
		"con_center.seams.link_titles.set_titles_of_print",
		"the same, in prints",
	),
	*(
		(
			f"frappe.contacts.doctype.{place}.set_link_title",
			"con_center.seams.link_titles.set_link_title",
			"the same, and keeps it",
		)
		for place in ("address.address", "contact.contact")
	),
	(
		"frappe.desk.query_report.get_data_for_custom_field",
		"con_center.seams.doors.answers.get_data_for_custom_field",
		"the older Frappe reads any column of whatever there is; reports call it by its name in that module",
	),
	(
		"frappe.desk.form.document_follow.get_message",
		"con_center.seams.frappe_documents.get_message",
		"who has followed a document gets news of it after he may read it no more",
	),
	(
		"frappe.core.doctype.comment.comment.update_comments_in_parent",
		"con_center.seams.frappe_documents.update_comments_in_parent",
		"lists of people's cases bring the words of comments with them",
	),
	(
		"frappe.core.doctype.user.user.ask_pass_update",
		"con_center.seams.frappe_documents.ask_pass_update",
		"each user who is saved empties every cache of the site, for a list that is as it was",
	),
	(
		"frappe.core.doctype.data_import.importer.Row.validate_value",
		"con_center.seams.frappe_documents.validate_value",
		"a text in the place of a number is imported as 0",
	),
	(
		"frappe.model.document.Document.insert",
		"con_center.entry.documents.insert",
		"what is sent is checked before links, names and rights are looked up with it",
	),
	(
		"frappe.model.document.Document._save",
		"con_center.entry.documents.save",
		"the same",
	),
	(
		"frappe.model.create_new.set_dynamic_default_values",
		"con_center.entry.new_documents.set_dynamic_default_values",
		"the present moment stands in every field for an hour",
	),
	(
		"frappe.model.base_document.BaseDocument.extend",
		"con_center.entry.documents.extend",
		"what is sent for a table and is no list is an error of the server",
	),
	(
		"frappe.model.base_document.BaseDocument._init_child",
		"con_center.entry.documents.init_child",
		"what is sent for a row and is none is an error of the server",
	),
	(
		"frappe.model.base_document.import_controller",
		"con_center.entry.documents.import_controller",
		"a kind of document that there is not is an error of the server",
	),
	(
		"frappe.utils.response.report_error",
		"con_center.entry.answers.report_error",
		"many refusals have no text that a user could read",
	),
	(
		"frappe.utils.typing_validations.transform_parameter_types",
		"con_center.seams.arguments.transform_parameter_types",
		"arguments that do not fit are an error of the server",
	),
	(
		"frappe.get_print",
		"con_center.issuing.serving.get_print",
		"what was issued is printed anew, and not twice the same",
	),
	(
		"frappe.core.doctype.file.utils.attach_files_to_document",
		"con_center.seams.files.attach_files_to_document",
		"whoever names the address of a private file that is attached nowhere yet has it attached, and reads it",
	),
	(
		"frappe.core.doctype.file.file.strip_exif_data",
		"con_center.seams.files.strip_exif_data",
		"with what the camera noted goes which way up the photo is, so that it lies on its side; and all of the memory",
	),
	(
		"frappe.handler.optimize_image",
		"con_center.seams.files.optimize_image",
		"of the photo of a letter 768 lines are kept, unless somebody takes a tick away: nobody can read them",
	),
	(
		"frappe.www.printview.get_rendered_template",
		"con_center.printing.preview.get_rendered_template",
		"a picture that somebody has put into a text is fetched from elsewhere by whoever reads it",
	),
	(
		"frappe.app.handle_exception",
		"con_center.seams.outage.handle_exception",
		"while the database is away, Frappe fails at saying so",
	),
	(
		"frappe.workflow.doctype.workflow_action.workflow_action.process_workflow_actions",
		"con_center.approval.workflow_actions.process",
		"to-dos by role, whatever the area, take a quarter of the time of a decision",
	),
	(
		"frappe.auth.LoginManager.login",
		"con_center.sign_in.login_manager.login",
		"signs in by GET, and clears the whole cache for who names nobody",
	),
	(
		"frappe.auth.LoginManager.authenticate",
		"con_center.sign_in.login_manager.authenticate",
		"counts failures by account or by address alone, and answers a lock with 500",
	),
	(
		"frappe.auth.LoginManager.check_password",
		"con_center.sign_in.login_manager.check_password",
		"lets who has a session guess its password",
	),
	(
		"frappe.auth.LoginManager.fail",
		"con_center.sign_in.login_manager.fail",
		"wrong passwords and wrong codes all end here, to be counted",
	),
	(
		"frappe.auth.LoginManager.login_as",
		"con_center.sign_in.login_manager.login_as",
		"links that were mailed pass by the second factor",
	),
	(
		"frappe.auth.get_login_attempt_tracker",
		"con_center.sign_in.login_manager.tracker",
		"forgets the failures of codes when the password was right",
	),
	(
		"frappe.www.login.get_oauth2_authorize_url",
		"con_center.sign_in.providers.door.authorize_url",
		"sends a state to the provider that any browser may bring back, and no nonce",
	),
	(
		"frappe.rate_limiter.respond",
		"con_center.sign_in.login_manager.respond",
		"has no page for who asks too often: the server breaks off",
	),
	(
		"frappe.utils.data.format_date",
		"con_center.era.formatting.format_date",
		"Frappe knows one calendar",
	),
	(
		"frappe.utils.data.format_datetime",
		"con_center.era.formatting.format_datetime",
		"the same",
	),
	(
		"frappe.utils.data.global_date_format",
		"con_center.era.formatting.global_date_format",
		"the same",
	),
	(
		"frappe.utils.dateutils.get_period",
		"con_center.era.formatting.get_period",
		"the same, and in English",
	),
	(
		"frappe.utils.xlsxutils.make_xlsx",
		"con_center.era.exporting.make_xlsx",
		"dates in exported files",
	),
	(
		"frappe.desk.utils.get_csv_bytes",
		"con_center.era.exporting.get_csv_bytes",
		"the same",
	),
	(
		"frappe.email.doctype.auto_email_report.auto_email_report.to_csv",
		"con_center.era.exporting.to_csv",
		"the same, of reports by e-mail",
	),
	(
		"frappe.core.doctype.data_import.importer.Row.get_date",
		"con_center.era.importing.get_date",
		"dates of the Buddhist era, and as they are typed, are refused in imports",
	),
)
