frappe.listview_settings["Cooperation"] = { hide_name_column: true };
