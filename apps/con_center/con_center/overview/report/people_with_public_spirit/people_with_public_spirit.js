frappe.query_reports["People with Public Spirit"] = {
	filters: [
		{
			fieldname: "fiscal_year",
			label: __("Fiscal Year"),
			fieldtype: "Int",
			default: con_center.fiscal_year(),
			reqd: 1,
		},
		{
			fieldname: "area",
			label: __("Area"),
			fieldtype: "Link",
			options: "Area",
			get_query: () => ({ filters: { level: ["in", ["Province", "District", "Sub-district"]] } }),
		},
		{ fieldname: "alone", label: __("Its Own Center Only"), fieldtype: "Check" },
	],
};
