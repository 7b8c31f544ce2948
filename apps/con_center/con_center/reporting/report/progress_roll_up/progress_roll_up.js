frappe.query_reports["Progress Roll-up"] = {
	filters: [
		con_center.report_filters.fiscal_year(),
		con_center.report_filters.area("Province", "District"),
		{ fieldname: "live", label: __("Use Live Data"), fieldtype: "Check" },
	],

	// a province leads to its districts, a district to its report
	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (!data) return shown;
		if (data.is_total) return con_center.element("b", {}, shown);
		if (column.id === "state_name" && data.begun === 0) {
			return con_center.element("span", { class: "text-danger" }, shown);
		}
		if (column.id !== "area_name") return shown;
		if (data.area.length === 2 && !data.own) {
			return con_center.area_cell(data.area, shown);
		}
		if (!data.report) return shown;
		return con_center.element("a", { href: frappe.utils.get_form_link("Progress Report", data.report) }, shown);
	},

	onload(report) {
		con_center.on_cell(report, ".con-drill", ({ area }) => report.set_filter_value("area", area));
		report.page.add_inner_button(__("One Level Up"), () => report.set_filter_value("area", ""));
	},
};
