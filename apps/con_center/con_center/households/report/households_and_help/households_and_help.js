frappe.query_reports["Households and Help"] = {
	filters: [
		{
			fieldname: "area",
			label: __("Area"),
			fieldtype: "Link",
			options: "Area",
			get_query: () => ({ filters: { level: ["!=", "Village"] } }),
		},
		{
			fieldname: "fiscal_year",
			label: __("Fiscal Year (B.E.)"),
			fieldtype: "Int",
			default: con_center.fiscal_year(),
			reqd: 1,
		},
		{
			fieldname: "by",
			label: __("Show By"),
			fieldtype: "Select",
			options: ["Area", "Dimension"].map((value) => ({ value, label: __(value) })),
			default: "Area",
		},
	],

	// an area leads to its parts; what is hidden is told by a dash
	formatter(value, row, column, data, default_formatter) {
		if (data && value === null && column.id !== "title") return "–";
		const shown = default_formatter(value, row, column, data);
		if (!data || column.id !== "title") return shown;
		if (data.is_total) return con_center.element("b", {}, shown);
		return data.drill ? con_center.area_cell(data.area, shown) : shown;
	},

	onload: (report) => con_center.walk_areas(report),
};
