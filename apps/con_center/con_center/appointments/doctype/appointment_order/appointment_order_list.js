frappe.listview_settings["Appointment Order"] = {
	hide_name_column: true,
};
