frappe.listview_settings["By-law"] = { hide_name_column: true };
