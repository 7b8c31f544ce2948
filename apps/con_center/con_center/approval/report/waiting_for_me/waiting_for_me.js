frappe.query_reports["Waiting for Me"] = { filters: [] };
