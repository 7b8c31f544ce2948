frappe.listview_settings["Lesson"] = {
	hide_name_column: true,
	onload(list) {
		list.page.add_inner_button(__("Find by Words"), () => frappe.set_route("query-report", "Find Lessons"));
	},
};
