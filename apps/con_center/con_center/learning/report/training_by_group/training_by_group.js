frappe.query_reports["Training by Group"] = {
	filters: [
		{ fieldname: "training", fieldtype: "Link", options: "Training", label: __("Training"), reqd: 1 },
		{
			fieldname: "area",
			fieldtype: "Link",
			options: "Area",
			label: __("Area"),
			get_query: () => ({ filters: { level: ["!=", "Village"] } }),
		},
	],

	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		return data?.is_total ? con_center.element("b", {}, shown) : shown;
	},
};
