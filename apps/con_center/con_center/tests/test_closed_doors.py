"""What Frappe's desk offers and the table of doors refuses: an officer meets none of it, and a new one fails here."""

import re
from pathlib import Path

import frappe

from con_center.seams import doors
from con_center.tests.case import CONTestCase

CLOSED = Path(doors.__file__).with_name("closed.txt")
CALLED = re.compile(r"frappe\.[a-z_]+(?:\.[a-z_]+)+")
# why no officer meets the functions that Frappe's scripts call: how public/js/closed_doors.js takes them away, or who is
# offered them at all
NOT_OFFERED = {
	"Tags are left out of forms, of lists and of what is done with many": """
		frappe.desk.doctype.tag.tag.get_tags
	""",
	"Asked for after a tag is given, or found only by tags": """
		frappe.desk.doctype.tag.tag.get_tags_list_for_awesomebar
	""",
	"Left out of menus": """
		frappe.automation.doctype.assignment_rule.assignment_rule.bulk_apply
		frappe.core.api.file.create_new_folder
		frappe.core.api.file.unzip_file
		frappe.core.api.file.zip_files
		frappe.desk.doctype.dashboard_chart.dashboard_chart.create_dashboard_chart
		frappe.desk.doctype.dashboard_chart.dashboard_chart.get_charts_for_user
		frappe.desk.doctype.kanban_board.kanban_board.get_kanban_boards
		frappe.desk.doctype.kanban_board.kanban_board.quick_kanban_board
		frappe.desk.doctype.kanban_board.kanban_board.save_settings
		frappe.utils.change_log.get_versions
	""",
	"Buttons and fields that are hidden": """
		frappe.core.api.file.move_file
		frappe.utils.print_format.download_multi_pdf_async
	""",
	"An e-mail is written without contacts and templates": """
		frappe.email.email_body.get_email_html
		frappe.email.doctype.email_template.email_template.get_email_template
		frappe.email.get_contact_list
	""",
	"Documents of areas are not shared (public/js/sides.js)": """
		frappe.share.add
		frappe.share.get_users
		frappe.share.set_permission
	""",
	"Of who runs the system, by Frappe's own scripts": """
		frappe.core.doctype.data_import.data_import.download_template
		frappe.core.doctype.doctype.doctype.get_row_size_utilization
		frappe.core.doctype.prepared_report.prepared_report.delete_prepared_reports
		frappe.core.doctype.server_script.server_script.get_autocompletion_items
		frappe.core.doctype.user.user.get_all_roles
		frappe.core.doctype.user.user.get_email_awaiting
		frappe.core.doctype.user.user.get_perm_info
		frappe.core.doctype.user_permission.user_permission.get_user_permissions
		frappe.desk.desktop.get_installed_apps
		frappe.desk.doctype.dashboard_chart.dashboard_chart.create_report_chart
		frappe.desk.doctype.list_view_settings.list_view_settings.save_listview_settings
		frappe.desk.doctype.number_card.number_card.create_report_number_card
		frappe.desk.doctype.system_console.system_console.execute_code
		frappe.desk.doctype.workspace_sidebar.workspace_sidebar.add_sidebar_items
		frappe.email.doctype.email_account.email_account.set_email_password
		frappe.translate.update_translations_for_source
		frappe.utils.diff.get_version_diff
		frappe.utils.diff.version_query
	""",
	"Not of our DocTypes, or only where an administrator has turned it on": """
		frappe.automation.doctype.auto_repeat.auto_repeat.make_auto_repeat
		frappe.contacts.doctype.address.address.get_address_display
		frappe.core.doctype.submission_queue.submission_queue.get_latest_submissions
		frappe.desk.doctype.note.note.mark_as_seen
		frappe.desk.form.save.discard
		frappe.desk.form.utils.update_comment_publicity
		frappe.desk.treeview.add_node
		frappe.desk.treeview.get_children
		frappe.geo.utils.get_coords
		frappe.integrations.doctype.geolocation_settings.geolocation_settings.autocomplete
		frappe.printing.doctype.network_printer_settings.network_printer_settings.get_network_printer_settings
		frappe.social.doctype.energy_point_log.energy_point_log.get_energy_points
		frappe.social.doctype.energy_point_log.energy_point_log.review
		frappe.utils.file_manager.add_attachments
		frappe.utils.nestedset.rebuild_tree
		frappe.utils.print_format.print_by_server
		frappe.utils.weasyprint.download_pdf
		frappe.website.doctype.web_page_view.web_page_view.get_page_view_count
		frappe.www.printview.get_rendered_raw_commands
	""",
	"Of forms of the website, which are closed but for one": """
		frappe.website.doctype.web_form.web_form.delete
		frappe.website.doctype.web_form.web_form.delete_multiple
		frappe.website.doctype.web_form.web_form.get_web_form_filters
		frappe.www.list.get_list_data
	""",
	"Of the pages that a user makes for himself, where they are given more parts: refused there, as the table says": """
		frappe.core.report.permitted_documents_for_user.permitted_documents_for_user.query_doctypes
		frappe.desk.desktop.update_onboarding_step
		frappe.desk.doctype.custom_html_block.custom_html_block.get_custom_blocks_for_user
		frappe.desk.doctype.number_card.number_card.create_number_card
		frappe.desk.doctype.number_card.number_card.get_cards_for_user
		frappe.desk.doctype.onboarding_step.onboarding_step.get_onboarding_steps
	""",
}


class TestClosedDoors(CONTestCase):
	def test_each_closed_function_that_the_desk_calls_has_been_looked_at(self):
		folder = Path(frappe.get_app_path("frappe"))
		scripts = [
			*folder.glob("public/js/frappe/**/*.js"),
			*folder.glob("public/js/frappe/**/*.html"),
			*folder.glob("printing/page/print/*.js"),
		]
		called = {name for script in scripts for name in CALLED.findall(script.read_text())}
		known = {name for names in NOT_OFFERED.values() for name in names.split()}
		unknown = (called & set(CLOSED.read_text().split())) - known
		self.assertEqual(
			unknown, set(), "take it away in public/js/closed_doors.js, or say who is offered it"
		)
		self.assertGreater(len(called & known), 40)
