frappe.listview_settings["Partner"] = { hide_name_column: true };
