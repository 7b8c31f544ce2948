frappe.listview_settings["Community Organization"] = {
	hide_name_column: true,
};
