frappe.listview_settings["Help Plan"] = { hide_name_column: true };
