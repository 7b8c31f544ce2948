frappe.listview_settings["Approval Log"] = {
	hide_name_column: true,
	formatters: {
		action: (value) => con_center.plain(__(value)),
		to_state: (value) => con_center.plain(__(value)),
	},
};
