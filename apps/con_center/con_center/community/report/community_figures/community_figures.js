frappe.query_reports["Community Figures"] = {
	filters: [
		{ fieldname: "year", label: __("Year (Buddhist Era)"), fieldtype: "Int" },
		con_center.report_filters.area("Province", "District", "Sub-district"),
		{
			fieldname: "source",
			label: __("Source"),
			fieldtype: "Select",
			options: ["", "Basic Minimum Needs", "Village Data", "TPMAP", "Other"].map((value) => ({
				value,
				label: value && __(value),
			})),
		},
	],

	// a part leads to its own parts
	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (!data || column.id !== "name" || data.part.length > 6) return shown;
		return con_center.area_cell(data.part, shown);
	},

	onload: (report) => con_center.walk_areas(report),
};
