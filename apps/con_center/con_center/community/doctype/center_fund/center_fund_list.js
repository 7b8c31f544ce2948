frappe.listview_settings["Center Fund"] = { hide_name_column: true };
