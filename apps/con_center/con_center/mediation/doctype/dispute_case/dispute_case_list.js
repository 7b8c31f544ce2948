frappe.listview_settings["Dispute Case"] = { hide_name_column: true };
