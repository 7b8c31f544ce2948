frappe.listview_settings["Standard Aspect"] = { hide_name_column: true };
