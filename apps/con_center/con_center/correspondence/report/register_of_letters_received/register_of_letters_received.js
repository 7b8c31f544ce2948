frappe.query_reports["Register of Letters Received"] = {
	filters: [
		{
			fieldname: "area",
			label: __("Area"),
			fieldtype: "Link",
			options: "Area",
			get_query: () => ({ filters: { level: ["!=", "Village"] } }),
		},
		{ fieldname: "office", label: __("Office"), fieldtype: "Link", options: "Office" },
		{
			fieldname: "year",
			label: __("Year (Buddhist Era)"),
			fieldtype: "Int",
			default: new Date().getFullYear() + 543,
		},
	],
};
