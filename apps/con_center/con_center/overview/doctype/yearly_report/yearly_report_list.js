frappe.listview_settings["Yearly Report"] = {
	hide_name_column: true,
	add_fields: ["fiscal_year"],

	formatters: {
		sent_on: (value) => con_center.plain(value ? frappe.datetime.str_to_user(value.split(" ")[0]) : ""),
		computed_on: (value) => con_center.plain(value ? frappe.datetime.str_to_user(value.split(" ")[0]) : ""),
	},

	onload(list) {
		list.page.add_inner_button(__("Map"), () => frappe.set_route("con-map"));
	},
};
