frappe.query_reports["Success Measures"] = {
	filters: [
		con_center.report_filters.fiscal_year(),
		con_center.report_filters.area("Province", "District", "Sub-district"),
		{
			fieldname: "by",
			label: __("Show By"),
			fieldtype: "Select",
			options: [
				{ value: "Area", label: __("Area") },
				{ value: "Year", label: __("Fiscal Year") },
			],
			default: "Area",
		},
		{
			fieldname: "measure",
			label: __("In the Chart"),
			fieldtype: "Select",
			options: con_center.success_measures(),
			default: "strong",
		},
	],

	// an area leads to its parts, a number to the list that it counts
	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (!data) return shown;
		if (column.id === "title") {
			if (data.is_total) return con_center.element("b", {}, shown);
			if (data.own) return con_center.element("a", { href: frappe.utils.get_form_link("CON Center", data.area) }, shown);
			return data.drill ? con_center.area_cell(data.area, shown) : shown;
		}
		const to = data.to?.[column.id];
		if (!to || !value) return shown;
		return con_center.element("a", { href: "#", class: "con-measured", "data-to": JSON.stringify(to) }, shown);
	},

	onload(report) {
		con_center.walk_areas(report);
		con_center.on_cell(report, ".con-measured", ({ to }) => con_center.lead_to(JSON.parse(to)));
	},
};
