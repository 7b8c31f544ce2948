frappe.query_reports["Households and Help"] = {
	filters: [
		con_center.report_filters.area(),
		con_center.report_filters.fiscal_year(),
		{
			fieldname: "by",
			label: __("Show By"),
			fieldtype: "Select",
			options: ["Area", "Dimension"].map((value) => ({ value, label: __(value) })),
			default: "Area",
		},
	],

	...con_center.numbers_by_area((row) => row.area),
};
