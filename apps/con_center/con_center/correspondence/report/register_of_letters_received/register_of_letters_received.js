frappe.query_reports["Register of Letters Received"] = { filters: con_center.registers.filters() };
