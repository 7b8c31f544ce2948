frappe.query_reports["Disputes and Who Keeps Them"] = {
	filters: [],

	formatter(value, row, column, data, default_formatter) {
		if (data && column.id === "name") {
			const button = { href: "#", class: "con-dispute-hand-over", "data-name": data.name };
			return con_center.element("a", button, __("Hand Over"));
		}
		return default_formatter(value, row, column, data);
	},

	onload(report) {
		con_center.on_cell(report, ".con-dispute-hand-over", ({ name }) =>
			con_center.disputes.hand_over(name).then(() => report.refresh())
		);
	},
};
