frappe.query_reports["People with Public Spirit"] = {
	filters: [
		con_center.report_filters.fiscal_year(),
		con_center.report_filters.area("Province", "District", "Sub-district"),
		{ fieldname: "alone", label: __("Its Own Center Only"), fieldtype: "Check" },
	],
};
