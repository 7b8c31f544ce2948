frappe.listview_settings["Household List"] = { hide_name_column: true };
