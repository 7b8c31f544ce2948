// columns of activities, and their kind in the list
const KINDS = { activities: null, coordinated: "Coordinated", asked_for: "Asked for Cooperation", done_together: "Done Together" };

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
		if (["processes", "partners", ...Object.keys(KINDS)].includes(column.id) && value) {
			const link = { href: "#", class: "con-counted", "data-center": data.center, "data-what": column.id };
			link["data-cooperations"] = data.cooperations.join(",");
			return con_center.element("a", link, shown);
		}
		return shown;
	},

	onload(report) {
		con_center.on_cell(report, ".con-counted", ({ center, what, cooperations }) => {
			const fiscal_year = report.get_filter_value("fiscal_year");
			if (what in KINDS) {
				const kind = KINDS[what] ? { kind: KINDS[what] } : {};
				return frappe.set_route("List", "Joint Activity", { center, fiscal_year, status: "Recorded", ...kind });
			}
			return frappe.set_route("List", "Cooperation", { name: ["in", cooperations.split(",")] });
		});
	},
};
