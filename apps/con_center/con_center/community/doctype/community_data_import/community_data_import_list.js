frappe.listview_settings["Community Data Import"] = { hide_name_column: true };
