frappe.query_reports["Never Trained"] = {
	filters: [
		{
			fieldname: "subject",
			fieldtype: "Link",
			options: "Learning Subject",
			label: __("Subject"),
			get_query: () => ({ filters: { disabled: 0 } }),
		},
		con_center.report_filters.area(),
		{
			fieldname: "who",
			fieldtype: "Select",
			label: __("Who"),
			options: ["Members of Committees", "Officers"].map((value) => ({ value, label: __(value) })),
			default: "Members of Committees",
		},
		{ fieldname: "own", fieldtype: "Check", label: __("Of the Area Itself, Without Its Parts") },
	],

	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (!data?.area || column.id !== "name") return shown;
		const link = { class: "con-names text-primary", href: "#", "data-area": data.area };
		return con_center.element("a", { ...link, "data-own": Number(data.own) }, shown);
	},

	onload(report) {
		con_center.on_cell(report, ".con-names", ({ area, own }) =>
			report.set_filter_value({ own: Number(own), area })
		);
	},
};
