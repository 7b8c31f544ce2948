frappe.listview_settings["Fund Entry"] = { hide_name_column: true };
