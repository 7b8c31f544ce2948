frappe.listview_settings["Joint Activity"] = { hide_name_column: true };
