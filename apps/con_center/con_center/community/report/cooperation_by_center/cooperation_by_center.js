frappe.query_reports["Cooperation by Center"] = {
	filters: [
		con_center.report_filters.fiscal_year(),
		con_center.report_filters.area("Province", "District", "Sub-district"),
		{ fieldname: "only_with", label: __("Only Those That Have Any"), fieldtype: "Check", default: 1 },
	],

	// each number leads to what it counts
	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (!data) return shown;
		if (column.id === "center_name") {
			return con_center.element("a", { href: frappe.utils.get_form_link("CON Center", data.center) }, shown);
		}
		if (["processes", "partners", "activities"].includes(column.id) && value) {
			const link = { href: "#", class: "con-counted", "data-center": data.center, "data-what": column.id };
			link["data-cooperations"] = data.cooperations.join(",");
			return con_center.element("a", link, shown);
		}
		return shown;
	},

	onload(report) {
		con_center.on_cell(report, ".con-counted", ({ center, what, cooperations }) => {
			const fiscal_year = report.get_filter_value("fiscal_year");
			if (what === "activities") return frappe.set_route("List", "Joint Activity", { center, fiscal_year });
			return frappe.set_route("List", "Cooperation", { name: ["in", cooperations.split(",")] });
		});
	},
};
