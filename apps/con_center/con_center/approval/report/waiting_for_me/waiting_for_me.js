// what fits on a small laptop, in pixels
const WIDTHS = { name: 110, type: 130, title: 370, area_name: 170, state: 130, days: 130, actions: 180 };

frappe.query_reports["Waiting for Me"] = {
	filters: [],

	get_datatable_options(options) {
		options.columns.forEach((column) => (column.width = WIDTHS[column.id] || column.width));
		return options;
	},

	// whoever reads a title wants to open it
	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (column.id !== "title" || !data) return shown;
		return con_center.element("a", { href: frappe.utils.get_form_link(data.doctype, data.name) }, shown);
	},
};
