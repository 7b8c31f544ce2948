frappe.query_reports["Training by Group"] = {
	filters: [
		{ fieldname: "training", fieldtype: "Link", options: "Training", label: __("Training"), reqd: 1 },
		con_center.report_filters.area(),
	],

	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		// who has registered nobody is looked for
		if (data?.silent && column.id === "registered") return con_center.element("b", { class: "text-danger" }, shown);
		return data?.is_total ? con_center.element("b", {}, shown) : shown;
	},
};
