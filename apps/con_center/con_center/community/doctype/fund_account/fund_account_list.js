frappe.listview_settings["Fund Account"] = { hide_name_column: true };
