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
		if (column.id !== "title" || !data) return default_formatter(value, row, column, data);
		const link = frappe.utils.get_form_link(data.doctype, data.name);
		return `<a href="${link}">${default_formatter(value, row, column, data)}</a>`;
	},
};
