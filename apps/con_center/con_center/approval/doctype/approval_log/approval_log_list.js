frappe.listview_settings["Approval Log"] = {
	hide_name_column: true,
	formatters: {
		action: (value) => __(value),
		to_state: (value) => __(value),
	},
};
