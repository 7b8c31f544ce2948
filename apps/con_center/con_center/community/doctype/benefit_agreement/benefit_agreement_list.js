frappe.listview_settings["Benefit Agreement"] = { hide_name_column: true };
