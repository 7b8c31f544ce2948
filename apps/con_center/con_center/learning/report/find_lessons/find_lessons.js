frappe.query_reports["Find Lessons"] = {
	filters: [
		{ fieldname: "words", fieldtype: "Data", label: __("Words") },
		{ fieldname: "subject", fieldtype: "Link", options: "Learning Subject", label: __("Subject") },
		con_center.report_filters.area(),
	],

	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (column.id !== "lesson_title" || !data) return shown;
		return con_center.element("a", { href: frappe.utils.get_form_link("Lesson", data.name) }, shown);
	},
};
