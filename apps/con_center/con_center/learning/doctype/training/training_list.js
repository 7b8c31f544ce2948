frappe.listview_settings["Training"] = { hide_name_column: true };
