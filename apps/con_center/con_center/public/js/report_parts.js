frappe.provide("con_center");

// The filters that reports of areas have in common
con_center.report_filters = {
	fiscal_year: () => ({
		fieldname: "fiscal_year",
		label: __("Fiscal Year"),
		fieldtype: "Int",
		default: con_center.fiscal_year(),
		reqd: 1,
	}),
	area: (...levels) => ({
		fieldname: "area",
		label: __("Area"),
		fieldtype: "Link",
		options: "Area",
		get_query: () => ({ filters: { level: levels.length ? ["in", levels] : ["!=", "Village"] } }),
	}),
};

con_center.success_measures = () => [
	{ value: "strong", label: __("Assessed as Strong") },
	{ value: "cooperation", label: __("Cooperation with Partners") },
	{ value: "joint_activities", label: __("Joint Activities with Partners") },
	{ value: "self_development", label: __("Self-development of Committee and Members") },
	{ value: "public_spirit", label: __("Committee and Members with Public Spirit") },
];

// How a report of numbers shows its rows: an area leads to its parts, what is hidden is told by a dash
con_center.numbers_by_area = (area_of) => ({
	formatter(value, row, column, data, default_formatter) {
		if (data && value === null && column.id !== "title") return "–";
		const shown = default_formatter(value, row, column, data);
		if (!data || column.id !== "title") return shown;
		if (data.is_total) return con_center.element("b", {}, shown);
		return data.drill ? con_center.area_cell(area_of(data), shown) : shown;
	},

	onload: (report) => con_center.walk_areas(report),
});
