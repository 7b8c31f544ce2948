frappe.query_reports["Disputes in Numbers"] = {
	filters: [
		con_center.report_filters.area(),
		con_center.report_filters.fiscal_year(),
		{
			fieldname: "by",
			label: __("Show By"),
			fieldtype: "Select",
			options: [
				{ value: "Area", label: __("Area") },
				{ value: "Kind", label: __("Kind of Dispute") },
			],
			default: "Area",
		},
	],

	...con_center.numbers_by_area((row) => row.part),
};
