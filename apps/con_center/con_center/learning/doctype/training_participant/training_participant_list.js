frappe.listview_settings["Training Participant"] = { hide_name_column: true };
