frappe.listview_settings["Support Visit"] = { hide_name_column: true };
